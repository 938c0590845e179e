package dev.lifeline.rig;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** HTTP by hand, for requests that no decent client would send. */
public final class RawHttp {

    /**
     * An answer.
     *
     * @param text status line, headers and body, each byte as one character; no body after a switch of protocols
     */
    public record Answer(String text) {

        public int status() {
            return Integer.parseInt(text.substring("HTTP/1.1 ".length()).substring(0, 3));
        }
    }

    private static final int TIMEOUT_MS = 10_000;

    private RawHttp() {}

    /**
     * Asks for a target exactly as it is written.
     *
     * @param headers lines such as {@code X-Name: value}
     */
    public static Answer get(int port, String target, String... headers) {
        return get("127.0.0.1", port, "localhost", target, headers);
    }

    /** @param hostHeader the value of the request's {@code Host}, whatever the connection goes to */
    public static Answer get(String address, int port, String hostHeader, String target, String... headers) {
        StringBuilder request = new StringBuilder("GET " + target + " HTTP/1.1\r\nHost: " + hostHeader + "\r\n");
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        request.append("Connection: close\r\n\r\n");
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), TIMEOUT_MS);
            socket.setSoTimeout(TIMEOUT_MS);
            socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.UTF_8));
            return new Answer(read(new BufferedInputStream(socket.getInputStream())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All that comes; after a switch of protocols, the headers only. */
    private static String read(InputStream in) throws IOException {
        StringBuilder answer = new StringBuilder();
        for (int next = in.read(); next >= 0; next = in.read()) {
            answer.append((char) next);
            if (answer.length() > 12
                    && answer.substring(9, 12).equals("101")
                    && answer.substring(answer.length() - 4).equals("\r\n\r\n")) {
                break;
            }
        }
        return answer.toString();
    }
}
