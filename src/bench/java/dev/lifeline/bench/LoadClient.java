package dev.lifeline.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** WebSocket clients of one server, all on one thread: raw sockets and as much of RFC 6455 as it takes. */
final class LoadClient implements AutoCloseable {

    /** How long nothing may arrive while something is due. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private static final String HANDSHAKE = """
            GET /web/count/b%d HTTP/1.1\r
            Host: 127.0.0.1:%d\r
            Upgrade: websocket\r
            Connection: Upgrade\r
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
            Sec-WebSocket-Version: 13\r
            %s\r
            """;

    private static final byte[] PING = frame(0x1, "ping".getBytes(StandardCharsets.US_ASCII));
    private static final byte[] CLOSE = frame(0x8, new byte[] {0x03, (byte) 0xE8});

    /** One connection. */
    final class Client {
        private final SocketChannel channel;
        private final FrameReader frames;

        private Client(SocketChannel channel, FrameReader.TextSink sink) {
            this.channel = channel;
            this.frames = new FrameReader(scratch, sink);
        }

        /** Hands the text of later messages to another sink. */
        void sink(FrameReader.TextSink sink) {
            frames.sink(sink);
        }

        void ping() throws IOException {
            write(PING);
        }

        private void write(byte[] frame) throws IOException {
            if (channel.write(ByteBuffer.wrap(frame)) < frame.length) {
                throw new IOException("the server does not read");
            }
        }

        private boolean read() throws IOException {
            buffer.clear();
            int read = channel.read(buffer);
            if (read < 0) {
                throw new IOException("the server ended a connection");
            }
            frames.read(buffer.flip());
            return read > 0;
        }
    }

    private final int port;
    private final Level level;
    private final Selector selector = Selector.open();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 18);
    private final FrameReader.Scratch scratch = new FrameReader.Scratch();
    private final List<Client> clients = new ArrayList<>();

    /** What the clients speak. */
    enum Level {
        PLAIN,
        V1
    }

    LoadClient(int port, Level level) throws IOException {
        this.port = port;
        this.level = level;
    }

    /** Opens connections, one after the other; returns when each has its {@code welcome}, where the level has one. */
    void open(int count) throws IOException {
        TextCounter welcomes = new TextCounter("{\"type\":\"welcome\"");
        for (int i = 0; i < count; i++) {
            clients.add(connect(i, welcomes));
        }
        if (level == Level.V1) {
            run(() -> welcomes.count() == count);
        }
    }

    List<Client> clients() {
        return clients;
    }

    private Client connect(int number, FrameReader.TextSink sink) throws IOException {
        SocketChannel channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        String protocol = level == Level.V1 ? "Sec-WebSocket-Protocol: lifeline.v1\r\n" : "";
        channel.write(
                ByteBuffer.wrap(HANDSHAKE.formatted(number, port, protocol).getBytes(StandardCharsets.US_ASCII)));
        buffer.clear();
        int end;
        do {
            if (channel.read(buffer) < 0) {
                throw new IOException("the server ended a handshake");
            }
            end = text(0, buffer.position()).indexOf("\r\n\r\n");
        } while (end < 0);
        if (!text(0, end).startsWith("HTTP/1.1 101 ")) {
            throw new IOException("handshake refused: " + text(0, buffer.position()));
        }
        Client client = new Client(channel, sink);
        channel.configureBlocking(false).register(selector, SelectionKey.OP_READ, client);
        client.frames.read(buffer.flip().position(end + 4));
        return client;
    }

    private String text(int from, int to) {
        byte[] bytes = new byte[to - from];
        buffer.get(from, bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /**
     * Reads until something is so.
     *
     * @param done asked after every round over the connections with something to read
     * @throws IOException if nothing arrives for too long
     */
    void run(BooleanSupplier done) throws IOException {
        long lastRead = System.nanoTime();
        while (!done.getAsBoolean()) {
            boolean[] read = {false};
            selector.select(
                    key -> {
                        try {
                            read[0] |= ((Client) key.attachment()).read();
                        } catch (IOException e) {
                            throw new IllegalStateException(e);
                        }
                    },
                    100);
            long now = System.nanoTime();
            if (read[0]) {
                lastRead = now;
            } else if (now - lastRead > PATIENCE_NANOS) {
                throw new IOException("lost: what is due does not come, for "
                        + TimeUnit.NANOSECONDS.toSeconds(PATIENCE_NANOS) + " s");
            }
        }
    }

    /** Lets {@link #run} ask again. Thread-safe. */
    void wakeUp() {
        selector.wakeup();
    }

    /** What was measured is known by now: a connection that is broken already is no failure. */
    @Override
    public void close() throws IOException {
        for (Client client : clients) {
            try {
                client.write(CLOSE);
            } catch (IOException e) {
                System.err.println("Closing a connection: " + e);
            } finally {
                client.channel.close();
            }
        }
        selector.close();
    }

    /** A short masked frame (RFC 6455, section 5.3). A mask of zeros masks nothing, which no measurement minds. */
    private static byte[] frame(int opcode, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(6 + payload.length);
        frame.put((byte) (0x80 | opcode)).put((byte) (0x80 | payload.length)).putInt(0);
        return frame.put(payload).array();
    }
}
