package dev.lifeline.attack.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A request of HTTP as it is written, however wrong. Immutable. */
public final class Request {

    private final String line;
    private final List<String> headers;
    private final String body;

    private Request(String line, List<String> headers, String body) {
        this.line = line;
        this.headers = List.copyOf(headers);
        this.body = body;
    }

    /** A request without headers. */
    public static Request of(String method, String target) {
        return new Request(method + " " + target + " HTTP/1.1", List.of(), "");
    }

    /** A handshake as RFC 6455, section 4.1, asks for. */
    public static Request handshake(String target, String host) {
        return of("GET", target)
                .with("Host: " + host)
                .with("Upgrade: websocket")
                .with("Connection: Upgrade")
                .with("Sec-WebSocket-Version: 13")
                .with("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
    }

    /** @param line whole, without its end */
    public Request line(String line) {
        return new Request(line, headers, body);
    }

    /** @param header whole, such as {@code Host: localhost} */
    public Request with(String header) {
        List<String> more = new ArrayList<>(headers);
        more.add(header);
        return new Request(line, more, body);
    }

    /** Without all lines of a header. */
    public Request without(String name) {
        List<String> fewer = headers.stream()
                .filter(header -> !header.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .toList();
        return new Request(line, fewer, body);
    }

    /** With another header in place of all lines of its name. */
    public Request replacing(String header) {
        return without(header.substring(0, header.indexOf(':'))).with(header);
    }

    /** With these characters behind its head, a byte each. */
    public Request body(String body) {
        return new Request(line, headers, body);
    }

    /** As it goes over the network. */
    public byte[] bytes() {
        return (line + "\r\n" + headers.stream().map(header -> header + "\r\n").collect(Collectors.joining()) + "\r\n"
                        + body)
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}
