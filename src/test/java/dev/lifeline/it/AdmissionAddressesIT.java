package dev.lifeline.it;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lifeline.rig.LifelineServer;
import dev.lifeline.rig.Nginx;
import dev.lifeline.rig.RawHttp;
import dev.lifeline.rig.RawSocket;
import dev.lifeline.rig.Tokens;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who counts as one address at the door of a real server: clients, their networks, and the proxies before them. */
class AdmissionAddressesIT extends AdmissionFixture {

    @Test
    void addressesOfOneIpv6Network_areOne() {
        untilRefused("2001:db8:0:1::1");
        assertProblem(handshake("u1", "2001:db8:0:1:ffff::2"), 429, "too-many-handshakes", "2001:db8:0:1:0:0:0:0/64");
        assertEquals(101, handshake("u1", "2001:db8:0:2::1").status());
    }

    @Test
    void handshakesFromATrustedProxyItself_areNotLimitedByAddress() {
        for (int i = 0; i < 10 * BURST; i++) {
            // Counted as the handshake that it asks about, and leaves no connection.
            assertEquals(426, RawHttp.get(server.port(), "/web/count/u1").status());
        }
        assertEquals(101, RawHttp.get(server.port(), "/web/count/u1", upgrade()).status());
    }

    @Test
    void strangerWhoForwards_isNamedOnceInTheLog() {
        for (int i = 0; i < 3; i++) {
            handshake("u1", "198.51.100." + i + ", 192.0.2.81");
        }
        Pattern line = Pattern.compile("192\\.0\\.2\\.81 sends X-Forwarded-For.*lifeline\\.trusted-proxies");
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertEquals(1, line.matcher(server.log()).results().count()));
    }

    @Test
    void throughNginx_limitsAreTheClientsAndTheirAnswersArrive() throws IOException {
        try (Nginx nginx = Nginx.before(server.port(), folder, UnaryOperator.identity())) {
            for (int i = 0; i < PER_ADDRESS; i++) {
                openAt(nginx.address("u" + i), "192.0.2.91");
            }
            RawHttp.Answer refused = RawHttp.get(nginx.port(), "/web/count/u9", upgrade("X-Forwarded-For: 192.0.2.91"));
            assertProblem(refused, 429, "too-many-connections", "192.0.2.91 has met a limit");
            assertSoon(refused);
            assertEquals(
                    101,
                    RawHttp.get(nginx.port(), "/web/count/u9", upgrade("X-Forwarded-For: 192.0.2.92"))
                            .status());
            assertEquals(404, RawHttp.get(nginx.port(), "/api/v1/limits", key()).status(), "private");
            opened.forEach(RawSocket::tear);
            opened.clear();
            await().atMost(PATIENCE).untilAsserted(() -> assertEquals(0, now("connections")));
        }
    }

    /** Nobody named it, but users with tokens of their own came through it: all behind it must not share one limit. */
    @Test
    void evidentProxy_isSparedForTokensAndForNothingElse(@TempDir Path proxied) throws IOException {
        String proxy = "X-Forwarded-For: 198.51.100.1, 203.0.113.7";
        String[] settings = Stream.concat(
                        Stream.of(Tokens.settings()),
                        Stream.of("lifeline.handshakes.per-address=1", "lifeline.connections.per-address=6"))
                .toArray(String[]::new);
        try (LifelineServer closed = LifelineServer.start(proxied, List.of(), settings)) {
            List<RawSocket> users = new ArrayList<>();
            for (int i = 0; i < 15; i++) {
                String token = Tokens.of("u" + i, Duration.ofHours(1));
                users.add(RawSocket.open(closed.address("u" + i), proxy, "Authorization: Bearer " + token));
                assertServes(users.get(i));
            }
            // Without a token they have what is left of ten, and one more a second.
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(10))
                    .untilAsserted(() -> assertProblem(
                            RawHttp.get(closed.port(), "/web/count/u1", proxy),
                            429,
                            "too-many-handshakes",
                            "203.0.113.7"));
            users.add(RawSocket.open(
                    closed.address("u1"), proxy, "Authorization: Bearer " + Tokens.of("u1", Duration.ofHours(1))));
            users.forEach(RawSocket::close);
        }
    }
}
