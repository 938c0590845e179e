package dev.lifeline.rig;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A WebSocket by hand (RFC 6455, section 5) for what real clients do not do: answer no Ping, read nothing, stay silent.
 * Frames of up to 125 bytes are sent.
 */
public final class RawSocket implements AutoCloseable {

    public static final int TEXT = 0x1;
    public static final int CLOSE = 0x8;
    public static final int PING = 0x9;
    public static final int PONG = 0xA;

    /**
     * A frame that arrived; {@code opcode} -1 is the end of the stream.
     *
     * @param text of a Close frame, its code, a space and its reason
     */
    public record Arrived(int opcode, String text) {
        public static final Arrived END = new Arrived(-1, "");
    }

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Socket socket = new Socket();
    private final InputStream in;

    private RawSocket(String address, int receiveBuffer, String headers) {
        URI uri = URI.create(address);
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        String request = "GET " + uri.getRawPath() + query + " HTTP/1.1\r\nHost: " + uri.getAuthority()
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" + headers + "\r\n";
        try {
            if (receiveBuffer > 0) {
                // Before the connection: it bounds the window that the server may fill.
                socket.setReceiveBufferSize(receiveBuffer);
            }
            socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()), 5_000);
            in = new BufferedInputStream(socket.getInputStream(), 512);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            String answer = head();
            if (!answer.startsWith("HTTP/1.1 101")) {
                throw new AssertionError("not upgraded: " + answer);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Opens a plain connection.
     *
     * @param address such as {@code ws://127.0.0.1:8080/web/count/u1}
     * @param headers more lines, such as {@code X-Name: value}
     */
    public static RawSocket open(String address, String... headers) {
        return new RawSocket(
                address, 0, Stream.of(headers).map(line -> line + "\r\n").collect(Collectors.joining()));
    }

    /** Opens a connection of the shipped client's level whose side of the network holds little, to be stuck soon. */
    public static RawSocket narrow(String address) {
        return new RawSocket(address, 4_096, "Sec-WebSocket-Protocol: lifeline.v1\r\n");
    }

    private String head() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("ended in the middle of: " + head.toString(StandardCharsets.ISO_8859_1));
            }
            head.write(next);
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    /** Sends one frame, masked with zeros. */
    public void send(int opcode, String text) throws IOException {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        byte[] frame = new byte[6 + payload.length];
        frame[0] = (byte) (0x80 | opcode);
        frame[1] = (byte) (0x80 | payload.length);
        System.arraycopy(payload, 0, frame, 6, payload.length);
        socket.getOutputStream().write(frame);
    }

    /**
     * Reads the next frame, of any kind.
     *
     * @throws SocketTimeoutException if none arrives in time
     */
    public Arrived read(Duration patience) throws IOException {
        socket.setSoTimeout((int) patience.toMillis());
        int first = in.read();
        if (first < 0) {
            return Arrived.END;
        }
        int length = in.read() & 0x7F;
        if (length == 126) {
            length = in.read() << 8 | in.read();
        } else if (length == 127) {
            throw new IOException("a frame too long for this client");
        }
        byte[] payload = in.readNBytes(length);
        int opcode = first & 0x0F;
        if (opcode != CLOSE || length < 2) {
            return new Arrived(opcode, new String(payload, StandardCharsets.UTF_8));
        }
        int code = (payload[0] & 0xFF) << 8 | payload[1] & 0xFF;
        return new Arrived(CLOSE, code + " " + new String(payload, 2, length - 2, StandardCharsets.UTF_8));
    }

    /** Reads until the server's next Ping, and does not answer it; fails if the connection ends before. */
    public void awaitPing() {
        try {
            for (Arrived frame = read(PATIENCE); frame.opcode() != PING; frame = read(PATIENCE)) {
                if (frame.opcode() == CLOSE || frame.opcode() == -1) {
                    throw new AssertionError("ended instead of asked: " + frame);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Answers a Ping. */
    public void pong() {
        try {
            send(PONG, "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the connection as a network does that breaks: with a RST, and without a Close frame. */
    public void tear() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Closes as RFC 6455 asks for, and waits for the server's answer. */
    public void goodbye() {
        try {
            send(CLOSE, "");
            while (read(PATIENCE).opcode() != CLOSE) {
                // What was on its way.
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        close();
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
