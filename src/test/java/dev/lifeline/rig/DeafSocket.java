package dev.lifeline.rig;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A WebSocket by hand that reads nothing and answers no Ping, unless it is told to. Not thread-safe. */
public final class DeafSocket implements AutoCloseable {

    private static final int TIMEOUT_MS = 20_000;
    private static final int CLOSE = 0x8;
    private static final int PING = 0x9;

    /** A Pong without content, masked with zeros (RFC 6455, sections 5.3 and 5.5.3). */
    private static final byte[] PONG = {(byte) 0x8A, (byte) 0x80, 0, 0, 0, 0};

    private final Socket socket = new Socket();
    private final DataInputStream in;

    /** @param address such as {@code ws://127.0.0.1:8080/web/count/u1} */
    public DeafSocket(String address) {
        URI uri = URI.create(address);
        String request = "GET " + uri.getRawPath() + " HTTP/1.1\r\nHost: " + uri.getAuthority()
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13"
                + "\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
        try {
            // Before the connection: it bounds the window that the server may fill.
            socket.setReceiveBufferSize(4_096);
            socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()), TIMEOUT_MS);
            socket.setSoTimeout(TIMEOUT_MS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            this.in = new DataInputStream(socket.getInputStream());
            String answer = headers();
            if (!answer.startsWith("HTTP/1.1 101")) {
                throw new AssertionError("refused: " + answer);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String headers() throws IOException {
        StringBuilder headers = new StringBuilder();
        while (headers.indexOf("\r\n\r\n") < 0) {
            headers.append((char) in.readUnsignedByte());
        }
        return headers.toString();
    }

    /** Reads until the server's next Ping, and does not answer it; fails if the connection ends before. */
    public void awaitPing() {
        try {
            for (int opcode = frame(); opcode != PING; opcode = frame()) {
                if (opcode == CLOSE) {
                    throw new AssertionError("closed by the server");
                }
            }
        } catch (EOFException e) {
            throw new AssertionError("cut", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads one frame and forgets what it holds. @return its opcode */
    private int frame() throws IOException {
        int opcode = in.readUnsignedByte() & 0xF;
        int length = in.readUnsignedByte();
        in.skipNBytes(length < 126 ? length : length == 126 ? in.readUnsignedShort() : in.readLong());
        return opcode;
    }

    public void pong() {
        try {
            socket.getOutputStream().write(PONG);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
