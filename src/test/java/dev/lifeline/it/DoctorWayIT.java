package dev.lifeline.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lifeline.doctor.NginxCheck;
import dev.lifeline.doctor.Site;
import dev.lifeline.rig.Browser;
import dev.lifeline.rig.DoctorPage;
import dev.lifeline.rig.LifelineServer;
import dev.lifeline.rig.Nginx;
import dev.lifeline.rig.RunningProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The real nginx with one fault in its configuration: the command and the page name it, and its text shows it. */
class DoctorWayIT {

    private static final Site SITE = new Site("", Duration.ofSeconds(2), Duration.ofSeconds(1));

    @TempDir
    static Path shared;

    private static LifelineServer server;
    private static Browser browser;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        server = LifelineServer.demo(
                shared,
                "lifeline.hosts=",
                "lifeline.heartbeat.interval=2s",
                "lifeline.heartbeat.patience=1s",
                "lifeline.heartbeat.shortest=500ms",
                "lifeline.probes.silences=6s,1s");
        browser = Browser.start();
    }

    @AfterAll
    static void stop() {
        List<String> complaints = List.copyOf(browser.complaints());
        browser.close();
        server.close();
        assertEquals(List.of(), complaints);
    }

    @ParameterizedTest
    @EnumSource
    void fault_isNamedByCommandAndPageAndShowsInTheText(OneFault fault) throws Exception {
        try (Nginx nginx = Nginx.before(server.port(), folder.resolve("nginx"), fault::in)) {
            boolean measure = fault == OneFault.SILENCE;
            try (RunningProcess command = command(nginx, measure ? "--silences=6s,1s" : "--quick")) {
                assertEquals(1, command.awaitExit(), command.output());
                assertEquals(List.of(fault.found), named(command.output()), command.output());
            }
            DoctorPage page = DoctorPage.open(browser, nginx.http());
            page.start(measure);
            page.awaitVerdict();
            assertEquals(List.of(fault.found), page.findings("#way"), page.verdict("#way"));
            page.page().close();
        }
        List<String> inText = new NginxCheck(SITE)
                .check(Nginx.dumpOwn(folder.resolve("text"), fault::in), "nginx.conf").findings().stream()
                        .map(finding -> finding.fault().slug())
                        .distinct()
                        .toList();
        assertEquals(fault.inText.isEmpty() ? List.of() : List.of(fault.inText), inText);
    }

    @Test
    void shippedConfiguration_hasNone() {
        try (Nginx nginx = Nginx.before(server.port(), folder.resolve("nginx"), UnaryOperator.identity())) {
            try (RunningProcess command = command(nginx, "--silences=1s,2s")) {
                assertEquals(0, command.awaitExit(), command.output());
                assertTrue(command.output().contains("No limit: a silence of 2s was survived."), command.output());
                assertTrue(command.output().contains("Nothing is wrong. 0 faults, 0 warnings"), command.output());
            }
            DoctorPage page = DoctorPage.open(browser, nginx.http());
            page.start(true);
            page.awaitVerdict();
            assertEquals(List.of(), page.findings("#way"));
            assertEquals("Nothing is wrong.", page.verdict("#way"));
            page.page().close();
        }
    }

    @Test
    void headersThatAreNotPassedOn_takeTheKeyWithThem() {
        UnaryOperator<String> off = text -> text.contains("location /web/count {")
                ? text.replace("proxy_http_version 1.1;", "proxy_http_version 1.1; proxy_pass_request_headers off;")
                : text;
        try (Nginx nginx = Nginx.before(server.port(), folder.resolve("nginx"), off);
                RunningProcess command = command(nginx, "--quick")) {
            assertEquals(2, command.awaitExit(), command.output());
            assertTrue(command.output().contains("proxy_pass_request_headers off"), command.output());
        }
    }

    @Test
    void nobodyThere_isAFault() throws Exception {
        try (RunningProcess command = command("ws://127.0.0.1:9/web/count/u1", "--quick")) {
            assertEquals(1, command.awaitExit(), command.output());
            assertEquals(List.of("no-answer"), named(command.output()), command.output());
        }
    }

    private RunningProcess command(Nginx nginx, String option) {
        return command(nginx.address("check"), option);
    }

    private RunningProcess command(String address, String option) {
        return LifelineServer.launch(
                RunningProcess.java(),
                folder,
                List.of("doctor", address, option),
                Map.of("LIFELINE_PUSH_KEY", LifelineServer.PUSH_KEY),
                "user.language=en",
                "user.country=US");
    }

    /** The kinds of findings that a terminal shows. */
    private static List<String> named(String output) {
        return output.lines()
                .filter(line -> line.matches("(FAULT|WARNING) [a-z0-9-]+"))
                .map(line -> line.substring(line.indexOf(' ') + 1))
                .toList();
    }

    /** One line changed in the shipped configuration. */
    enum OneFault {
        UPGRADE("    proxy_set_header Upgrade $http_upgrade;\n", "", "upgrade-missing", "upgrade-missing"),
        CONNECTION("    proxy_set_header Connection \"upgrade\";\n", "", "connection-wrong", "connection-wrong"),
        PATH("proxy_pass http://lifeline;", "proxy_pass http://lifeline/;", "address-changed", "path-changed"),
        HOST("    proxy_set_header Host $http_host;\n", "", "host-missing", "host-missing"),
        CLIENT("    proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;\n", "", "forwarded-for-missing", ""),
        HTTP_1_0("    proxy_http_version 1.1;\n", "", "http-version", "http-version"),
        /** The text does not tell on which port Tomcat listens. */
        PORT("proxy_pass http://lifeline;", "proxy_pass http://127.0.0.1:9;", "bad-gateway", ""),
        FILES("    proxy_pass http://lifeline;\n", "    root /var/empty;\n", "not-led", "no-location"),
        PASSWORD(
                "proxy_http_version 1.1;",
                "proxy_http_version 1.1; auth_basic x; auth_basic_user_file /dev/null;",
                "auth-basic",
                "auth-basic"),
        CONNECTIONS(
                "proxy_http_version 1.1;", "proxy_http_version 1.1; limit_conn tunnels 1;", "limited", "limit-conn"),
        REQUESTS("proxy_http_version 1.1;", "proxy_http_version 1.1; limit_req zone=asked;", "limited", "limit-req"),
        HANDSHAKES(
                "proxy_http_version 1.1;",
                "proxy_http_version 1.1; if ($http_upgrade) { return 400; }",
                "handshake-lost",
                ""),
        SILENCE("proxy_read_timeout 90s;", "proxy_read_timeout 3s;", "read-timeout-short", "read-timeout-short");

        final String right;
        final String wrong;

        /** What the doctor finds. */
        final String found;

        /** What the text alone shows. */
        final String inText;

        OneFault(String right, String wrong, String found, String inText) {
            this.right = right;
            this.wrong = wrong;
            this.found = found;
            this.inText = inText;
        }

        /** The shipped location, changed; that of the other pages stays as it is. */
        String in(String text) {
            String zones = "http {\n    limit_conn_zone $binary_remote_addr zone=tunnels:1m;\n"
                    + "    limit_req_zone $binary_remote_addr zone=asked:1m rate=1r/m;\n";
            return text.contains("location /web/count {")
                    ? text.replace(right, wrong)
                    : text.replace("http {\n", zones);
        }
    }
}
