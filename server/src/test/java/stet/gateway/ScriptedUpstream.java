package stet.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A provider made of a bare socket, so that a test decides every byte of its answer and sees every byte it is sent. */
final class ScriptedUpstream implements AutoCloseable {
    /** Answers one request on its connection. */
    @FunctionalInterface
    interface Script {
        void answer(Received request, OutputStream out) throws Exception;
    }

    /** A request as it arrived. */
    record Received(String head, String body, Socket socket) {
        String header(String name) {
            return head.lines()
                    .filter(it -> it.toLowerCase(Locale.ROOT).startsWith(name + ":"))
                    .map(it -> it.substring(name.length() + 1).strip())
                    .findFirst()
                    .orElse("");
        }
    }

    final List<Received> received = new CopyOnWriteArrayList<>();
    final CountDownLatch connectionLost = new CountDownLatch(1);
    private final ServerSocket listener;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile Script script = (_, out) -> ok(out, "{}");

    ScriptedUpstream() throws IOException {
        listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    String baseUrl() {
        return "http://127.0.0.1:" + listener.getLocalPort() + "/v1";
    }

    void answers(Script next) {
        script = next;
    }

    /** Answers every request with this JSON. */
    void answersJson(String json) {
        answers((_, out) -> ok(out, json));
    }

    /** Answers with these events, whole. */
    void answersEvents(String events) {
        answers((_, out) -> {
            out.write(
                    "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\nx-request-id: up-1\r\n\r\n"
                            .getBytes(UTF_8));
            chunk(out, events);
            out.write("0\r\n\r\n".getBytes(UTF_8));
        });
    }

    static void ok(OutputStream out, String json) throws IOException {
        status(out, "200 OK", "application/json", json);
    }

    static void status(OutputStream out, String status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        out.write(("HTTP/1.1 " + status + "\r\ncontent-type: " + type + "\r\nx-request-id: up-1\r\ncontent-length: "
                        + bytes.length + "\r\n\r\n")
                .getBytes(UTF_8));
        out.write(bytes);
    }

    static void chunk(OutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(UTF_8));
        out.write(bytes);
        out.write("\r\n".getBytes(UTF_8));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        threads.shutdownNow();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                threads.execute(() -> serve(socket));
            }
        } catch (IOException closed) {
            threads.shutdown();
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = socket.getInputStream();
            while (true) {
                String head = head(in);
                if (head.isEmpty()) {
                    return;
                }
                var request = new Received(head, "", socket);
                String length = request.header("content-length");
                byte[] body = in.readNBytes(length.isEmpty() ? 0 : Integer.parseInt(length));
                request = new Received(head, new String(body, UTF_8), socket);
                received.add(request);
                script.answer(request, socket.getOutputStream());
                socket.getOutputStream().flush();
            }
        } catch (Exception gone) {
            connectionLost.countDown();
        } finally {
            connectionLost.countDown();
        }
    }

    /** Blocks until the other side closes the connection. */
    static void awaitClose(Socket socket) throws IOException {
        socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    }

    private static String head(InputStream in) throws IOException {
        var bytes = new ByteArrayOutputStream();
        int last4 = 0;
        int next = in.read();
        while (next >= 0) {
            bytes.write(next);
            last4 = last4 << 8 | next;
            if (last4 == 0x0d0a0d0a) {
                break;
            }
            next = in.read();
        }
        return bytes.toString(ISO_8859_1);
    }
}
