package dev.lifeline.it;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lifeline.rig.Http;
import dev.lifeline.rig.JdkSocket;
import dev.lifeline.rig.LifelineServer;
import dev.lifeline.rig.Lines;
import dev.lifeline.rig.RawSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many senders at once through the real server: nothing lost, doubled or out of order, no healthy connection cut. */
class ConcurrencyIT {

    private static final int SENDERS = 16;
    private static final int MESSAGES = 1_000;
    private static final Pattern MARK = Pattern.compile("s(\\d+)n(\\d+)e");

    /**
     * Room for what a test client on a busy machine has not read yet, and for its floods: only readers that are stuck are
     * to be cut.
     */
    private static final String[] ROOMY = {
        "lifeline.outbox.max-messages=100000",
        "lifeline.outbox.max-bytes=64m",
        "lifeline.send-timeout=2s",
        "lifeline.rate.frames=1000000"
    };

    @TempDir
    Path folder;

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void sixteenSendersToOnePlainConnection_allArriveInOrderWhileItFloodsPings() throws Exception {
        try (LifelineServer server = LifelineServer.demo(folder, ROOMY);
                JdkSocket target = JdkSocket.plain(server.address("target"))) {
            target.awaitRegistered();
            AtomicBoolean done = new AtomicBoolean();
            Future<?> flood = threads.submit(() -> floodPings(List.of(target), done));
            List<Future<?>> senders = new ArrayList<>();
            for (int s = 0; s < SENDERS; s++) {
                String name = "s" + s;
                senders.add(threads.submit(() -> {
                    try (JdkSocket sender = JdkSocket.plain(server.address(name))) {
                        for (int n = 0; n < MESSAGES; n++) {
                            sender.send(Lines.toFriend("target", name + "n" + n + "e", name + "-" + n));
                        }
                        sender.send("ping");
                        sender.nextWith("pong");
                    }
                    return null;
                }));
            }
            new Order(target).readAll();
            for (Future<?> sender : senders) {
                sender.get();
            }
            done.set(true);
            flood.get();
            assertTrue(target.isOpen());
            assertQuiet(server);
        }
    }

    @Test
    void sixteenSendersToAHundredConnections_allArriveInOrderBesideStuckReaders() throws Exception {
        try (LifelineServer server = LifelineServer.demo(folder, ROOMY)) {
            List<JdkSocket> healthy = new ArrayList<>();
            List<RawSocket> stuck = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                healthy.add(JdkSocket.v1(server.address("r" + i)));
            }
            for (int i = 0; i < 10; i++) {
                stuck.add(RawSocket.narrow(server.address("stuck" + i)));
            }
            healthy.forEach(JdkSocket::awaitRegistered);
            AtomicBoolean done = new AtomicBoolean();
            Future<?> flood = threads.submit(() -> floodPings(healthy, done));
            List<Future<?>> senders = new ArrayList<>();
            for (int s = 0; s < SENDERS; s++) {
                int name = s;
                senders.add(threads.submit(() -> pushAll(server, name)));
            }
            List<Future<?>> readers = new ArrayList<>();
            for (JdkSocket socket : healthy) {
                readers.add(threads.submit(() -> new Order(socket).readAll()));
            }
            // A sender that failed first: its readers would wait for ever.
            for (Future<?> future : senders) {
                future.get();
            }
            for (Future<?> future : readers) {
                future.get();
            }
            done.set(true);
            flood.get();
            // The stuck ones are cut, each for itself; every healthy one is still there.
            await().atMost(Duration.ofSeconds(20)).until(() -> health(server) == healthy.size());
            assertTrue(healthy.stream().allMatch(JdkSocket::isOpen));
            assertQuiet(server);
            for (RawSocket socket : stuck) {
                socket.close();
            }
            healthy.forEach(JdkSocket::close);
        }
    }

    @Test
    void reconnectWhileTheOldSocketIsStillClosing_staysRegistered() throws Exception {
        try (LifelineServer server = LifelineServer.demo(folder)) {
            for (int round = 0; round < 100; round++) {
                String user = "back" + round;
                RawSocket old = RawSocket.open(server.address(user));
                // A binary frame: the server begins to close, and this client does not answer.
                old.send(0x2, "x");
                try (JdkSocket newer = JdkSocket.plain(server.address(user))) {
                    old.close();
                    newer.send("ping");
                    newer.nextWith("pong");
                    String to = "{\"users\":[\"" + user + "\"]}";
                    String answer = Http.push(server.http(), LifelineServer.PUSH_KEY, to, "{\"type\":\"t\"}")
                            .body();
                    assertTrue(answer.startsWith("{\"users\":{\"" + user + "\":\"online\"}"), answer);
                    newer.nextWith("\"t\"");
                }
            }
            await().atMost(Duration.ofSeconds(20)).until(() -> health(server) == 0);
            assertQuiet(server);
        }
    }

    private static Void pushAll(LifelineServer server, int sender) {
        // Long enough that a reader who reads nothing is stuck before the end.
        String padding = "x".repeat(300);
        for (int n = 0; n < MESSAGES; n++) {
            String message = "{\"type\":\"t\",\"m\":\"s" + sender + "n" + n + "e\",\"p\":\"" + padding + "\"}";
            var answer = Http.push(server.http(), LifelineServer.PUSH_KEY, "{\"all\":true}", message);
            assertEquals(202, answer.statusCode(), answer.body());
        }
        return null;
    }

    private static Void floodPings(List<JdkSocket> sockets, AtomicBoolean done) {
        while (!done.get()) {
            for (JdkSocket socket : sockets) {
                socket.sendPing();
                socket.send("ping");
            }
        }
        return null;
    }

    private static int health(LifelineServer server) {
        return Http.health(server.http()).get("connections").getAsInt();
    }

    private static void assertQuiet(LifelineServer server) {
        String log = server.process().output();
        assertFalse(log.contains("Exception") || log.contains("SEVERE"), log);
    }

    /** What one receiver has got of each sender. */
    private static final class Order {
        private final JdkSocket socket;
        private final int[] next = new int[SENDERS];

        Order(JdkSocket socket) {
            this.socket = socket;
        }

        Void readAll() {
            for (int left = SENDERS * MESSAGES; left > 0; ) {
                Matcher marks = MARK.matcher(socket.next());
                while (marks.find()) {
                    int sender = Integer.parseInt(marks.group(1));
                    int number = Integer.parseInt(marks.group(2));
                    assertEquals(next[sender], number, "the next message of sender " + sender);
                    next[sender]++;
                    left--;
                }
            }
            return null;
        }
    }
}
