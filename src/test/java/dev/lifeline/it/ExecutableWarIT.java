package dev.lifeline.it;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import dev.lifeline.rig.BackEnd;
import dev.lifeline.rig.Http;
import dev.lifeline.rig.JdkSocket;
import dev.lifeline.rig.Jdks;
import dev.lifeline.rig.LifelineServer;
import dev.lifeline.rig.Lines;
import dev.lifeline.rig.Ports;
import dev.lifeline.rig.RawHttp;
import dev.lifeline.rig.RawSocket;
import dev.lifeline.rig.RunningProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code java -jar ROOT.war}, as somebody does it who reads the first page of the manual. */
class ExecutableWarIT {

    @TempDir
    private Path folder;

    @Test
    void unconfigured_refusesEverybodyAndSaysWhy() {
        try (LifelineServer server = LifelineServer.start(folder, List.of())) {
            assertEquals(401, JdkSocket.refusal(server.address("u1")));
            HttpResponse<String> answer = Http.get(server.http() + "/web/count/u1");
            assertEquals(401, answer.statusCode());
            assertTrue(Lines.field(answer.body(), "detail").contains("set lifeline.auth: jwt lets in"), answer::body);
            String log = server.process().output();
            assertEquals(1, count(log, "lifeline.auth is not set"), log);
            assertFalse(log.contains(LifelineServer.PUSH_KEY), "a key that was set is not printed");
        }
    }

    @Test
    void demo_printsWhatToOpenAndTheKeyThatPushes() {
        int port = Ports.free();
        String base = "http://127.0.0.1:" + port;
        try (RunningProcess server = LifelineServer.launch(
                RunningProcess.java(), folder, List.of("--demo"), Map.of("LIFELINE_PORT", Integer.toString(port)))) {
            server.awaitUp(() -> server.output().contains("Ctrl-C"));
            String output = server.output();
            assertTrue(output.contains("Chat page        " + base + "/?user=u1"), output);
            assertTrue(output.contains("A second window  " + base + "/?user=u2"), output);
            String key = output.lines()
                    .filter(line -> line.contains("Push key"))
                    .map(line -> line.replaceAll(".*\\s", ""))
                    .findFirst()
                    .orElseThrow();
            assertTrue(key.length() >= 32, key);

            assertEquals(200, Http.get(base + "/?user=u1").statusCode());
            try (JdkSocket page = JdkSocket.v1("ws://127.0.0.1:" + port + "/web/count/u1")) {
                page.nextWith("welcome");
                String message = "{\"type\":\"count\",\"content\":3}";
                assertEquals(
                        202,
                        Http.push(base, key, "{\"users\":[\"u1\"]}", message).statusCode());
                assertEquals(Lines.json("{\"seq\":1," + message.substring(1)), Lines.json(page.nextWith("count")));
                assertEquals(
                        401,
                        Http.push(base, key + "x", "{\"users\":[\"u1\"]}", message)
                                .statusCode());
            }
        }
    }

    @Test
    void demo_answersToItsOwnHostNamesOnly() throws IOException {
        try (LifelineServer server = LifelineServer.demo(folder)) {
            int port = server.port();
            for (String host : List.of("localhost:" + port, "127.0.0.1:" + port, "[::1]:" + port, "LOCALHOST")) {
                assertEquals(
                        200, RawHttp.get("127.0.0.1", port, host, "/health").status(), host);
            }
            for (String host : List.of("evil.example", "evil.example:" + port, "127.0.0.1.evil.example", "[::2]")) {
                for (String target : List.of("/", "/health", "/web/count/u1", "/lifeline/lifeline.js")) {
                    RawHttp.Answer answer = RawHttp.get("127.0.0.1", port, host, target);
                    assertEquals(421, answer.status(), host + target);
                    assertTrue(answer.text().contains("lifeline.hosts"), answer.text());
                }
            }
            if (hasIpv6Loopback()) {
                assertEquals(
                        200,
                        RawHttp.get("::1", port, "[::1]:" + port, "/health").status());
            }
        }
    }

    @Test
    void health_tellsStateAndWithTheKeyCountsAndVersion() {
        try (LifelineServer server = LifelineServer.demo(folder);
                JdkSocket one = JdkSocket.plain(server.address("u1"));
                JdkSocket two = JdkSocket.plain(server.address("u1"))) {
            one.awaitRegistered();
            two.awaitRegistered();
            HttpResponse<String> answer = Http.get(server.http() + "/health");
            assertEquals(200, answer.statusCode());
            assertEquals(
                    "application/json",
                    answer.headers().firstValue("Content-Type").orElse("").replaceAll(";.*", ""));
            assertEquals("{\"status\":\"up\"}", answer.body(), "numbers are nobody else's business");
            answer = Http.get(server.http() + "/health", "Authorization", "Bearer " + "x".repeat(40));
            BackEnd.assertProblem(
                    401, "bad-key", "Send 'Authorization: Bearer' and the value of lifeline.push-key.", answer);
            JsonObject health = Http.health(server.http());
            assertTrue(health.remove("version").getAsString().matches("\\d+\\.\\d+\\.\\d+.*"), health::toString);
            assertEquals(Lines.json("{\"status\":\"up\",\"connections\":2,\"users\":1,\"dropped\":0}"), health);
        }
    }

    @Test
    void foldersOfKilledProcesses_areRemovedByTheNextOne() {
        try (LifelineServer killed = LifelineServer.demo(folder);
                LifelineServer living = LifelineServer.demo(folder, "lifeline.data=living")) {
            List<String> both = LifelineServer.leftIn(folder);
            assertEquals(2, both.size());
            killed.process().signal("KILL");
            killed.process().awaitExit();
            try (LifelineServer next = LifelineServer.demo(folder)) {
                assertEquals(2, LifelineServer.leftIn(folder).size());
                assertEquals(200, Http.get(living.http() + "/").statusCode());
                assertEquals(200, Http.get(next.http() + "/").statusCode());
            }
        }
    }

    @Test
    void addressThatIsNoUri_isABadRequestAndFillsNoLog() {
        try (LifelineServer server = LifelineServer.demo(folder)) {
            for (String target :
                    List.of("/web/count/u1?x=%zz", "/api/v1/layim/init?user=%zz", "/api/v1/layim/init?user=%ff")) {
                assertEquals(
                        400,
                        RawHttp.get("127.0.0.1", server.port(), "localhost", target)
                                .status(),
                        target);
            }
            assertFalse(server.process().output().contains("Exception"), server.process()::output);
        }
    }

    @Test
    void portInUse_endsWithAMessageThatNamesTheWayOut() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            int port = taken.getLocalPort();
            String output = failing(List.of("--demo"), Map.of("LIFELINE_PORT", Integer.toString(port)));
            assertTrue(output.contains("Port " + port + " of 127.0.0.1 is in use"), output);
            assertTrue(output.contains("LIFELINE_PORT="), output);
            assertFalse(output.contains("\tat "), output);
        }
    }

    @Test
    void badSettings_endWithOneMessageNamingAll() {
        String output = failing(
                List.of(),
                Map.of("LIFELINE_AUTH", "everybody", "LIFELINE_PUSH_KEY", "short-secret"),
                "lifeline.heartbeat.interval=1x",
                "lifeline.port=0");
        for (String value : List.of(
                "lifeline.auth=everybody",
                "lifeline.heartbeat.interval=1x",
                "lifeline.port=0",
                "lifeline.push-key must be")) {
            assertEquals(1, count(output, value), output);
        }
        assertEquals(1, count(output, "cannot start"), output);
        assertFalse(output.contains("short-secret"), output);
        assertFalse(output.contains("\tat "), output);
    }

    @Test
    void demoOnAnOpenAddress_isRefused() {
        String output = failing(List.of("--demo"), Map.of(), "lifeline.address=0.0.0.0");
        assertTrue(output.contains("loopback only; lifeline.address is 0.0.0.0"), output);
    }

    @Test
    void unknownArgument_isAnsweredWithTheUsage() {
        assertTrue(failing(List.of("--dmeo"), Map.of()).contains("usage: java -jar ROOT.war [--demo]"));
    }

    @Test
    void interrupt_tellsClientsAndLeavesNothingBehind() {
        try (LifelineServer server = LifelineServer.demo(folder)) {
            List<JdkSocket> clients = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                clients.add(JdkSocket.plain(server.address("user-" + i)));
                clients.get(i).awaitRegistered();
            }
            assertEquals(1, LifelineServer.leftIn(folder).size());

            server.process().signal("INT");
            for (JdkSocket client : clients) {
                assertEquals(1012, client.awaitEnd().code());
            }
            assertEquals(130, server.process().awaitExit());
            assertEquals(List.of(), LifelineServer.leftIn(folder));
            String log = server.process().output();
            for (String trouble : List.of("Exception", "SEVERE", "leak", "has failed to stop", "Left behind", "busy")) {
                assertFalse(log.contains(trouble), () -> trouble + " in: " + log);
            }
        }
    }

    /** As after a closed lid: the time that the server slept through is held against nobody. */
    @Test
    void serverThatSlept_cutsNobody() {
        Duration nap = Duration.ofSeconds(8);
        List<JdkSocket> quick = new ArrayList<>();
        List<RawSocket> caughtInBetween = new ArrayList<>();
        try (LifelineServer server =
                LifelineServer.demo(folder, "lifeline.heartbeat.interval=1s", "lifeline.heartbeat.patience=5s")) {
            for (int i = 0; i < 10; i++) {
                quick.add(JdkSocket.plain(server.address("quick-" + i)));
                caughtInBetween.add(RawSocket.narrow(server.address("between-" + i)));
            }
            awaitPings(quick, 1);
            // Pinged, and not yet answered when the server falls asleep.
            caughtInBetween.forEach(RawSocket::awaitPing);
            server.process().signal("STOP");
            long asleep = System.nanoTime();
            await().atMost(nap.multipliedBy(2)).until(() -> System.nanoTime() - asleep >= nap.toNanos());
            server.process().signal("CONT");
            await().until(() -> Http.answers(server.http() + "/health"));
            caughtInBetween.forEach(RawSocket::pong);

            // The next Ping: a verdict over the time of sleep would have fallen by then.
            caughtInBetween.forEach(RawSocket::awaitPing);
            assertEquals(20, Http.health(server.http()).get("connections").getAsInt());
            awaitPings(quick, 1);
        } finally {
            quick.forEach(JdkSocket::close);
            caughtInBetween.forEach(RawSocket::close);
        }
    }

    private static void awaitPings(List<JdkSocket> clients, int more) {
        List<Integer> wanted =
                clients.stream().map(client -> client.pings() + more).toList();
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            for (int i = 0; i < clients.size(); i++) {
                JdkSocket client = clients.get(i);
                if (!client.isOpen()) {
                    throw new AssertionError("cut: " + client.awaitEnd());
                }
                if (client.pings() < wanted.get(i)) {
                    return false;
                }
            }
            return true;
        });
    }

    @Test
    void newerJdk_runsItQuietly() {
        Optional<String> java = Jdks.newer();
        assumeTrue(java.isPresent(), "no newer JDK is installed beside this one");
        try (LifelineServer server = LifelineServer.start(java.get(), folder, List.of("--demo"))) {
            JdkSocket lin = JdkSocket.plain(server.address("u1"));
            JdkSocket anna = JdkSocket.v1(server.address("u2"));
            anna.nextWith("welcome");
            lin.send(Lines.toFriend("u2", "hello", "c-1"));
            assertEquals("hello", Lines.field(anna.nextWith("c-1"), "content"));

            assertEquals(130, server.process().stop());
            assertEquals(1012, anna.awaitEnd().code());
            assertEquals(List.of(), LifelineServer.leftIn(folder));
            String log = server.process().output();
            // The JDK's own warnings of what it will forbid have no date; Lifeline's and Tomcat's lines have.
            assertEquals(
                    0, log.lines().filter(line -> line.startsWith("WARNING:")).count(), log);
            assertFalse(log.contains("Exception"), log);
        }
    }

    /**
     * Starts what must fail.
     *
     * @return what it printed
     */
    private String failing(List<String> arguments, Map<String, String> environment, String... settings) {
        try (RunningProcess server =
                LifelineServer.launch(RunningProcess.java(), folder, arguments, environment, settings)) {
            assertEquals(1, server.awaitExit(), server.output());
            assertEquals(List.of(), LifelineServer.leftIn(folder));
            return server.output();
        }
    }

    private static int count(String text, String piece) {
        return text.split(Pattern.quote(piece), -1).length - 1;
    }

    private static boolean hasIpv6Loopback() {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getByName("::1"));
                Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("::1", probe.getLocalPort()), 1_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
