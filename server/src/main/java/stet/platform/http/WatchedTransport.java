package stet.platform.http;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.InternetProtocolFamily;
import io.vertx.core.datagram.DatagramSocketOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.TcpConfig;
import io.vertx.core.spi.transport.Transport;
import java.util.concurrent.ThreadFactory;

/** A transport that puts {@link FirstBytes} before every connection it accepts; Vert.x has no setting for either of its duties. */
record WatchedTransport(Transport of) implements Transport {

    @Override
    public void configure(TcpConfig config, boolean domainSocket, ServerBootstrap bootstrap) {
        of.configure(config, domainSocket, bootstrap);
        bootstrap.handler(new FirstBytes.OfEach());
    }

    @Override
    public void configure(TcpConfig config, boolean domainSocket, Bootstrap bootstrap) {
        of.configure(config, domainSocket, bootstrap);
    }

    @Override
    public void configure(DatagramChannel channel, DatagramSocketOptions options) {
        of.configure(channel, options);
    }

    @Override
    public boolean supportsDomainSockets() {
        return of.supportsDomainSockets();
    }

    @Override
    public boolean supportFileRegion() {
        return of.supportFileRegion();
    }

    @Override
    public java.net.SocketAddress convert(SocketAddress address) {
        return of.convert(address);
    }

    @Override
    public SocketAddress convert(java.net.SocketAddress address) {
        return of.convert(address);
    }

    @Override
    public IoHandlerFactory ioHandlerFactory() {
        return of.ioHandlerFactory();
    }

    @Override
    public EventLoopGroup eventLoopGroup(int type, int threads, ThreadFactory factory, int ioRatio) {
        return of.eventLoopGroup(type, threads, factory, ioRatio);
    }

    @Override
    @SuppressWarnings("deprecation") // Vert.x's own signature
    public DatagramChannel datagramChannel(InternetProtocolFamily family) {
        return of.datagramChannel(family);
    }

    @Override
    public ChannelFactory<? extends DatagramChannel> datagramChannelFactory() {
        return of.datagramChannelFactory();
    }

    @Override
    public ChannelFactory<? extends Channel> channelFactory(boolean domainSocket) {
        return of.channelFactory(domainSocket);
    }

    @Override
    public ChannelFactory<? extends ServerChannel> serverChannelFactory(boolean domainSocket) {
        return of.serverChannelFactory(domainSocket);
    }
}
