package dev.lifeline.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lifeline.doctor.Configurations;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The checks as commands: what they take, say and end with. */
class DoctorCommandTest {

    private static final String TUNNEL = "- [x] \"GET /web/count/u1 HTTP/1.1\" 101 55 60.012\n";

    @TempDir
    private Path folder;

    private final Properties settings = new Properties();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void nginxCheck_tellsByItsExitCode() throws Exception {
        for (Path file : Configurations.all().toList()) {
            int expected = file.toString().contains("sound") ? 0 : 1;
            assertEquals(expected, run("", "nginx-check", file.toString()), file.toString());
            assertTrue(out().contains(file + ":"), out());
            out.reset();
        }
        assertEquals("", err());
    }

    @Test
    void standardInput_isReadWithAndWithoutDash() throws Exception {
        String text = Files.readString(Path.of("src/test/resources/nginx/faults/host-missing.conf"));
        assertEquals(1, run(text, "nginx-check", "-"));
        assertEquals(1, run(text, "nginx-check"));
        assertEquals(2, out().split("host-missing  nginx.conf:8", -1).length - 1, out());
    }

    @Test
    void heartbeatSettings_moveTheBounds() {
        String text = "location /web/count { proxy_pass http://a; proxy_http_version 1.1; proxy_set_header Upgrade "
                + "$http_upgrade; proxy_set_header Connection upgrade; proxy_set_header Host $http_host; }";
        assertEquals(0, run(text, "nginx-check"));
        settings.setProperty("lifeline.heartbeat.interval", "2m");
        assertEquals(1, run(text, "nginx-check"));
        settings.setProperty("lifeline.heartbeat.interval", "2x");
        assertEquals(2, run(text, "nginx-check"));
        assertTrue(err().contains("lifeline.heartbeat.interval=2x"), err());
    }

    @Test
    void contextPath_isAnOption() {
        String text = "server { location /push/ { proxy_pass http://a; } }";
        assertEquals(1, run(text, "nginx-check", "--context=/push", "-"));
        assertTrue(out().contains("upgrade-missing"), out());
    }

    @Test
    void logCheck_tellsByItsExitCode() throws Exception {
        assertEquals(0, run(TUNNEL, "log-check"));
        assertEquals(2, run("nothing", "log-check", "-"));
        Path log = Files.writeString(folder.resolve("access.log"), TUNNEL.repeat(20));
        assertEquals(1, run("", "log-check", log.toString()));
        assertTrue(out().contains("proxy_read_timeout"), out());
    }

    @Test
    void whatCannotBeRead_isTold() {
        assertEquals(2, run("", "nginx-check", folder.resolve("none").toString()));
        assertTrue(err().contains("none: there is no such file"), err());
        assertEquals(2, run("", "log-check", folder.toString()));
        assertTrue(err().contains(folder + " cannot be read"), err());
        assertEquals(2, run("a {", "nginx-check"));
        assertTrue(err().contains("nginx.conf:1: the block that begins here does not end"), err());
        assertEquals(2, run("#".repeat(5 << 20), "nginx-check"));
        assertTrue(err().contains("at most 4194304 are read"), err());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"nginx-check a b", "nginx-check --contxt=/a", "nginx-check --context=a", "log-check --context=/a"
            })
    void wrongArguments_areAnsweredWithTheUsage(String arguments) {
        assertEquals(2, run("", arguments.split(" ")));
        assertTrue(err().contains("usage: java -jar ROOT.war nginx-check [--context=/path] [file|-]"), err());
    }

    @Test
    void chineseReader_getsChinese() {
        command(Locale.CHINA, "location /web/count { proxy_pass http://a; }").run(new String[] {"nginx-check"});
        assertTrue(out().contains("浏览器的 Upgrade 头没有传到后端"), out());
    }

    @Test
    void controlCharacters_doNotReachTheTerminal() {
        run("location \"/web/count\u001b[2J\" { proxy_pass http://a; }", "nginx-check");
        assertFalse(out().contains("\u001b"), out());
    }

    private int run(String standardInput, String... args) {
        assertTrue(DoctorCommand.takes(args));
        return command(Locale.ENGLISH, standardInput).run(args);
    }

    private DoctorCommand command(Locale locale, String standardInput) {
        return new DoctorCommand(
                () -> new SettingSources(settings, Map.of(), name -> null, new Properties(), "none"),
                new ByteArrayInputStream(standardInput.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                locale);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
