package dev.lifeline.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lifeline.core.limits.Limit;
import dev.lifeline.security.AdmissionRules;
import dev.lifeline.security.JwtLogin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LifelineConfigTest {

    private final Properties system = new Properties();
    private final Map<String, String> environment = new HashMap<>();
    private final Map<String, String> context = new HashMap<>();
    private final Properties file = new Properties();

    @Test
    void defaults_letNobodyIn() {
        LifelineConfig config = read();
        assertEquals(LifelineConfig.Auth.CLOSED, config.auth());
        assertTrue(config.answerPings());
        assertEquals(Duration.ofSeconds(25), config.paths().usual());
        assertEquals(Duration.ofSeconds(10), config.heartbeatPatience());
        assertEquals(64 * 1024, config.maxMessageSize());
        assertEquals(List.of(), config.pushKeys());
        assertEquals("127.0.0.1", config.address());
    }

    @Test
    void backlog_isASizeOrAShareOfTheHeap() {
        long heap = Runtime.getRuntime().maxMemory();
        assertEquals(heap / 100 * 25, read().rates().maxBacklog());
        file.setProperty("lifeline.backlog.max-bytes", "90%");
        assertEquals(heap / 100 * 90, read().rates().maxBacklog());
        file.setProperty("lifeline.backlog.max-bytes", "4096m");
        assertEquals(4096L << 20, read().rates().maxBacklog());
    }

    @ParameterizedTest
    @ValueSource(strings = {"91%", "0%", "-1%", "%", "1.5%", "1k", "0", "much"})
    void backlogThatIsNeither_isNamed(String value) {
        file.setProperty("lifeline.backlog.max-bytes", value);
        String complaint = assertThrows(IllegalStateException.class, this::read).getMessage();
        assertTrue(
                complaint.contains(
                        "lifeline.backlog.max-bytes=" + value
                                + ": must be a size in bytes such as 64m, from 1048576, or a share of the heap, from 1% to 90%"),
                complaint);
    }

    @Test
    void bursts_holdAllThatAClientKeepsWaitingAndOneMessage() {
        RateConfig rates = read().rates();
        // The shipped client's maxQueued, and what it says of itself.
        assertTrue(rates.messages().burst() >= 1_000 + 10);
        assertTrue(rates.frames().burst() >= rates.messages().burst());
        assertEquals(10 * 256 * 1024, rates.bytes().burst());
        file.setProperty("lifeline.rate.bytes", "1k");
        assertEquals(64 * 1024, read().rates().bytes().burst());
    }

    @Test
    void higherSources_winOverLowerOnes() {
        file.setProperty("lifeline.heartbeat.interval", "1s");
        assertEquals(Duration.ofSeconds(1), read().paths().usual());
        context.put("lifeline.heartbeat.interval", "2s");
        assertEquals(Duration.ofSeconds(2), read().paths().usual());
        environment.put("LIFELINE_HEARTBEAT_INTERVAL", "3s");
        assertEquals(Duration.ofSeconds(3), read().paths().usual());
        system.setProperty("lifeline.heartbeat.interval", "4s");
        assertEquals(Duration.ofSeconds(4), read().paths().usual());
    }

    @Test
    void fileOfHops_isAddedToTheKnownOnes(@TempDir Path folder) throws Exception {
        int known = read().hops().all().size();
        Path hops = Files.writeString(folder.resolve("hops.txt"), "# mine\nBox | idle | 77s | its limit | |\n");
        file.setProperty("lifeline.hops", hops.toString());
        assertEquals(known + 1, read().hops().all().size());
    }

    @Test
    void fileOfHopsThatCannotBeUsed_isNamedWithItsFault(@TempDir Path folder) throws Exception {
        Path hops = folder.resolve("hops.txt");
        file.setProperty("lifeline.hops", hops.toString());
        assertRefused("lifeline.hops must be empty or the path of a file; there is none at " + hops);
        Files.writeString(hops, "# mine\nBox | idle | 77 | its limit | |\n");
        assertRefused(hops + ":2: limit '77' must be a duration");
        Files.write(hops, new byte[] {(byte) 0xff, '\n'});
        assertRefused(hops + " is not UTF-8");
        file.setProperty("lifeline.hops", folder.toString());
        assertRefused("lifeline.hops must be a file that can be read; " + folder);
    }

    private void assertRefused(String words) {
        String message = assertThrows(IllegalStateException.class, this::read).getMessage();
        assertTrue(message.contains(words), message);
    }

    @Test
    void dashes_areUnderscoresInTheEnvironment() {
        environment.put("LIFELINE_PING_REPLY", "ignore");
        environment.put("LIFELINE_MAX_MESSAGE_SIZE", "2K");
        assertFalse(read().answerPings());
        assertEquals(2048, read().maxMessageSize());
    }

    @ParameterizedTest
    @CsvSource({"500ms,500", "25s,25000", "4m,240000", " 5m ,300000", "5M,300000"})
    void durations_haveUnits(String text, long millis) {
        system.setProperty("lifeline.heartbeat.interval", text);
        assertEquals(millis, read().paths().usual().toMillis());
    }

    @ParameterizedTest
    @CsvSource({"25", "s", "-1s", "1.5s", "25 s", "6m", "1ms", "999999999999d", "''"})
    void durationsOutOfShapeOrBounds_areRefused(String text) {
        system.setProperty("lifeline.heartbeat.interval", text);
        String message = refusal();
        assertTrue(message.contains("lifeline.heartbeat.interval=" + text + ": must be a duration"), message);
        assertTrue(message.contains("from 500ms to 5m"), message);
    }

    /** 0 would be nobody, or no limit: it is neither. */
    @ParameterizedTest
    @CsvSource({
        "lifeline.connections.max, 1000000",
        "lifeline.connections.per-user, 1000000",
        "lifeline.connections.per-address, 1000000",
        "lifeline.handshakes.per-address, 100000",
        "lifeline.key-attempts, 10000"
    })
    void limitsAtTheDoor_beginAtOne(String setting, int most) {
        for (String bad : List.of("0", "-1", "", "off", Integer.toString(most + 1))) {
            system.setProperty(setting, bad);
            String message = refusal();
            assertTrue(message.contains(setting + "=" + bad + ": must be a number from 1 to " + most), message);
        }
        system.setProperty(setting, Integer.toString(most));
        AdmissionRules rules = read().admission();
        assertEquals(
                1,
                IntStream.of(
                                rules.connections(),
                                rules.perUser(),
                                rules.perAddress(),
                                rules.handshakes(),
                                rules.keyAttempts())
                        .filter(value -> value == most)
                        .count());
    }

    @Test
    void limitsHaveTheValuesOfTheirSettings() {
        system.setProperty("lifeline.send-timeout", "7s");
        LimitValues limits = read().limits();
        assertEquals("7s", limits.of(Limit.SEND_TIME));
        assertEquals(Setting.CONNECTIONS_MAX.defaultValue(), limits.of(Limit.CONNECTIONS));
        for (Limit limit : Limit.values()) {
            assertTrue(Setting.keys().contains(limit.setting()), limit::slug);
            assertFalse(limits.of(limit).isEmpty(), limit::slug);
        }
    }

    @Test
    void allBadValues_areNamedAtOnce() {
        system.setProperty("lifeline.auth", "anybody");
        system.setProperty("lifeline.ping-reply", "shout");
        system.setProperty("lifeline.max-message-size", "64kb");
        system.setProperty("lifeline.flushers", "0");
        system.setProperty("lifeline.origins", "https://fine.example, example.com");
        system.setProperty("lifeline.port", "70000");
        file.setProperty("lifeline.heartbeat.intervall", "25s");
        String message = refusal();
        for (String named : List.of(
                "lifeline.auth=anybody",
                "lifeline.ping-reply=shout",
                "lifeline.max-message-size=64kb",
                "lifeline.flushers=0",
                "'example.com' is none",
                "lifeline.port=70000",
                "lifeline.heartbeat.intervall in lifeline.properties is no setting")) {
            assertTrue(message.contains(named), () -> named + " is missing in: " + message);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "self", "self, https://app.example", "http://[::1]:8080,https://APP.example:8443"})
    void framesOfNobodySelfOrOrigins_areTaken(String setting) {
        system.setProperty("lifeline.frame-ancestors", setting);
        assertEquals(List.of(setting.split(", ?")), read().frameAncestors());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "none,self",
                "'none'",
                "*",
                "app.example",
                "https://app.example/",
                "https://a; script-src *",
                "https://a'b",
                "javascript://a"
            })
    void framesOfAnythingElse_areRefused(String setting) {
        system.setProperty("lifeline.frame-ancestors", setting);
        assertTrue(refusal().contains("lifeline.frame-ancestors must be none, or self and origins"), refusal());
    }

    @Test
    void shortPushKey_isRefusedWithoutShowingIt() {
        system.setProperty("lifeline.push-key", "hunter2");
        String message = refusal();
        assertTrue(message.contains("lifeline.push-key must be") && message.contains("32"), message);
        assertFalse(message.contains("hunter2"), message);
    }

    @Test
    void twoPushKeys_areForRotation() {
        String key = "k".repeat(32);
        system.setProperty("lifeline.push-key", key + "," + key + "2");
        assertEquals(List.of(key, key + "2"), read().pushKeys());
        system.setProperty("lifeline.push-key", key + "," + key + "2," + key + "3");
        assertTrue(refusal().contains("at most 2 keys"));
    }

    @Test
    void tokens_needExactlyOneKindOfKey() {
        system.setProperty("lifeline.auth", "jwt");
        assertTrue(refusal().contains("exactly one of lifeline.jwt.secret, lifeline.jwt.public-key and"), refusal());
        system.setProperty("lifeline.jwt.secret", "s".repeat(32));
        assertEquals(LifelineConfig.Auth.JWT, read().auth());
        system.setProperty("lifeline.jwt.jwks", "https://login.example/keys");
        assertTrue(refusal().contains("2 of them are set"), refusal());
    }

    @Test
    void secretsOfTokens_areBoundedAndNeverShown() {
        system.setProperty("lifeline.auth", "jwt");
        system.setProperty("lifeline.jwt.secret", "hunter2");
        assertTrue(refusal().contains("lifeline.jwt.secret must be at least 32 bytes long: a secret has 7"), refusal());
        String secret = "秘".repeat(11);
        system.setProperty("lifeline.jwt.secret", secret + "," + secret + "2");
        assertEquals(List.of(secret, secret + "2"), read().jwt().secrets());
        system.setProperty("lifeline.jwt.secret", secret + "," + secret + "2," + secret + "3");
        assertTrue(refusal().contains("two for rotation, not 3"), refusal());
        for (String hidden : List.of("hunter2", "秘")) {
            assertFalse(refusal().contains(hidden), refusal());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://login.example/keys, true",
        "http://localhost:8081/keys, true",
        "http://[::1]/keys, true",
        "http://login.example/keys, false",
        "https://me:secret@login.example/keys, false",
        "https:///keys, false",
        "file:///etc/keys, false",
        "ftp://localhost/keys, false",
        "keys, false",
        "https://a b, false",
    })
    void addressOfAKeySet_isOneThatNobodyCanForge(String address, boolean good) {
        system.setProperty("lifeline.auth", "jwt");
        system.setProperty("lifeline.jwt.jwks", address);
        if (good) {
            assertEquals(address, read().jwt().jwks());
        } else {
            assertTrue(refusal().contains("lifeline.jwt.jwks must be an https address"), refusal());
        }
    }

    @Test
    void publicKey_isReadAndComplainedOf(@TempDir Path folder) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        String pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder()
                        .encodeToString(generator.generateKeyPair().getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
        system.setProperty("lifeline.auth", "jwt");
        system.setProperty("lifeline.jwt.public-key", pem);
        assertEquals(LifelineConfig.Auth.JWT, read().auth());
        Path file = Files.writeString(folder.resolve("key.pem"), pem);
        system.setProperty("lifeline.jwt.public-key", file.toString());
        assertEquals(LifelineConfig.Auth.JWT, read().auth());
        Files.writeString(file, pem.replace("PUBLIC", "PRIVATE"));
        assertTrue(refusal().contains("'PRIVATE KEY' is none of 'PUBLIC KEY'"), refusal());
        Files.delete(file);
        assertTrue(refusal().contains("lifeline.jwt.public-key must be a public key in PEM"), refusal());
        assertTrue(refusal().contains(file.toString()), refusal());
    }

    @Test
    void settingsOfTokens_areReadWithTheirBounds() {
        system.setProperty("lifeline.auth", "jwt");
        system.setProperty("lifeline.jwt.secret", "s".repeat(32));
        system.setProperty("lifeline.jwt.issuer", "https://login.example");
        system.setProperty("lifeline.jwt.audience", "push");
        system.setProperty("lifeline.jwt.cookie", "__Host-token");
        assertEquals(
                new JwtLogin.Rules("https://login.example", "push", Duration.ofSeconds(30), "__Host-token"),
                read().jwt().rules());
        system.setProperty("lifeline.jwt.cookie", "a b");
        system.setProperty("lifeline.jwt.leeway", "6m");
        assertTrue(refusal().contains("lifeline.jwt.cookie must be the name of a cookie"), refusal());
        assertTrue(refusal().contains("lifeline.jwt.leeway=6m: must be a duration"), refusal());
    }

    @ParameterizedTest
    @CsvSource({
        "Apache Tomcat/11.0.27, false",
        "Apache Tomcat/11.0.26, false",
        "Apache Tomcat/11.0.25, true",
        "Apache Tomcat/11.1.0, false",
        "Apache Tomcat/12.0.0, false",
        "Apache Tomcat/10.1.60, false",
        "Apache Tomcat/10.1.59, true",
        "Apache Tomcat (Debian)/10.1.60, false",
        "Apache Tomcat/9.0.1, true",
        "Apache Tomcat/11.0.0-M1, true",
        "Jetty/12, true"
    })
    void oldTomcats_areWarnedOf(String server, boolean warned) {
        assertEquals(warned, TomcatFloor.warning(server).isPresent());
    }

    private LifelineConfig read() {
        return LifelineConfig.read(new SettingSources(system, environment, context::get, file, SettingSources.FILE));
    }

    private String refusal() {
        return assertThrows(IllegalStateException.class, this::read).getMessage();
    }
}
