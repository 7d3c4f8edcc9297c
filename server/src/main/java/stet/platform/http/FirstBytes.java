package stet.platform.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the head of a connection's first request, then leaves. It hides an offer to upgrade to HTTP/2, which some clients make
 * with every request: they are answered in HTTP/1.1. A connection that never sends a whole head is closed. One that begins with
 * HTTP/2 is let through.
 */
final class FirstBytes extends ChannelInboundHandlerAdapter {
    private static final long PATIENCE_SECONDS = 30;
    private static final byte[] PREFACE = "PRI * HTTP/2.0".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NAME = "upgrade:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] OFFER = "h2c".getBytes(StandardCharsets.US_ASCII);
    private static final byte NO_PROTOCOL = '-';

    private @Nullable Future<?> patience;
    private int prefaced;
    private int inLine;
    private int named;
    private int offered;

    private FirstBytes() {}

    /** Stands in front of every connection that a listening socket accepts. */
    @ChannelHandler.Sharable
    static final class OfEach extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext socket, Object accepted) {
            if (accepted instanceof Channel connection) {
                connection.pipeline().addFirst(new FirstBytes());
            }
            socket.fireChannelRead(accepted);
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext connection) {
        patience = connection.executor().schedule(() -> close(connection), PATIENCE_SECONDS, TimeUnit.SECONDS);
        connection.fireChannelActive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext connection) {
        var waiting = patience;
        if (waiting != null) {
            waiting.cancel(false);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext connection, Object read) {
        if (read instanceof ByteBuf bytes && isOver(bytes)) {
            connection.pipeline().remove(this);
        }
        connection.fireChannelRead(read);
    }

    private static void close(ChannelHandlerContext connection) {
        var _ = connection.close();
    }

    /** Whether the head ends in these bytes, or is none. */
    private boolean isOver(ByteBuf bytes) {
        for (int i = bytes.readerIndex(); i < bytes.writerIndex(); i++) {
            byte next = bytes.getByte(i);
            if (prefaced >= 0) {
                prefaced = next == PREFACE[prefaced] ? prefaced + 1 : -1;
                if (prefaced == PREFACE.length) {
                    return true;
                }
            }
            if (next == '\n') {
                if (inLine == 0) {
                    return true;
                }
                inLine = 0;
                named = 0;
                offered = 0;
            } else if (next != '\r') {
                if (endsOffer((byte) Character.toLowerCase(next))) {
                    bytes.setByte(i, NO_PROTOCOL);
                }
                inLine++;
            }
        }
        return false;
    }

    private boolean endsOffer(byte next) {
        if (named < NAME.length) {
            if (inLine == named && next == NAME[named]) {
                named++;
            }
            return false;
        }
        offered = next == OFFER[offered] ? offered + 1 : next == OFFER[0] ? 1 : 0;
        if (offered == OFFER.length) {
            offered = 0;
            return true;
        }
        return false;
    }
}
