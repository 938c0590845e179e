package dev.lifeline.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lifeline.rig.Http;
import dev.lifeline.rig.JdkSocket;
import dev.lifeline.rig.LifelineServer;
import dev.lifeline.rig.Lines;
import dev.lifeline.rig.StockTomcat;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Bodies that do not come, sent by who shows no key: more of them than Tomcat has threads. */
class SlowBodyIT {

    /** Tomcat's pool has 200 threads. */
    private static final int SLOW = 220;

    private static final String KEY = LifelineServer.PUSH_KEY;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"/api/v1/push, localhost", "/web/count/u1, elsewhere.example"})
    void slowBodies_holdNoThread(String target, String host) throws Exception {
        try (StockTomcat tomcat = start(target.startsWith("/api") ? StockTomcat.ELEVEN : StockTomcat.TEN)) {
            List<Socket> slow = new ArrayList<>();
            try {
                for (int i = 0; i < SLOW; i++) {
                    slow.add(begin(tomcat.port(), target, host, 1_000_000));
                }
                try (JdkSocket anna = JdkSocket.plain(tomcat.address("", "u2"));
                        JdkSocket max = JdkSocket.plain(tomcat.address("", "u1"))) {
                    anna.awaitRegistered();
                    max.send(Lines.toFriend("u2", "meanwhile", "c-1"));
                    anna.nextWith("meanwhile");
                }
                for (Socket socket : slow) {
                    String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                    assertTrue(answer.startsWith("HTTP/1.1 408"), answer);
                }
            } finally {
                for (Socket socket : slow) {
                    socket.close();
                }
            }
        }
    }

    static Stream<String> versions() {
        return Stream.of(StockTomcat.TEN, StockTomcat.ELEVEN);
    }

    @ParameterizedTest
    @MethodSource("versions")
    void honestBodies_areAnsweredAsBefore(String version) throws IOException {
        try (StockTomcat tomcat = start(version)) {
            String push = "{\"to\":{\"users\":[\"u1\"]},\"message\":{\"type\":\"t\",\"x\":\"%s\"}}";
            String address = tomcat.http("/api/v1/push");
            String large = push.formatted("x".repeat(3_000_000));
            HttpResponse<String> wrongKey = Http.post(address, large, "Authorization", "Bearer wrong");
            assertEquals(401, wrongKey.statusCode(), "a large body with a wrong key is read over");
            assertTrue(wrongKey.body().contains("bad-key"), wrongKey::body);
            assertEquals(401, Http.post(address, "{}").statusCode());
            try (Socket foreign = begin(tomcat.port(), "/api/v1/push", "elsewhere.example", 2)) {
                foreign.getOutputStream().write('}');
                String answer = new String(foreign.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
                assertEquals("HTTP/1.1 421", answer, "the host is looked at where the body was read first");
            }
            assertEquals(405, Http.post(tomcat.http("/web/count/u1"), large).statusCode());
            assertEquals(413, Http.post(address, "x".repeat(5_000_000)).statusCode());
            HttpResponse<String> rightKey = Http.post(address, large, "Authorization", "Bearer " + KEY);
            assertEquals(202, rightKey.statusCode(), rightKey::body);
        }
    }

    private StockTomcat start(String version) {
        Path base = StockTomcat.base(version, folder);
        StockTomcat.deploy(base, LifelineServer.war(), "ROOT.war");
        return StockTomcat.start(
                version,
                base,
                "lifeline.auth=demo",
                "lifeline.push-key=" + KEY,
                "lifeline.hosts=localhost,127.0.0.1",
                "lifeline.body-timeout=4s");
    }

    private static Socket begin(int port, String target, String host, int length) throws IOException {
        Socket socket = new Socket();
        socket.connect(new InetSocketAddress("127.0.0.1", port), 5_000);
        socket.setSoTimeout(30_000);
        socket.getOutputStream()
                .write(("POST " + target + " HTTP/1.1\r\nHost: " + host + "\r\nContent-Type: application/json\r\n"
                                + "Content-Length: " + length + "\r\n\r\n{")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }
}
