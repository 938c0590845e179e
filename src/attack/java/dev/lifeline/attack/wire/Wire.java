package dev.lifeline.attack.wire;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A TCP connection that says whatever one likes, and reads what a server answers. For one thread. */
public final class Wire implements AutoCloseable {

    /** Longer than anything may take that a server has to answer. */
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final int LONGEST_HEAD = 65_536;
    private static final int LONGEST_FRAME = 16 << 20;

    private final Socket socket;
    private final InputStream in;

    private Wire(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream(), 2_048);
        socket.setSoTimeout((int) PATIENCE.toMillis());
    }

    /** Connects to a port of loopback. */
    public static Wire to(int port) throws IOException {
        return to(port, 0);
    }

    /** @param receiveBuffer bytes that this side of the network holds, to be stuck soon; 0 for as many as usual */
    public static Wire to(int port, int receiveBuffer) throws IOException {
        Socket socket = new Socket();
        try {
            if (receiveBuffer > 0) {
                // Before the connection: it bounds the window that the server may fill.
                socket.setReceiveBufferSize(receiveBuffer);
            }
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), (int) PATIENCE.toMillis());
            return new Wire(socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Writes, each piece in a segment of its own where the network lets it. */
    public void write(byte[]... pieces) throws IOException {
        for (byte[] piece : pieces) {
            socket.getOutputStream().write(piece);
        }
    }

    /** Says that nothing more will be sent, and goes on reading. */
    public void endOutput() throws IOException {
        socket.shutdownOutput();
    }

    /**
     * The head of an HTTP answer.
     *
     * @return its status; 0 if the connection ended without an answer
     * @throws java.net.SocketTimeoutException after {@link #PATIENCE}
     */
    public int status() throws IOException {
        String head = head();
        return head.matches("(?s)HTTP/1\\.[01] [1-5][0-9][0-9].*") ? Integer.parseInt(head.substring(9, 12)) : 0;
    }

    /** The head of an HTTP answer; what there was of it where the connection ended before. */
    public String head() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int ending = 0;
        try {
            while (ending < 4 && head.size() < LONGEST_HEAD) {
                int next = in.read();
                if (next < 0) {
                    break;
                }
                head.write(next);
                ending = next == "\r\n\r\n".charAt(ending) ? ending + 1 : next == '\r' ? 1 : 0;
            }
        } catch (SocketException e) {
            // Reset: the end all the same.
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    /**
     * The next frame of the server.
     *
     * @return {@link Arrived#END} where the connection has ended, orderly or by a reset
     * @throws java.net.SocketTimeoutException if none comes in time
     */
    public Arrived read(Duration patience) throws IOException {
        socket.setSoTimeout((int) Math.max(1, patience.toMillis()));
        try {
            int first = in.read();
            if (first < 0) {
                return Arrived.END;
            }
            int second = in.read();
            long length = second & 0x7F;
            if (length >= 126) {
                length = number(length == 126 ? 2 : 8);
            }
            if (second < 0 || length > LONGEST_FRAME) {
                return Arrived.END;
            }
            byte[] payload = in.readNBytes((int) length);
            return payload.length < length ? Arrived.END : new Arrived(first & 0x0F, payload);
        } catch (SocketException e) {
            return Arrived.END;
        }
    }

    private long number(int bytes) throws IOException {
        long number = 0;
        for (int i = 0; i < bytes; i++) {
            number = number << 8 | in.read() & 0xFF;
        }
        return number;
    }

    /**
     * Reads to the end, whatever comes.
     *
     * @return how many bytes that was
     */
    public long drain() throws IOException {
        byte[] rest = new byte[8_192];
        long drained = 0;
        try {
            for (int read = in.read(rest); read >= 0; read = in.read(rest)) {
                drained += read;
            }
        } catch (SocketException e) {
            // Reset: the end all the same.
        }
        return drained;
    }

    /** Ends with a TCP reset, whatever is under way. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
