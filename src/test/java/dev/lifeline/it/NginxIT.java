package dev.lifeline.it;

import static dev.lifeline.rig.RawSocket.CLOSE;
import static dev.lifeline.rig.RawSocket.PING;
import static dev.lifeline.rig.RawSocket.PONG;
import static dev.lifeline.rig.RawSocket.TEXT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lifeline.rig.BackEnd;
import dev.lifeline.rig.ClientSocket;
import dev.lifeline.rig.Http;
import dev.lifeline.rig.JdkSocket;
import dev.lifeline.rig.LifelineServer;
import dev.lifeline.rig.Lines;
import dev.lifeline.rig.Nginx;
import dev.lifeline.rig.RawSocket;
import dev.lifeline.rig.RawSocket.Arrived;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the product is for: a proxy that cuts idle connections, and connections that live on. */
class NginxIT {

    private static final Duration LIMIT = Duration.ofSeconds(3);
    private static final Duration TEN_LIMITS = LIMIT.multipliedBy(10);

    /** Beats well within the limit: the server's Ping comes after 1.1 s of silence. */
    private static final String SHORT = "lifeline.heartbeat.interval=1s";

    /** Longer than the test: no heartbeat of the server's. */
    private static final String LONG = "lifeline.heartbeat.interval=5m";

    @TempDir
    Path folder;

    @Test
    void withoutAnyHeartbeat_nginxCutsAtItsLimit() throws Exception {
        try (LifelineServer server = LifelineServer.demo(folder, LONG);
                Nginx nginx = limited(server, folder);
                RawSocket silent = RawSocket.open(nginx.address("u1"))) {
            long start = System.nanoTime();
            assertEquals(Arrived.END, silent.read(LIMIT.multipliedBy(3)));
            double seconds = (System.nanoTime() - start) / 1e9;
            assertTrue(seconds > 2.5, "cut after " + seconds + " s, before the limit");
            assertTrue(
                    nginx.errorLog().contains("upstream timed out"),
                    () -> "the cut is not nginx's own:\n" + nginx.errorLog());
        }
    }

    private interface Scenario {
        void run(Path in) throws Exception;
    }

    /** All at once, each with a server and an nginx of its own: every one of them lasts for ten limits. */
    @Test
    void heartbeatOfAnyKind_keepsConnectedWhatNginxWouldCut() throws Exception {
        List<Scenario> kinds = List.of(
                this::serversPingAlone,
                this::clientsPingAlone,
                this::bothWithOneExchangeAnInterval,
                this::ignoredPings);
        ExecutorService threads = Executors.newFixedThreadPool(kinds.size());
        try {
            List<Future<?>> all = new ArrayList<>();
            for (Scenario kind : kinds) {
                Path in = Files.createDirectory(folder.resolve("kind-" + all.size()));
                all.add(threads.submit(() -> {
                    kind.run(in);
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private void serversPingAlone(Path in) throws Exception {
        try (LifelineServer server = LifelineServer.demo(in, SHORT);
                Nginx nginx = limited(server, in);
                JdkSocket silent = JdkSocket.plain(nginx.address("u1"))) {
            outlive(silent);
            assertStillDelivered(nginx, silent);
        }
    }

    private void clientsPingAlone(Path in) throws Exception {
        try (LifelineServer server = LifelineServer.demo(in, LONG);
                Nginx nginx = limited(server, in);
                RawSocket beating = RawSocket.open(nginx.address("u1"))) {
            for (int beat = 0; beat < 20; beat++) {
                // Nothing comes by itself: only the client's own beats are on the way.
                assertThrows(SocketTimeoutException.class, () -> beating.read(LIMIT.dividedBy(2)));
                beating.send(TEXT, "ping");
                assertEquals(new Arrived(TEXT, "pong"), beating.read(LIMIT));
            }
        }
    }

    private void bothWithOneExchangeAnInterval(Path in) throws Exception {
        try (LifelineServer server = LifelineServer.demo(in, SHORT);
                Nginx nginx = limited(server, in);
                RawSocket beating = RawSocket.open(nginx.address("u1"))) {
            for (int beat = 0; beat < 33; beat++) {
                // The client beats a little before the server would.
                assertThrows(SocketTimeoutException.class, () -> beating.read(Duration.ofMillis(900)));
                beating.send(TEXT, "ping");
                assertEquals(new Arrived(TEXT, "pong"), beating.read(LIMIT));
            }
        }
    }

    private void ignoredPings(Path in) throws Exception {
        try (LifelineServer server = LifelineServer.demo(in, SHORT, "lifeline.ping-reply=ignore");
                Nginx nginx = limited(server, in);
                RawSocket ignored = RawSocket.open(nginx.address("u1"))) {
            long end = System.nanoTime() + TEN_LIMITS.toNanos();
            while (System.nanoTime() < end) {
                ignored.send(TEXT, "ping");
                try {
                    Arrived arrived = ignored.read(Duration.ofSeconds(2));
                    assertEquals(PING, arrived.opcode(), "in ignore mode nothing but protocol Pings arrives");
                    ignored.send(PONG, arrived.text());
                } catch (SocketTimeoutException e) {
                    // Its own pings were heard, so the server had no reason to ask.
                }
            }
            assertStillDelivered(nginx, ignored);
        }
    }

    @Test
    void clientThatAnswersNoPing_isGivenUp() throws Exception {
        try (LifelineServer server = LifelineServer.demo(folder, SHORT, "lifeline.heartbeat.patience=1s");
                Nginx nginx = limited(server, folder);
                RawSocket mute = RawSocket.open(nginx.address("u1"))) {
            assertEquals(PING, mute.read(LIMIT).opcode());
            Arrived close = mute.read(LIMIT);
            assertEquals(CLOSE, close.opcode());
            assertTrue(close.text().contains("lifeline.heartbeat.patience"), close.text());
        }
    }

    @Test
    void hostLineRemoved_originCheckAnswers403AndNamesTheLine() {
        try (LifelineServer server = LifelineServer.demo(folder, "lifeline.hosts=");
                Nginx nginx = Nginx.before(
                        server.port(),
                        folder.resolve("nginx"),
                        text -> text.replace("    proxy_set_header Host $http_host;\n", ""))) {
            assertEquals(403, JdkSocket.refusal(nginx.address("u1"), "Origin", nginx.http()));
            HttpResponse<String> asked = Http.get(nginx.http() + "/web/count/u1", "Referer", nginx.http() + "/");
            assertEquals(403, asked.statusCode());
            assertTrue(asked.body().contains("proxy_set_header Host $http_host;"), asked.body());
            assertTrue(
                    server.process().output().contains("403 foreign-origin"),
                    () -> server.process().output());
        }
    }

    @Test
    void hostLineInPlace_originOfThePagePasses() {
        try (LifelineServer server = LifelineServer.demo(folder);
                Nginx nginx = Nginx.before(server.port(), folder.resolve("nginx"), text -> text);
                JdkSocket socket = JdkSocket.plain(nginx.address("u1"), "Origin", nginx.http())) {
            socket.send("ping");
            assertEquals("pong", socket.next());
        }
    }

    @ParameterizedTest
    @CsvSource({"Upgrade $http_upgrade, Upgrade", "Connection \"upgrade\", Connection"})
    void upgradeLineRemoved_answerAndLogNameTheLines(String removed, String named) {
        try (LifelineServer server = LifelineServer.demo(folder);
                Nginx nginx = Nginx.before(
                        server.port(),
                        folder.resolve("nginx"),
                        text -> text.replace("    proxy_set_header " + removed + ";\n", ""))) {
            assertEquals(426, JdkSocket.refusal(nginx.address("u1")));
            String log = server.process().output();
            assertTrue(log.contains("without its " + named + " line"), log);
            assertTrue(log.contains("proxy_set_header Upgrade $http_upgrade;"), log);
        }
    }

    @Test
    void shippedConfiguration_isValidWithTlsToo() {
        String verdict = Nginx.check(folder, text -> text);
        assertTrue(verdict.startsWith("0\n"), verdict);
        assertFalse(verdict.contains("[warn]"), verdict);
    }

    @Test
    void overTls_pagesConnectWithWss() throws Exception {
        try (LifelineServer server = LifelineServer.demo(folder);
                Nginx nginx = Nginx.withTls(server.port(), folder.resolve("nginx"))) {
            CompletableFuture<String> answer = new CompletableFuture<>();
            WebSocket socket = HttpClient.newBuilder()
                    .sslContext(trusting(nginx.certificate()))
                    .build()
                    .newWebSocketBuilder()
                    .buildAsync(URI.create(nginx.tlsAddress("u1")), new WebSocket.Listener() {
                        @Override
                        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
                            answer.complete(data.toString());
                            return null;
                        }
                    })
                    .get(10, TimeUnit.SECONDS);
            socket.sendText("ping", true).join();
            assertEquals("pong", answer.get(10, TimeUnit.SECONDS));
            socket.abort();
        }
    }

    @Test
    void pushApi_isNotReachedFromOutside() {
        try (LifelineServer server = LifelineServer.demo(folder);
                Nginx nginx = Nginx.before(server.port(), folder.resolve("nginx"), text -> text)) {
            String push = "{'to':{'all':true},'message':{'type':'count'}}";
            BackEnd outside = new BackEnd(nginx.http());
            for (HttpResponse<String> answer : List.of(
                    outside.push(push),
                    outside.get("/users/u1"),
                    outside.put("/users/u1", "{\"name\":\"x\"}"),
                    outside.delete("/users/u1/connections"),
                    outside.get("/groups/g1"),
                    outside.get("/layim/../users/u1"),
                    outside.get("/layim/%2e%2e/users/u1"),
                    outside.get(";x/users/u1"),
                    outside.get("/users;x/u1"))) {
                assertEquals(404, answer.statusCode(), answer::body);
                assertTrue(answer.body().contains("nginx"), "told by nginx, not by Lifeline: " + answer.body());
            }
            assertEquals(
                    200, Http.get(nginx.http() + "/api/v1/layim/init?user=u1").statusCode());
            BackEnd inside = new BackEnd(server.http());
            assertEquals(202, inside.push(push).statusCode());
            assertEquals(200, inside.get("/users;x/u1").statusCode());
        }
    }

    private static Nginx limited(LifelineServer server, Path in) {
        return Nginx.before(server.port(), in.resolve("nginx"), Nginx.idleLimit(LIMIT));
    }

    /** Lets ten limits pass without a word, and fails as soon as the connection ends. */
    private static void outlive(JdkSocket silent) {
        try {
            ClientSocket.End end = silent.awaitEnd(TEN_LIMITS);
            throw new IllegalStateException("cut: " + end);
        } catch (AssertionError stillOpen) {
            assertTrue(silent.isOpen());
        }
    }

    private static void assertStillDelivered(Nginx nginx, JdkSocket silent) {
        try (JdkSocket friend = JdkSocket.plain(nginx.address("u2"))) {
            friend.send(Lines.toFriend("u1", "still there?", UUID.randomUUID().toString()));
            assertEquals("still there?", Lines.field(silent.nextWith("\"friend\""), "content"));
        }
    }

    private static void assertStillDelivered(Nginx nginx, RawSocket silent) throws IOException {
        try (JdkSocket friend = JdkSocket.plain(nginx.address("u2"))) {
            friend.send(Lines.toFriend("u1", "still there?", UUID.randomUUID().toString()));
            Arrived arrived = silent.read(LIMIT);
            while (!arrived.text().contains("still there?")) {
                arrived = silent.read(LIMIT);
            }
        }
    }

    private static SSLContext trusting(Path certificate) throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream in = Files.newInputStream(certificate)) {
            store.setCertificateEntry(
                    "nginx", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
