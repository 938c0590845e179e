package dev.lifeline.it;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import dev.lifeline.rig.Http;
import dev.lifeline.rig.JdkSocket;
import dev.lifeline.rig.LifelineServer;
import dev.lifeline.rig.Lines;
import dev.lifeline.rig.RawHttp;
import dev.lifeline.rig.RawSocket;
import dev.lifeline.rig.StockTomcat;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The WAR in Tomcats as an administrator has them: start, two copies, bad settings, stop, redeploy. */
class StockTomcatIT {

    private static final String KEY = LifelineServer.PUSH_KEY;
    private static final int READERS = 45;
    private static final int DEAF = 5;

    /** Words that no log may hold at the end of a healthy server. */
    private static final List<String> TROUBLE =
            List.of("SEVERE", "Exception", "memory leak", "has failed to stop it", "failed to remove it", "Still busy");

    private final List<AutoCloseable> opened = new ArrayList<>();

    @TempDir
    private Path folder;

    static Stream<String> versions() {
        return Stream.of(StockTomcat.TEN, StockTomcat.ELEVEN);
    }

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable each : opened) {
            each.close();
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void unconfiguredWar_refusesEverybodyAndSaysWhy(String version) {
        StockTomcat tomcat = start(version, List.of("ROOT.war"));

        assertEquals(401, JdkSocket.refusal(tomcat.address("", "u1")));
        HttpResponse<String> answer = Http.get(tomcat.http("/web/count/u1"));
        assertEquals(401, answer.statusCode());
        assertEquals(
                "application/problem+json",
                answer.headers().firstValue("Content-Type").orElse("").replaceAll(";.*", ""));
        JsonObject problem = Lines.json(answer.body());
        assertEquals(
                "urn:lifeline:problem:login-not-configured", problem.get("type").getAsString());
        assertTrue(problem.get("detail").getAsString().contains("lifeline.auth"));
        assertEquals(1, linesWith(tomcat, "WARNING", "lifeline.auth is not set").size(), tomcat::log);
        assertFloorWarning(version, tomcat);
        assertLauncherIsNotServed(tomcat);
    }

    private static void assertFloorWarning(String version, StockTomcat tomcat) {
        List<String> warnings = linesWith(tomcat, "WARNING", "CVE-");
        if (version.equals(StockTomcat.ELEVEN)) {
            assertEquals(1, warnings.size(), tomcat::log);
            assertTrue(warnings.get(0).contains(version), warnings::toString);
        } else {
            assertEquals(List.of(), warnings);
        }
    }

    private static void assertLauncherIsNotServed(StockTomcat tomcat) {
        for (String target : List.of(
                "/dev/lifeline/app/Launcher.class",
                "//dev/lifeline/app/Launcher.class",
                "/dev//lifeline///app/Launcher.class",
                "/./dev/lifeline/app/Launcher.class",
                "/lifeline/../dev/lifeline/app/Launcher.class",
                "/lifeline/%2e%2e/dev/lifeline/app/Launcher.class",
                "/%64ev/lifeline/app/Launcher.class",
                "/dev/lifeline/app/Launcher%2eclass",
                "/dev;a=b/lifeline/app/Launcher.class",
                "/dev/lifeline;/app/Launcher.class;jsessionid=1",
                "/;/dev/lifeline/app/Launcher.class",
                "/dev/lifeline/app/Launcher.class/",
                "/dev/lifeline/app/Launcher.class?x",
                "/DEV/lifeline/app/Launcher.class",
                "/dev/lifeline/app/",
                "/dev",
                "/WEB-INF/web.xml",
                "/WEB-INF/embed/",
                "/META-INF/MANIFEST.MF")) {
            RawHttp.Answer answer = RawHttp.get(tomcat.port(), target);
            assertEquals(404, answer.status(), target);
            assertFalse(answer.text().contains("\u00CA\u00FE\u00BA\u00BE"), target);
        }
        for (String target : List.of("/dev%2Flifeline/app/Launcher.class", "/dev%5Clifeline/app/Launcher.class")) {
            assertEquals(400, RawHttp.get(tomcat.port(), target).status(), target);
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void twoCopiesConfiguredByFile_serveEachItsOwnUsers(String version) throws IOException {
        Path base = base(version, List.of("ROOT.war", "chat.war"));
        Files.writeString(
                base.resolve("conf/lifeline.properties"),
                "lifeline.auth=demo\nlifeline.heartbeat.interval=7s\nlifeline.heartbeat.patience=4s\n");
        StockTomcat tomcat = start(version, base, "lifeline.heartbeat.patience=3s");

        JdkSocket welcomed = closedAtEnd(JdkSocket.v1(tomcat.address("/chat", "u3")));
        JsonObject heartbeat = Lines.json(welcomed.nextWith("welcome")).getAsJsonObject("heartbeat");
        assertEquals(7_000, heartbeat.get("interval").getAsInt());
        assertEquals(3_000, heartbeat.get("patience").getAsInt(), "the system property outranks the file");

        JdkSocket rootAnna = plain(tomcat, "", "u2");
        JdkSocket chatAnna = plain(tomcat, "/chat", "u2");
        plain(tomcat, "", "u1").send(Lines.toFriend("u2", "in ROOT", "c-1"));
        assertEquals("/lifeline/avatars/u1.svg", Lines.field(rootAnna.nextWith("in ROOT"), "avatar"));
        plain(tomcat, "/chat", "u1").send(Lines.toFriend("u2", "in chat", "c-2"));
        String first = chatAnna.nextWith("\"friend\"");
        assertEquals("in chat", Lines.field(first, "content"), "nothing crosses from one copy to the other");
        assertEquals("/chat/lifeline/avatars/u1.svg", Lines.field(first, "avatar"));

        for (String context : List.of("", "/chat")) {
            JsonObject data = Lines.json(Http.get(tomcat.http(context + "/api/v1/layim/init?user=u1"))
                            .body())
                    .getAsJsonObject("data");
            String avatar = data.getAsJsonObject("mine").get("avatar").getAsString();
            assertEquals(context + "/lifeline/avatars/u1.svg", avatar);
            HttpResponse<String> picture = Http.get(tomcat.http(avatar));
            assertEquals(200, picture.statusCode());
            assertEquals(
                    "image/svg+xml",
                    picture.headers().firstValue("Content-Type").orElse(""));
        }
    }

    @Test
    void badSettings_keepTheContextDownWithOneMessageNamingAll() throws IOException {
        Path base = base(StockTomcat.TEN, List.of("ROOT.war"));
        Files.writeString(
                base.resolve("conf/lifeline.properties"),
                "lifeline.flushers=many\nlifeline.heartbeet.interval=25s\nlifeline.push-key=short-secret\n");
        StockTomcat tomcat = start(StockTomcat.TEN, base, "lifeline.auth=everybody", "lifeline.heartbeat.interval=1x");

        assertEquals(404, Http.get(tomcat.http("/health")).statusCode());
        assertEquals(404, JdkSocket.refusal(tomcat.address("", "u1")));
        String log = tomcat.log();
        String message = log.substring(log.indexOf("Lifeline cannot start with these settings"));
        message = message.substring(0, message.indexOf("\tat "));
        for (String value : List.of(
                "lifeline.auth=everybody",
                "lifeline.heartbeat.interval=1x",
                "lifeline.flushers=many",
                "lifeline.heartbeet.interval",
                "lifeline.push-key")) {
            assertTrue(message.contains(value), value + " in: " + message);
        }
        assertFalse(log.contains("short-secret"), "a key must not be logged");
        assertEquals(2, log.split("Lifeline cannot start", -1).length, log);
    }

    @ParameterizedTest
    @MethodSource("versions")
    void stop_tellsEveryReaderAndLeavesNoTrace(String version) {
        StockTomcat tomcat = start(version, List.of("ROOT.war"), crowded());
        List<JdkSocket> readers = crowd(tomcat, "");
        tomcat.process().signal("TERM");

        assertAllTold(readers);
        assertEquals(143, tomcat.process().awaitExit());
        assertNoTrouble(tomcat);
    }

    @ParameterizedTest
    @MethodSource("versions")
    void redeployAndUndeploy_tellEveryReaderAndLeaveNothingBehind(String version) {
        StockTomcat tomcat = start(version, List.of("ROOT.war", "chat.war"), crowded());
        JdkSocket neighbour = plain(tomcat, "", "u1");
        List<JdkSocket> first = crowd(tomcat, "/chat");
        assertFalse(tomcat.process().threads("lifeline/chat").isEmpty());
        assertDoctorAnswers(tomcat, "/chat");

        tomcat.deploy(LifelineServer.war(), "chat.war");
        assertAllTold(first);
        awaitChat(tomcat);

        List<JdkSocket> second = crowd(tomcat, "/chat");
        tomcat.undeploy("chat.war");
        assertAllTold(second);
        assertEquals(List.of(), tomcat.process().threads("lifeline/chat"));
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertEquals(
                        1,
                        tomcat.process().instances("org.apache.catalina.loader.ParallelWebappClassLoader"),
                        "class loaders, of ROOT only"));

        tomcat.deploy(LifelineServer.war(), "chat.war");
        awaitChat(tomcat);
        plain(tomcat, "/chat", "u1");
        neighbour.send("ping");
        neighbour.nextWith("pong");
        assertNoTrouble(tomcat);
    }

    /** What only some requests use must not hold on to the application either. */
    private static void assertDoctorAnswers(StockTomcat tomcat, String context) {
        HttpResponse<String> answer = Http.post(
                tomcat.http(context + "/api/v1/doctor/nginx"),
                "location " + context + "/web/count { proxy_pass http://lifeline; }",
                "Authorization",
                "Bearer " + KEY);
        assertEquals(200, answer.statusCode(), answer::body);
        assertTrue(answer.body().contains("upgrade-missing"), answer::body);
        String[] from = {"X-Forwarded-For", "192.0.2.1, 192.0.2.2", "Authorization", "Bearer wrong"};
        assertEquals(426, Http.get(tomcat.http(context + "/web/count/u1"), from).statusCode());
        assertEquals(
                401, Http.get(tomcat.http(context + "/api/v1/limits"), from).statusCode());
        for (String address : List.of("/web/count/u1?doctor=new", "/api/v1/findings", "/api/v1/limits")) {
            answer = Http.get(tomcat.http(context + address), "Authorization", "Bearer " + KEY);
            assertEquals(200, answer.statusCode(), answer::body);
        }
    }

    /** Room for what deaf clients do not read, so that the server keeps them until it stops. */
    private static String[] crowded() {
        return new String[] {
            "lifeline.auth=demo",
            "lifeline.push-key=" + KEY,
            "lifeline.outbox.max-bytes=32m",
            "lifeline.send-timeout=2m"
        };
    }

    /**
     * Connects many, some of whom read nothing while much is sent to them.
     *
     * @return those who read
     */
    private List<JdkSocket> crowd(StockTomcat tomcat, String context) {
        List<JdkSocket> readers = new ArrayList<>();
        for (int i = 0; i < READERS; i++) {
            readers.add(plain(tomcat, context, "reader-" + i));
        }
        for (int i = 0; i < DEAF; i++) {
            opened.add(RawSocket.narrow(tomcat.address(context, "deaf")));
        }
        await().atMost(Duration.ofSeconds(20))
                .until(() -> Http.health(tomcat.http(context)).get("users").getAsInt() > READERS);
        readers.get(0)
                .send(Lines.toFriend("reader-1", "hello", UUID.randomUUID().toString()));
        readers.get(1).nextWith("hello");
        String large = "{\"type\":\"large\",\"content\":\"" + "x".repeat(900_000) + "\"}";
        for (int i = 0; i < 8; i++) {
            HttpResponse<String> pushed = Http.push(tomcat.http(context), KEY, "{\"users\":[\"deaf\"]}", large);
            assertTrue(pushed.body().startsWith("{\"users\":{\"deaf\":\"online\"}"), pushed.body());
        }
        return readers;
    }

    private static void assertAllTold(List<JdkSocket> readers) {
        for (JdkSocket reader : readers) {
            assertEquals(1012, reader.awaitEnd().code(), () -> reader.awaitEnd().toString());
        }
    }

    private static void awaitChat(StockTomcat tomcat) {
        await().atMost(Duration.ofSeconds(60)).until(() -> Http.answers(tomcat.http("/chat/health")));
    }

    private static void assertNoTrouble(StockTomcat tomcat) {
        String log = tomcat.log();
        for (String word : TROUBLE) {
            assertFalse(log.contains(word), () -> word + " in:\n" + log);
        }
    }

    private static List<String> linesWith(StockTomcat tomcat, String... pieces) {
        return tomcat.log()
                .lines()
                .filter(line -> Stream.of(pieces).allMatch(line::contains))
                .toList();
    }

    private Path base(String version, List<String> names) {
        Path base = StockTomcat.base(version, folder);
        names.forEach(name -> StockTomcat.deploy(base, LifelineServer.war(), name));
        return base;
    }

    private StockTomcat start(String version, List<String> names, String... settings) {
        return start(version, base(version, names), settings);
    }

    private StockTomcat start(String version, Path base, String... settings) {
        StockTomcat tomcat = StockTomcat.start(version, base, settings);
        opened.add(0, tomcat);
        return tomcat;
    }

    private JdkSocket plain(StockTomcat tomcat, String context, String user) {
        JdkSocket socket = closedAtEnd(JdkSocket.plain(tomcat.address(context, user)));
        socket.awaitRegistered();
        return socket;
    }

    private JdkSocket closedAtEnd(JdkSocket socket) {
        opened.add(socket);
        return socket;
    }
}
