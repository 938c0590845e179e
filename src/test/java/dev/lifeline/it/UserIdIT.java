package dev.lifeline.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lifeline.rig.LifelineServer;
import dev.lifeline.rig.RawHttp;
import dev.lifeline.rig.StockTomcat;
import dev.lifeline.rig.Tokens;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Addresses that try to be somebody else's, or nobody's: {@code eve} has a token of her own, and asks with it. */
@ParameterizedClass
@MethodSource("servers")
class UserIdIT {

    @TempDir
    static Path folder;

    private static AutoCloseable server;
    private static int port;
    private static Supplier<String> log;

    @Parameter
    String kind;

    static Stream<String> servers() {
        return Stream.of("embedded", StockTomcat.TEN, StockTomcat.ELEVEN);
    }

    @BeforeParameterizedClassInvocation
    static void start(String kind) {
        if (kind.equals("embedded")) {
            LifelineServer embedded = LifelineServer.start(folder, List.of(), Tokens.settings());
            server = embedded;
            port = embedded.port();
            log = embedded::log;
        } else {
            Path base = StockTomcat.base(kind, folder);
            StockTomcat.deploy(base, LifelineServer.war(), "ROOT.war");
            StockTomcat stock = StockTomcat.start(kind, base, Tokens.settings());
            server = stock;
            port = stock.port();
            log = stock::log;
        }
    }

    @AfterParameterizedClassInvocation
    static void stop() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    private static RawHttp.Answer handshake(String target) {
        return RawHttp.get(
                port,
                target,
                "Upgrade: websocket",
                "Connection: Upgrade",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                "Authorization: Bearer " + Tokens.of("eve", Duration.ofHours(1)));
    }

    /** 101: she is who she is. 403: read as another user, whose token it is not. 400 and 404: nobody. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "eve                              | 101",
                "%65ve                            | 101",
                "./eve                            | 101",
                "eve;jsessionid=u1                | 101",
                "eve;a=b/../eve                   | 101",
                "eve?user=u1                      | 101",
                "u1                               | 403",
                "EVE                              | 403",
                "eve.                             | 403",
                "eve:u1                           | 403",
                "%EF%BD%85ve                      | 403",
                "%D0%B5ve                         | 403",
                "eve%CC%81                        | 403",
                "eve/../u1                        | 403",
                "../count/u1                      | 403",
                "%2e%2e/count/u1                  | 403",
                "eve;/../u1                       | 403",
                "u1;eve                           | 403",
                "u1?user=eve                      | 403",
                "''                               | 400",
                ";eve                             | 400",
                "%20                              | 400",
                "eve%20                           | 400",
                "eve/                             | 400",
                "eve/u1                           | 400",
                "eve%3Bu1                         | 400",
                "eve%3Fuser=u1                    | 400",
                "eve%23u1                         | 400",
                "eve#u1                           | 400",
                "eve%2Fu1                         | 400",
                "eve%2F..%2Fu1                    | 400",
                "..%2Fcount%2Fu1                  | 400",
                "%2e%2e%2fcount%2fu1              | 400",
                "eve%252F..%252Fu1                | 400",
                "%252e%252e%252fu1                | 400",
                "eve%5C..%5Cu1                    | 400",
                "eve\\..\\u1                      | 400",
                "eve%00                           | 400",
                "u1%00eve                         | 400",
                "eve%2500                         | 400",
                "eve%0D%0ASet-Cookie:a=b          | 400",
                "eve%09                           | 400",
                "eve%7F                           | 400",
                "eve%E2%80%8B                     | 400",
                "eve%E2%80%AE                     | 400",
                "eve%EF%B8%8F                     | 400",
                "%E3%85%A4eve                     | 400",
                "%C0%AE%C0%AE                     | 400",
                "eve%FF                           | 400",
                "eve%ED%A0%80                     | 400",
                "eve%                             | 400",
                "eve%2                            | 400",
                "%u0065ve                         | 400",
                "..                               | 404",
                "%2e%2e                           | 404",
                "../../../../u1                   | 400",
            })
    void addressOfSomebodyElse_isAnsweredCleanly(String user, int status) {
        RawHttp.Answer answer = handshake("/web/count/" + user.replace("''", ""));
        assertEquals(status, answer.status(), answer.text());
        // A stock Tomcat shows and logs a trace of its own where a request is no HTTP: that never reaches an
        // application.
        if (kind.equals("embedded") || !user.matches(".*[#\\\\].*")) {
            assertFalse(answer.text().contains("Exception"), answer.text());
        }
        assertFalse(answer.text().contains("dev.lifeline"), answer.text());
        assertFalse(log.get().contains("\tat dev.lifeline"), log);
        assertFalse(log.get().contains("SEVERE"), log);
    }

    @ParameterizedTest
    @CsvSource({"64, 403", "65, 400", "600, 400", "6000, 400"})
    void longId_isRefusedWithoutWork(int length, int status) {
        RawHttp.Answer answer = handshake("/web/count/" + "e".repeat(length));
        assertEquals(status, answer.status(), answer.text());
        assertTrue(answer.text().length() < 3_000, "it is not sent back");
    }

    /** The same on the API: what pages may ask for is judged by the parameter, decoded once. */
    @ParameterizedTest
    @CsvSource({
        "eve, 404",
        "u1, 403",
        "eve%00, 400",
        "%2565ve, 400",
        "eve%2F..%2Fu1, 400",
        "'', 400",
        "eve&user=u1, 404",
        "u1&user=eve, 403",
    })
    void apiOfPages_judgesTheSameWay(String user, int status) {
        RawHttp.Answer answer = RawHttp.get(
                port,
                "/api/v1/layim/init?user=" + user,
                "Authorization: Bearer " + Tokens.of("eve", Duration.ofHours(1)));
        assertEquals(status, answer.status(), answer.text());
        assertFalse(answer.text().contains("Exception"), answer.text());
    }
}
