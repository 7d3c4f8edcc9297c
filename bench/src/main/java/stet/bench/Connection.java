package stet.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One kept-alive HTTP/1.1 connection that blocks; small enough not to disturb what it measures. */
final class Connection implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 30_000;

    /**
     * What came back.
     *
     * @param firstBodyNanos when the first byte of the body was there
     */
    record Reply(int status, long bodyBytes, long firstBodyNanos) {}

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    Connection(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
        out = socket.getOutputStream();
    }

    /** Sends a whole request and reads its whole reply. */
    Reply exchange(byte[] request) throws IOException {
        out.write(request);
        int status = Integer.parseInt(line().split(" ", 3)[1]);
        long length = 0;
        boolean chunked = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Long.parseLong(lower.substring(15).strip());
            }
            chunked |= lower.equals("transfer-encoding: chunked");
        }
        return chunked ? chunks(status) : plain(status, length);
    }

    private Reply plain(int status, long length) throws IOException {
        long first = 0;
        if (length > 0) {
            in.mark(1);
            if (in.read() < 0) {
                throw new EOFException("the reply broke off");
            }
            in.reset();
            first = System.nanoTime();
            in.skipNBytes(length);
        }
        return new Reply(status, length, first);
    }

    private Reply chunks(int status) throws IOException {
        long first = 0;
        long total = 0;
        while (true) {
            int size = Integer.parseInt(line(), 16);
            first = first == 0 ? System.nanoTime() : first;
            in.skipNBytes(size + 2L);
            total += size;
            if (size == 0) {
                return new Reply(status, total, first);
            }
        }
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        while (true) {
            int c = in.read();
            if (c < 0) {
                throw new EOFException("the reply broke off");
            }
            if (c == '\n') {
                return line.toString();
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
    }

    /** A request as it goes over the wire. */
    static byte[] post(String path, String authorization, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return """
                POST %s HTTP/1.1\r
                host: 127.0.0.1\r
                authorization: Bearer %s\r
                content-type: application/json\r
                accept: application/json\r
                user-agent: stet-bench\r
                content-length: %d\r
                \r
                %s""".formatted(path, authorization, bytes.length, body).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
