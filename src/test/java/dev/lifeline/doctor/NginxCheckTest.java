package dev.lifeline.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found in a configuration, and what is not. NginxTextIT shows that nginx itself takes these files. */
class NginxCheckTest {

    private static final String GOOD = "proxy_pass http://lifeline; proxy_http_version 1.1; "
            + "proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection upgrade; "
            + "proxy_set_header Host $http_host; ";

    static Stream<Path> configurations() {
        return Configurations.all();
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void configuration_hasTheFaultsThatItIsMarkedWith(Path file) throws Exception {
        String text = Configurations.read(file);
        List<String> marked = Configurations.marked(text);
        assertEquals(marked, Configurations.found(text));
        assertEquals(file.toString().contains("sound"), marked.isEmpty());
    }

    @Test
    void elevenFaultsAndSixSoundOnes_areThere() {
        assertEquals(11, Configurations.in("faults").count());
        assertEquals(6, Configurations.in("sound").count());
    }

    @Test
    void httpVersionOnePointZero_isNoMoreThanAWarning() {
        assertEquals(Fault.Severity.WARNING, Fault.HTTP_VERSION.severity());
    }

    @Test
    void ownConfiguration_isSound() throws Exception {
        StringBuilder dump = new StringBuilder();
        for (String name : List.of("nginx.conf", "lifeline-location.conf", "tls.conf")) {
            dump.append("# configuration file /etc/nginx/").append(name).append(":\n");
            dump.append(Files.readString(Path.of("nginx", name)).replace("# include tls.conf;", "include tls.conf;"));
            dump.append('\n');
        }
        NginxCheck.Report report = new NginxCheck(Configurations.SITE).check(dump.toString(), "-");
        assertEquals(List.of(), report.findings());
        assertEquals(
                List.of("server _ /etc/nginx/lifeline-location.conf:8", "server _ /etc/nginx/lifeline-location.conf:8"),
                report.judged().stream()
                        .map(judged -> judged.server() + " " + judged.place())
                        .toList());
        assertEquals(List.of(), Configurations.found(Files.readString(Path.of("nginx/lifeline-location.conf"))));
    }

    @Test
    void ownConfigurationWithoutItsIncludes_isNotJudged() throws Exception {
        String text = Files.readString(Path.of("nginx/nginx.conf"));
        assertEquals(List.of("include-missing"), slugs(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "proxy_read_timeout 27500ms;|read-timeout-cuts",
                "proxy_read_timeout 28s;|read-timeout-short",
                "proxy_read_timeout 59s;|read-timeout-short",
                "proxy_read_timeout 1m;|",
                "proxy_read_timeout 7d;|",
                "proxy_send_timeout 9s;|send-timeout-short",
                "send_timeout 5;|send-timeout-short",
                "send_timeout 10s;|",
                "proxy_buffering off;|buffering",
                "proxy_request_buffering off;|buffering",
                "limit_req zone=one;|limit-req",
                "auth_basic closed;|auth-basic",
                "auth_basic off;|",
                "proxy_pass_request_headers off;|request-headers-off",
                "access_log logs/a.log;|log-query",
                "access_log logs/a.log combined;|log-query",
                "access_log off;|",
                "deny all;|not-passed",
                "allow 10.0.0.0/8; deny all;|",
                "return 404;|not-passed",
                "internal;|not-passed",
                "if ($http_origin = '') { return 403; }|",
            })
    void lineInTheLocation_isJudged(String line, String fault) throws Exception {
        String text = "http { server { location /web/count {\n" + GOOD + "\n" + line + "\n} } }";
        assertEquals(fault == null ? List.of() : List.of(fault + ":3"), Configurations.found(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Host $http_host|",
                "Host $host|",
                "Host $host:$server_port|host-changed",
                "Host www.example.com|host-changed",
                "Host $proxy_host|host-missing",
                "Host \"\"|host-missing",
                "Upgrade \"\"|upgrade-missing",
                "Upgrade h2c|upgrade-missing",
                "Upgrade websocket|",
                "Connection $http_connection|",
                "Connection keep-alive|connection-wrong",
                "Connection close|connection-wrong",
                "Connection 'keep-alive, Upgrade'|",
                "Origin \"\"|origin-changed",
                "Origin $http_origin|",
            })
    void header_isJudged(String header, String fault) throws Exception {
        String name = header.substring(0, header.indexOf(' '));
        String good = GOOD.replaceAll("proxy_set_header " + name + " [^;]*; ", "");
        String text = "server { listen 80; location /web/count {\n" + good + "\nproxy_set_header " + header + ";\n} }";
        assertEquals(fault == null ? List.of() : List.of(fault + ":3"), Configurations.found(text));
    }

    @ParameterizedTest
    @CsvSource({
        "listen 80;, true",
        "listen 443 ssl;, true",
        "listen [::]:443 ssl;, true",
        "listen 8080;, false",
        "listen 127.0.0.1:8443 ssl;, false",
        "listen unix:/run/a.sock;, true",
    })
    void hostWithoutPort_isFineOnStandardPorts(String listen, boolean fine) throws Exception {
        String text = "server { " + listen + " location /web/count { " + GOOD.replace("$http_host", "$host") + "} }";
        assertEquals(fine ? List.of() : List.of("host-changed"), slugs(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "default upgrade; '' close;|",
                "default close; websocket upgrade;|",
                "default close; ~*^websocket$ Upgrade;|",
                "default keep-alive; 'websocket' 'keep-alive, upgrade';|",
                "'' upgrade;|connection-wrong",
                "default close; '' upgrade;|connection-wrong",
            })
    void map_isFollowed(String entries, String fault) throws Exception {
        String text = "http { map $http_upgrade $c { " + entries + " } server { location /web/count { "
                + GOOD.replace("Connection upgrade", "Connection $c") + "} } }";
        assertEquals(fault == null ? List.of() : List.of(fault), slugs(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "location /web/count|http://t|",
                "location /web/count|http://t/web/count|",
                "location /web/count/|http://t/web/count/|",
                "location /web/count/|http://t/web/count|path-changed",
                "location /web/count|http://t/|path-changed",
                "location /|http://t/|",
                "location /push/web/count|http://t/web/count|",
                "location ~ /web/count/|http://t$request_uri|",
            })
    void pathOfProxyPass_isFollowed(String location, String target, String fault) throws Exception {
        String text = location + " { " + GOOD.replace("http://lifeline", target) + "}";
        assertEquals(fault == null ? List.of() : List.of(fault), slugs(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "events {}|worker-connections",
                "events { worker_connections 768; }|worker-connections",
                "events { worker_connections 1024; }|",
                "worker_rlimit_nofile 1024; events { worker_connections 4096; }|worker-files",
                "worker_rlimit_nofile 8192; events { worker_connections 4096; }|",
            })
    void workersRoom_isJudged(String lines, String fault) throws Exception {
        String text = lines + " http { server { location /web/count { " + GOOD + "} } }";
        assertEquals(fault == null ? List.of() : List.of(fault), slugs(text));
    }

    @Test
    void logFormat_isLookedUp() throws Exception {
        String text = "http { log_format f '$remote_addr ' %s; access_log logs/a f; server { location /web/count { "
                + GOOD + "} } }";
        assertEquals(List.of(), slugs(text.formatted("'$request_method $uri $request_time'")));
        assertEquals(List.of("log-query"), slugs(text.formatted("\"$request\"")));
        assertEquals(List.of("log-query"), slugs(text.formatted("'${request_uri}'")));
        assertEquals(List.of("log-secret"), slugs(text.formatted("$http_sec_websocket_protocol")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"listen 443 ssl http2;", "listen 443 ssl; http2 on;", "listen 443 quic;"})
    void http2_isANoteOnly(String listen) throws Exception {
        NginxCheck.Report report = check("server { " + listen + " location /web/count { " + GOOD + "} }");
        assertEquals(List.of(Fault.HTTP2_LISTEN), faults(report));
        assertTrue(report.isClean());
    }

    @Test
    void noLocation_isAFault() throws Exception {
        assertEquals(List.of("no-location"), slugs("http { server { listen 80; location / { root html; } } }"));
        assertEquals(List.of("no-location"), slugs("events { worker_connections 4096; }"));
    }

    @Test
    void serverThatAnswersItself_hidesItsLocation() throws Exception {
        assertEquals(
                List.of("not-passed:2"),
                Configurations.found("http { server {\nreturn 301 /x;\nlocation /web/count { " + GOOD + "} } }"));
    }

    @Test
    void ofServersThatATextCannotTellApart_thoseWithUpgradeCount() throws Exception {
        String other = "server { location / { proxy_pass http://other; } }";
        String ours = "server { location / { " + GOOD + "} }";
        assertEquals(List.of(), slugs("http { " + other + ours + " }"));
        assertFalse(slugs("http { " + other + " }").isEmpty());
    }

    @Test
    void settingsOfLifeline_moveTheBounds() throws Exception {
        String text = "location /web/count { " + GOOD + "proxy_read_timeout 90s; }";
        Site slow = new Site("", Duration.ofMinutes(4), Duration.ofSeconds(10));
        Finding finding = new NginxCheck(slow).check(text, "a").findings().get(0);
        assertEquals(Fault.READ_TIMEOUT_CUTS, finding.fault());
        assertEquals("proxy_read_timeout 490s;", finding.fix());
        assertTrue(finding.what(Locale.ENGLISH).contains("silent for 90s"), finding.what(Locale.ENGLISH));
        assertTrue(finding.what(Locale.ENGLISH).contains("up to 264s"), finding.what(Locale.ENGLISH));
    }

    @Test
    void contextPath_isPartOfTheAddress() throws Exception {
        Site push = new Site("/push", Duration.ofSeconds(25), Duration.ofSeconds(10));
        String text = "server { location /push/ { " + GOOD + "} location / { root html; } }";
        assertEquals(List.of(), new NginxCheck(push).check(text, "a").findings());
        assertEquals(List.of("no-location"), slugs(text));
    }

    @Test
    void manyLocations_areRefused() {
        String text = "server { " + "location /web/count {} ".repeat(LeadSearch.MAX_LOCATIONS) + "}";
        String message = NginxParserTest.complaint(() -> check(text));
        assertEquals("a:1: more than 500 servers and locations to be judged", message);
    }

    private static NginxCheck.Report check(String text) throws NginxSyntaxException {
        return new NginxCheck(Configurations.SITE).check(text, "a");
    }

    private static List<String> slugs(String text) throws NginxSyntaxException {
        return faults(check(text)).stream().map(Fault::slug).toList();
    }

    private static List<Fault> faults(NginxCheck.Report report) {
        return report.findings().stream().map(Finding::fault).toList();
    }
}
