package dev.lifeline.it;

import static dev.lifeline.rig.BackEnd.assertProblem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import dev.lifeline.doctor.Configurations;
import dev.lifeline.rig.Http;
import dev.lifeline.rig.LifelineServer;
import dev.lifeline.rig.Lines;
import dev.lifeline.rig.Nginx;
import dev.lifeline.rig.RunningProcess;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a real nginx prints of its configuration, judged by the check, the command and the server. */
class DoctorIT {

    private static final String CHECK = "/api/v1/doctor/nginx";

    @TempDir
    private Path folder;

    static Stream<Path> configurations() {
        return Configurations.all();
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void nginxTakesTheConfiguration_andItsDumpHasTheMarkedFaults(Path file) throws Exception {
        String text = Configurations.read(file);
        String dump = Nginx.dump(folder, text);
        assertTrue(dump.contains("# configuration file " + folder.resolve("nginx.conf") + ":"), dump);
        assertEquals(Configurations.marked(text), Configurations.found(dump));
    }

    @Test
    void ownConfiguration_isSoundToTheCommand() throws Exception {
        Path dump = Files.writeString(
                folder.resolve("dump"), Nginx.dumpOwn(folder.resolve("nginx"), UnaryOperator.identity()));
        try (RunningProcess check = command("nginx-check", dump.toString())) {
            assertEquals(0, check.awaitExit(), check.output());
            assertTrue(check.output().contains("Nothing is wrong. 0 faults, 0 warnings, 0 notes"), check.output());
            assertEquals(2, check.output().split("lifeline-location.conf:8\\)", -1).length - 1, check.output());
        }
        assertEquals(List.of(), LifelineServer.leftIn(folder));
    }

    @Test
    void fault_isTheCommandsExitCode() {
        try (RunningProcess check = command(
                "nginx-check",
                Path.of("src/test/resources/nginx/faults/path-changed.conf")
                        .toAbsolutePath()
                        .toString())) {
            assertEquals(1, check.awaitExit(), check.output());
            assertTrue(check.output().contains("path-changed.conf:9"), check.output());
        }
        try (RunningProcess check = command("log-check", "none.log")) {
            assertEquals(2, check.awaitExit(), check.output());
            assertTrue(check.output().contains("none.log: there is no such file"), check.output());
        }
        assertEquals(List.of(), LifelineServer.leftIn(folder));
    }

    @Test
    void server_judgesWithTheKeyAndForgets() {
        try (LifelineServer server = LifelineServer.demo(folder, "lifeline.heartbeat.interval=50s")) {
            String secret = "very-secret-name";
            String text = "upstream " + secret + " { server 10.0.0.1; }\nlocation /web/count { proxy_pass http://"
                    + secret + "; }";
            assertProblem(
                    401,
                    "bad-key",
                    "Send 'Authorization: Bearer' and the value of lifeline.push-key.",
                    Http.post(server.http() + CHECK, text));

            HttpResponse<String> english = post(server, text, "en");
            assertEquals(200, english.statusCode(), english::body);
            JsonObject report = Lines.json(english.body());
            assertFalse(report.get("clean").getAsBoolean());
            JsonObject first = report.getAsJsonArray("findings").get(0).getAsJsonObject();
            assertEquals("upgrade-missing", first.get("fault").getAsString());
            assertEquals("fault", first.get("severity").getAsString());
            assertEquals("nginx.conf", first.get("file").getAsString());
            assertEquals(2, first.get("line").getAsInt());
            assertEquals("location /web/count", first.get("location").getAsString());
            assertEquals(
                    "proxy_set_header Upgrade $http_upgrade;",
                    first.getAsJsonArray("fix").get(0).getAsString());
            assertTrue(first.get("what").getAsString().startsWith("The Upgrade line"), english::body);
            assertTrue(english.body().contains("read-timeout-short"), "the server's own interval counts");
            assertEquals(
                    secret,
                    report.getAsJsonArray("judged")
                            .get(0)
                            .getAsJsonObject()
                            .get("target")
                            .getAsString());
            assertTrue(post(server, text, "zh-CN").body().contains("浏览器的 Upgrade"));

            assertProblem(
                    400,
                    "bad-request",
                    "The body is no configuration of nginx: nginx.conf:2: the text that begins here with ' does not end.",
                    post(server, "a;\nb '" + secret, "en"));
            assertProblem(
                    400, "bad-request", "The body is empty: send what 'nginx -T' prints.", post(server, "", "en"));
            assertProblem(
                    413,
                    "body-too-large",
                    "At most 4194304 bytes a request.",
                    post(server, "#".repeat((4 << 20) + 1), "en"));
            assertFalse(server.process().output().contains(secret), server.process()::output);
        }
    }

    @Test
    void examination_needsTheKeyAndTellsNoSecret() {
        try (LifelineServer server = LifelineServer.start(folder, List.of())) {
            String address = server.http() + "/web/count/u1?doctor=";
            assertProblem(
                    401,
                    "bad-key",
                    "Send 'Authorization: Bearer' and the value of lifeline.push-key.",
                    Http.get(address + "new"));
            String[] lines = {
                "Authorization",
                "Bearer " + LifelineServer.PUSH_KEY,
                "Cookie",
                "session=secret-cookie",
                "Origin",
                "https://elsewhere.example"
            };
            HttpResponse<String> begun = Http.get(address + "new&silences=none", lines);
            assertEquals(200, begun.statusCode(), begun::body);
            String exam = Lines.field(begun.body(), "exam");
            HttpResponse<String> next = Http.get(address + exam + "&next", lines);
            String nonce =
                    Lines.field(Lines.json(next.body()).getAsJsonObject("next").toString(), "nonce");
            String token = "lifeline.token.secret-token";
            String handshake = server.http() + "/web/count/u1?probe=" + nonce;
            String[] stripped = {
                "Sec-WebSocket-Key",
                "c2VjcmV0LWtleS0xNi1ieQ==",
                "Sec-WebSocket-Protocol",
                "lifeline.probe, " + token,
                "Cookie",
                "session=secret-cookie"
            };
            assertEquals(426, Http.get(handshake, stripped).statusCode());
            // No second time: the nonce is used up, and nobody can log in here.
            assertEquals(401, Http.get(handshake, stripped).statusCode());
            HttpResponse<String> report =
                    Http.get(address + exam + "&nonce=" + nonce + "&result=refused&after=0&status=426", lines);
            assertTrue(report.body().contains("upgrade-missing"), report::body);
            String all = begun.body() + next.body() + report.body();
            assertFalse(all.contains("secret-") || all.contains(LifelineServer.PUSH_KEY), all);

            assertProblem(
                    404,
                    "not-found",
                    "There is no such examination here: it ended, or this is another server.",
                    Http.get(address + "0".repeat(32), lines));
            assertProblem(
                    400,
                    "bad-request",
                    "doctor must be 'new', or the 32 hexadecimal digits of an examination.",
                    Http.get(address + "x", lines));
            assertProblem(
                    400,
                    "bad-request",
                    "silences must be whole numbers from 500 to 3600000.",
                    Http.get(address + "new&silences=1", lines));
        }
    }

    @Test
    void log_isReadByTheServer() {
        try (LifelineServer server = LifelineServer.demo(folder)) {
            String line = "- [x] \"GET /web/count/u1 HTTP/1.1\" 101 55 60.012\n";
            HttpResponse<String> report = Http.post(
                    server.http() + "/api/v1/doctor/log",
                    line.repeat(20),
                    "Authorization",
                    "Bearer " + LifelineServer.PUSH_KEY);
            assertEquals(200, report.statusCode(), report::body);
            assertEquals(20, Lines.json(report.body()).get("tunnels").getAsInt());
            assertTrue(report.body().contains("proxy_read_timeout"), report::body);
            assertProblem(
                    413,
                    "body-too-large",
                    "At most 67108864 bytes of a log; the command log-check takes more.",
                    Http.post(
                            server.http() + "/api/v1/doctor/log",
                            "#".repeat((64 << 20) + 1),
                            "Authorization",
                            "Bearer " + LifelineServer.PUSH_KEY));
        }
    }

    private static HttpResponse<String> post(LifelineServer server, String text, String language) {
        return Http.post(
                server.http() + CHECK,
                text,
                "Authorization",
                "Bearer " + LifelineServer.PUSH_KEY,
                "Accept-Language",
                language);
    }

    private RunningProcess command(String... arguments) {
        return LifelineServer.launch(
                RunningProcess.java(), folder, List.of(arguments), Map.of(), "user.language=en", "user.country=US");
    }
}
