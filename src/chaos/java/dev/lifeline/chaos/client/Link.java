package dev.lifeline.chaos.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** A WebSocket that can break in every way in which a network breaks it. For one thread. */
final class Link {

    private static final int PATIENCE_MS = 5_000;
    private static final int MOMENT_MS = 20;

    /** The Close frame of a page that is left. */
    private static final byte[] GOING_AWAY = {0x03, (byte) 0xE9};

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final Frames frames = new Frames();
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();
    private boolean frozen;

    private Link(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
    }

    /** @throws LinkEndedException if it is not upgraded */
    static Link open(int port, String path) throws IOException {
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MS);
            Link link = new Link(socket);
            link.shakeHands(path, "127.0.0.1:" + port);
            return link;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private void shakeHands(String path, String host) throws IOException {
        String request = "GET " + path + " HTTP/1.1\r\nHost: " + host
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: lifeline.v1\r\n\r\n";
        out.write(request.getBytes(StandardCharsets.US_ASCII));
        socket.setSoTimeout(PATIENCE_MS);
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new LinkEndedException("handshake-ended");
            }
            head.append((char) next);
        }
        if (!head.toString().startsWith("HTTP/1.1 101")) {
            throw new LinkEndedException("status-" + head.substring(9, 12));
        }
    }

    /**
     * Waits for the next message, and answers Pings meanwhile.
     *
     * @return null if none came in time
     * @throws LinkEndedException with the close code, if there is one
     */
    String read(int millis) throws IOException {
        socket.setSoTimeout(millis);
        while (true) {
            Frames.Frame frame = frames.next();
            if (frame == null) {
                try {
                    frames.fill(in);
                } catch (SocketTimeoutException e) {
                    return null;
                }
            } else {
                String text = taken(frame);
                if (text != null) {
                    return text;
                }
            }
        }
    }

    private String taken(Frames.Frame frame) throws IOException {
        switch (frame.opcode()) {
            case Frames.TEXT, Frames.CONTINUATION -> {
                message.writeBytes(frame.payload());
                if (frame.last()) {
                    String text = message.toString(StandardCharsets.UTF_8);
                    message.reset();
                    return text;
                }
            }
            case Frames.PING -> write(Frames.masked(Frames.PONG, frame.payload()));
            case Frames.CLOSE -> {
                write(Frames.masked(Frames.CLOSE, frame.payload()));
                byte[] code = frame.payload();
                throw new LinkEndedException(
                        code.length < 2 ? "1005" : String.valueOf(((code[0] & 0xFF) << 8) | (code[1] & 0xFF)));
            }
            default -> {}
        }
        return null;
    }

    void send(String text) throws IOException {
        write(Frames.text(text));
    }

    private void write(byte[] frame) throws IOException {
        if (!frozen) {
            out.write(frame);
        }
    }

    /** From now on nothing passes, neither way, and no end of it: what a NAT does that forgot the connection. */
    void freeze() {
        frozen = true;
    }

    boolean isFrozen() {
        return frozen;
    }

    /** Closes as a page that is left. */
    void leave() throws IOException {
        write(Frames.masked(Frames.CLOSE, GOING_AWAY));
        close();
    }

    /** Ends with a TCP reset, with whatever is under way lost. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Closes it and tells how the server had ended it, of which nothing was heard until now. */
    String fate() {
        try (Socket closed = socket) {
            while (read(MOMENT_MS) != null) {
                // Written before the server knew.
            }
            return "open";
        } catch (IOException e) {
            return e instanceof LinkEndedException
                    ? e.getMessage()
                    : e.getClass().getSimpleName();
        }
    }

    void close() throws IOException {
        socket.close();
    }
}
