package dev.lifeline.chaos.client;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The other end of a client under test: it takes connections, notes what comes, and says what the test says. */
final class FakeServer implements AutoCloseable {

    /** What it does by itself; all are called on the connection's thread. */
    interface Behaviour {

        void opened(Accepted connection) throws IOException;

        void heard(Accepted connection, String text) throws IOException;
    }

    /** Leaves everything to the test. */
    private static final Behaviour NOTHING = new Behaviour() {
        @Override
        public void opened(Accepted connection) {}

        @Override
        public void heard(Accepted connection, String text) {}
    };

    private static final int TIMEOUT_SECONDS = 10;

    private final Behaviour behaviour;
    private final ServerSocket listener;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final LinkedBlockingQueue<Accepted> accepted = new LinkedBlockingQueue<>();

    FakeServer() {
        this(NOTHING);
    }

    FakeServer(Behaviour behaviour) {
        this.behaviour = behaviour;
        try {
            listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** The next connection, upgraded. */
    Accepted next() throws InterruptedException {
        Accepted next = accepted.poll(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("nobody connected");
        }
        return next;
    }

    private void accept() {
        try {
            while (true) {
                Accepted next = new Accepted(listener.accept());
                threads.execute(next);
            }
        } catch (IOException e) {
            // Closed at the end of the test.
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Accepted each : accepted) {
            each.close();
        }
        threads.shutdownNow();
    }

    /** One connection. */
    final class Accepted implements Runnable {

        static final String END = "end";

        private final Socket socket;
        private final LinkedBlockingQueue<String> texts = new LinkedBlockingQueue<>();
        private volatile String target = "";

        Accepted(Socket socket) {
            this.socket = socket;
        }

        /** What was asked for, such as {@code /web/count/u1?client=c}. */
        String target() {
            return target;
        }

        /** The next message; {@link #END} where the connection ended. */
        String read() throws InterruptedException {
            String text = texts.poll(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            if (text == null) {
                throw new AssertionError("nothing came");
            }
            return text;
        }

        /** The next message with a word in it. */
        String readWith(String word) throws InterruptedException {
            String text = read();
            while (!text.contains(word)) {
                if (text.equals(END)) {
                    throw new AssertionError("ended before " + word);
                }
                text = read();
            }
            return text;
        }

        boolean ended() {
            return texts.contains(END);
        }

        /** Up to 65,535 bytes. */
        synchronized void say(String text) throws IOException {
            byte[] payload = text.getBytes(StandardCharsets.UTF_8);
            byte[] frame = new byte[4 + payload.length];
            frame[0] = (byte) (0x80 | Frames.TEXT);
            frame[1] = 126;
            frame[2] = (byte) (payload.length >> 8);
            frame[3] = (byte) payload.length;
            System.arraycopy(payload, 0, frame, 4, payload.length);
            socket.getOutputStream().write(frame);
        }

        /** A beat every 200 ms, 400 ms of patience. */
        void welcome(long seq, boolean recovered) throws IOException {
            say("{\"type\":\"welcome\",\"connection\":\"c\",\"epoch\":\"e\",\"from\":{\"seq\":" + seq
                    + ",\"all\":0},\"position\":{\"seq\":" + seq + ",\"all\":0},\"recovered\":" + recovered
                    + ",\"heartbeat\":{\"interval\":200,\"patience\":400}}");
        }

        @Override
        public void run() {
            try {
                DataInputStream in = new DataInputStream(socket.getInputStream());
                target = upgrade(in, socket.getOutputStream());
                accepted.add(this);
                behaviour.opened(this);
                while (true) {
                    int opcode = in.readUnsignedByte() & 0x0F;
                    int length = in.readUnsignedByte() & 0x7F;
                    byte[] payload = new byte[length == 126 ? in.readUnsignedShort() : length];
                    in.readInt();
                    in.readFully(payload);
                    if (opcode == Frames.TEXT) {
                        String text = new String(payload, StandardCharsets.UTF_8);
                        texts.add(text);
                        if (text.equals("ping")) {
                            say("pong");
                        } else {
                            behaviour.heard(this, text);
                        }
                    }
                }
            } catch (IOException e) {
                texts.add(END);
            }
        }

        private static String upgrade(DataInputStream in, OutputStream out) throws IOException {
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) in.readUnsignedByte());
            }
            out.write("HTTP/1.1 101 Switching Protocols\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            return head.substring("GET ".length(), head.indexOf(" HTTP/1.1"));
        }

        void close() throws IOException {
            socket.close();
        }
    }
}
