package dev.lifeline.attack.exhaustion;

import dev.lifeline.attack.Tally;
import dev.lifeline.attack.wire.Frame;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * Thousands of clients on one thread, who all come at the same moment, try again when they are sent away, and are content
 * with their welcome. Not thread-safe.
 */
final class Swarm implements AutoCloseable {

    private static final String WELCOME = "\"type\":\"welcome\"";
    private static final byte[] PONG = Frame.of(Frame.PONG, new byte[0]).bytes();
    private static final int WAIT_MS = 100;

    private final InetSocketAddress server;
    private final Tally tally;
    private final Selector selector = Selector.open();
    private final ByteBuffer buffer = ByteBuffer.allocate(16_384);
    private int welcomed;

    Swarm(int port, Tally tally) throws IOException {
        this.server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        this.tally = tally;
    }

    /** A client on its way. */
    private static final class Comer {
        private final byte[] handshake;
        private final StringBuilder answer = new StringBuilder();
        private boolean welcomed;

        Comer(byte[] handshake) {
            this.handshake = handshake;
        }
    }

    /**
     * One client for each handshake, all at once.
     *
     * @param most for all of them
     * @return how many were welcomed
     */
    int come(List<byte[]> handshakes, Duration most) throws IOException {
        welcomed = 0;
        for (byte[] handshake : handshakes) {
            connect(new Comer(handshake));
        }
        long end = System.nanoTime() + most.toNanos();
        while (welcomed < handshakes.size() && System.nanoTime() - end < 0) {
            selector.select(WAIT_MS);
            for (SelectionKey key : selector.selectedKeys()) {
                Comer comer = (Comer) key.attachment();
                try {
                    goOn(key, comer);
                } catch (IOException e) {
                    key.channel().close();
                    if (comer.welcomed) {
                        tally.failed("a welcomed client was cut");
                    } else {
                        tally.outcome("tried again");
                        connect(new Comer(comer.handshake));
                    }
                }
            }
            selector.selectedKeys().clear();
        }
        return welcomed;
    }

    private void connect(Comer comer) throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.configureBlocking(false);
        // A reset leaves no port behind that has to wait.
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        tally.handshake();
        boolean there = channel.connect(server);
        channel.register(selector, there ? SelectionKey.OP_WRITE : SelectionKey.OP_CONNECT, comer);
    }

    private void goOn(SelectionKey key, Comer comer) throws IOException {
        SocketChannel channel = (SocketChannel) key.channel();
        if (key.isConnectable()) {
            channel.finishConnect();
            key.interestOps(SelectionKey.OP_WRITE);
        } else if (key.isWritable()) {
            // Small enough for any buffer of a fresh connection.
            channel.write(ByteBuffer.wrap(comer.handshake));
            key.interestOps(SelectionKey.OP_READ);
        } else if (key.isReadable()) {
            read(channel, comer);
        }
    }

    private void read(SocketChannel channel, Comer comer) throws IOException {
        buffer.clear();
        if (channel.read(buffer) < 0) {
            throw new IOException("ended");
        }
        if (comer.welcomed) {
            // Whatever it was, a Ping among them: it shows that somebody is there.
            channel.write(ByteBuffer.wrap(PONG));
        } else {
            comer.answer.append(StandardCharsets.ISO_8859_1.decode(buffer.flip()));
            if (comer.answer.indexOf(WELCOME) >= 0) {
                comer.welcomed = true;
                comer.answer.setLength(0);
                welcomed++;
            }
        }
    }

    /** All connections end at once, by a reset. */
    void scatter() throws IOException {
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.selectNow();
    }

    @Override
    public void close() throws IOException {
        scatter();
        selector.close();
    }
}
