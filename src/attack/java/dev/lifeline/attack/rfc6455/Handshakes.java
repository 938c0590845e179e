package dev.lifeline.attack.rfc6455;

import dev.lifeline.attack.Field;
import dev.lifeline.attack.SimpleAttack;
import dev.lifeline.attack.wire.Frame;
import dev.lifeline.attack.wire.Request;
import dev.lifeline.attack.wire.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** RFC 6455, sections 4.1 and 4.2.1: what a handshake has to be, and what it may be. */
public final class Handshakes extends SimpleAttack {

    /** What is to come of a request; through nginx as well, which refuses some by itself and writes all others anew. */
    private enum Answer {
        UPGRADED,
        REFUSED,
        EITHER
    }

    private record Case(String name, Request request, Answer answer) {}

    public Handshakes() {
        super(
                "handshakes (4.2.1)",
                "wrong versions, keys, methods, lines and hosts; missing and doubled headers; huge ones, and some with line"
                        + " ends inside; any case of letters, lists of protocols, extensions, frames right behind",
                "answered 4xx, or upgraded where the RFC has it so; never 5xx but for a version of HTTP");
    }

    private static List<Case> cases(Field field) {
        Request good = field.handshake(Field.MALLORY);
        List<Case> cases = new ArrayList<>();
        refused(cases, "version 8", good.replacing("Sec-WebSocket-Version: 8"));
        refused(cases, "version 130", good.replacing("Sec-WebSocket-Version: 130"));
        refused(cases, "no version", good.without("Sec-WebSocket-Version"));
        refused(cases, "no key", good.without("Sec-WebSocket-Key"));
        refused(cases, "an empty key", good.replacing("Sec-WebSocket-Key: "));
        refused(cases, "a short key", good.replacing("Sec-WebSocket-Key: c2hvcnQ="));
        refused(cases, "a long key", good.replacing("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZSBidXQgbG9uZ2Vy"));
        refused(cases, "a key of other characters", good.replacing("Sec-WebSocket-Key: !!!!!!!!!!!!!!!!!!!!!!=="));
        either(cases, "two keys", good.with("Sec-WebSocket-Key: AQIDBAUGBwgJCgsMDQ4PEA=="));
        refused(cases, "POST", good.line("POST /web/count/mallory HTTP/1.1").with("Content-Length: 0"));
        refused(cases, "OPTIONS", good.line("OPTIONS /web/count/mallory HTTP/1.1"));
        refused(cases, "an invented method", good.line("UPGRADE /web/count/mallory HTTP/1.1"));
        refused(cases, "no HTTP", good.line("HELLO"));
        either(cases, "HTTP/1.0", good.line("GET /web/count/mallory HTTP/1.0"));
        refused(cases, "HTTP/2.0", good.line("GET /web/count/mallory HTTP/2.0"));
        either(cases, "no upgrade", good.without("Upgrade"));
        either(cases, "no connection", good.without("Connection"));
        either(cases, "Connection: close", good.replacing("Connection: close"));
        refused(cases, "Upgrade: h2c", good.replacing("Upgrade: h2c"));
        refused(cases, "no host", good.without("Host"));
        refused(cases, "two hosts", good.with("Host: 127.0.0.1"));
        refused(cases, "an empty host", good.replacing("Host: "));
        refused(cases, "a host of other characters", good.replacing("Host: 127.0.0.1\\@evil"));
        either(cases, "a folded header", good.with("X-Folded: a\r\n b"));
        either(cases, "a header without a name", good.with(": nothing"));
        either(cases, "a space before the colon", good.with("X-Space : a"));
        either(cases, "a NUL in a header", good.with("X-Nul: a\0b"));
        either(cases, "a bare line feed in a header", good.with("X-Feed: a\nX-Other: b"));
        refused(cases, "a header of 100,000", good.with("X-Huge: " + "x".repeat(100_000)));
        refused(cases, "5,000 headers", many(good, 5_000));
        refused(cases, "an address of 100,000", good.line("GET /web/count/" + "x".repeat(100_000) + " HTTP/1.1"));
        refused(cases, "line ends in the address", good.line("GET /web/count/mallory%0d%0aX: y HTTP/1.1"));
        refused(cases, "a NUL in the address", good.line("GET /web/count/mall%00ory HTTP/1.1"));
        refused(cases, "a slash in the user", good.line("GET /web/count/a%2fb HTTP/1.1"));
        refused(cases, "no user", good.line("GET /web/count/ HTTP/1.1"));
        either(cases, "a way up", good.line("GET /web/count/../count/mallory HTTP/1.1"));
        either(cases, "a body", good.with("Content-Length: 5").body("hello"));
        refused(
                cases,
                "two lengths",
                good.with("Content-Length: 5").with("Content-Length: 6").body("hello"));
        either(
                cases,
                "a length and chunks",
                good.with("Content-Length: 5")
                        .with("Transfer-Encoding: chunked")
                        .body("0\r\n\r\nGET"));
        refused(cases, "a bad length", good.with("Content-Length: -1"));
        upgraded(cases, "headers in lower case", lower(good));
        upgraded(cases, "Upgrade: WebSocket", good.replacing("Upgrade: WebSocket"));
        upgraded(cases, "a list in Upgrade", good.replacing("Upgrade: h2c, websocket"));
        upgraded(cases, "a list in Connection", good.replacing("Connection: keep-alive, Upgrade"));
        upgraded(cases, "an extension", good.with("Sec-WebSocket-Extensions: permessage-deflate"));
        either(cases, "a bad extension", good.with("Sec-WebSocket-Extensions: ;;=,\"a"));
        either(cases, "500 extensions", good.with("Sec-WebSocket-Extensions: a" + ", a;b=c".repeat(500)));
        upgraded(
                cases,
                "many protocols",
                good.without("Sec-WebSocket-Protocol")
                        .with("Sec-WebSocket-Protocol: " + "other, ".repeat(200) + "lifeline.v1")
                        .with("Sec-WebSocket-Protocol: lifeline.token."
                                + field.passes().of(Field.MALLORY)));
        either(cases, "an empty protocol", good.with("Sec-WebSocket-Protocol: ,, ,"));
        return cases;
    }

    private static void refused(List<Case> cases, String name, Request request) {
        cases.add(new Case(name, request, Answer.REFUSED));
    }

    private static void upgraded(List<Case> cases, String name, Request request) {
        cases.add(new Case(name, request, Answer.UPGRADED));
    }

    private static void either(List<Case> cases, String name, Request request) {
        cases.add(new Case(name, request, Answer.EITHER));
    }

    private static Request many(Request request, int headers) {
        Request more = request;
        for (int i = 0; i < headers; i++) {
            more = more.with("X-" + i + ": a");
        }
        return more;
    }

    private static Request lower(Request request) {
        return request.replacing("upgrade: websocket")
                .replacing("connection: upgrade")
                .replacing("sec-websocket-version: 13")
                .replacing("sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==");
    }

    @Override
    public void run(Field field) throws IOException {
        for (Case each : cases(field)) {
            run(field, each);
        }
        frameBehindTheHandshake(field);
    }

    private static void run(Field field, Case each) throws IOException {
        field.tally().handshake();
        int status;
        try (Wire wire = field.connect()) {
            wire.write(each.request().bytes());
            status = wire.status();
        } catch (IOException e) {
            field.judge(false, e.getClass().getSimpleName(), each.name());
            return;
        }
        boolean refused = status >= 400 && status < 500 || status == 505 || status == 501 || status == 0;
        boolean right = switch (each.answer()) {
            case UPGRADED -> status == 101;
            case REFUSED -> refused;
            case EITHER -> refused || status == 101;
        };
        field.judge(right, status == 0 ? "ended" : "answered " + status, each.name());
    }

    private static void frameBehindTheHandshake(Field field) throws IOException {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(field.handshake(Field.MALLORY).bytes());
        both.writeBytes(Frame.text("ping").bytes());
        try (Wire wire = field.connect()) {
            field.tally().handshake();
            field.tally().frames(1);
            wire.write(both.toByteArray());
            int status = wire.status();
            boolean served = status == 101 && field.isServed(wire);
            field.judge(served, served ? "served" : "answered " + status, "a frame right behind the handshake");
        }
    }
}
