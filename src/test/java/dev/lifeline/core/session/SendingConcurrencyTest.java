package dev.lifeline.core.session;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import dev.lifeline.core.ManualTime;
import dev.lifeline.core.heartbeat.HeartbeatPolicy;
import dev.lifeline.core.protocol.Client;
import dev.lifeline.core.protocol.CloseCode;
import dev.lifeline.core.protocol.Frame;
import dev.lifeline.core.protocol.Level;
import dev.lifeline.core.protocol.UserId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many threads, one connection: nothing lost, doubled, reordered for a sender, and never two sends at once. */
class SendingConcurrencyTest {

    private static final int SENDERS = 16;
    private static final int MESSAGES = 1_000;

    private final ExecutorService flushers = Executors.newFixedThreadPool(2);
    private final ExecutorService network = Executors.newFixedThreadPool(2);
    private final ExecutorService senders = Executors.newFixedThreadPool(SENDERS + 1);
    private final AtomicInteger ended = new AtomicInteger();

    @AfterEach
    void stop() {
        List.of(flushers, network, senders).forEach(ExecutorService::shutdownNow);
    }

    @ParameterizedTest
    @EnumSource(Level.class)
    void manySenders_allArriveInOrderPerSenderWhilePongsAndPingsGoBetween(Level level) throws Exception {
        NetworkPeer peer = new NetworkPeer();
        Connection connection = connect(level, peer);
        CountDownLatch start = new CountDownLatch(1);
        for (int sender = 0; sender < SENDERS; sender++) {
            int name = sender;
            senders.execute(() -> {
                awaitQuietly(start);
                for (int i = 0; i < MESSAGES; i++) {
                    connection.send(Frame.json("{\"s\":" + name + ",\"n\":" + i + "}"));
                }
            });
        }
        senders.execute(() -> {
            awaitQuietly(start);
            for (int i = 0; i < MESSAGES; i++) {
                connection.pong();
            }
        });
        start.countDown();
        await().atMost(Duration.ofSeconds(30)).until(() -> peer.messages().size() == SENDERS * MESSAGES);

        int[] next = new int[SENDERS];
        for (JsonElement message : peer.messages()) {
            int sender = message.getAsJsonObject().get("s").getAsInt();
            assertEquals(next[sender]++, message.getAsJsonObject().get("n").getAsInt(), "order of sender " + sender);
        }
        assertEquals(0, peer.overlaps.get(), "sends that overlapped");
        assertTrue(peer.pongs.get() >= 1);
        assertEquals(0, ended.get());
    }

    @Test
    void closeDuringTheStorm_endsOnceAndStopsSending() throws Exception {
        for (int round = 0; round < 50; round++) {
            ended.set(0);
            NetworkPeer peer = new NetworkPeer();
            Connection connection = connect(Level.V1, peer);
            CountDownLatch done = new CountDownLatch(4);
            for (int sender = 0; sender < 3; sender++) {
                senders.execute(() -> {
                    while (connection.send(Frame.json("{}"))) {
                        Thread.onSpinWait();
                    }
                    done.countDown();
                });
            }
            senders.execute(() -> {
                connection.close(CloseCode.RESTART, "test");
                connection.closed(End.NO_CLOSE_FRAME);
                done.countDown();
            });
            done.await();
            assertEquals(1, ended.get());
            assertEquals(1, peer.closes.get());
            assertEquals(0, peer.overlaps.get());
        }
    }

    private Connection connect(Level level, Peer peer) {
        ManualTime time = new ManualTime();
        Connection connection = new Connection(
                "c",
                new UserId("u"),
                level,
                Client.UNNAMED,
                peer,
                new ConnectionSettings(
                        new HeartbeatPolicy(Duration.ofSeconds(25), Duration.ofSeconds(10)),
                        Limits.ofOutbox(64 << 20, 1_000_000),
                        time.wheel(),
                        time.wheel(),
                        flushers,
                        flushers),
                new QuietListener() {
                    @Override
                    public void ended(Connection connection, End end) {
                        ended.incrementAndGet();
                    }
                });
        connection.start(null);
        return connection;
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Finishes sends now at once, now on another thread, as Tomcat does. */
    private final class NetworkPeer implements Peer {
        private final List<JsonElement> messages = new ArrayList<>();
        private final AtomicBoolean busy = new AtomicBoolean();
        private final AtomicInteger overlaps = new AtomicInteger();
        private final AtomicInteger pongs = new AtomicInteger();
        private final AtomicInteger closes = new AtomicInteger();

        @Override
        public void send(byte[] utf8, Completion completion) {
            String text = new String(utf8, StandardCharsets.UTF_8);
            if (!busy.compareAndSet(false, true)) {
                overlaps.incrementAndGet();
            }
            if (ThreadLocalRandom.current().nextInt(3) == 0) {
                take(text, completion);
            } else {
                network.execute(() -> take(text, completion));
            }
        }

        private void take(String text, Completion completion) {
            if (text.equals("pong")) {
                pongs.incrementAndGet();
            } else {
                JsonElement json = JsonParser.parseString(text);
                synchronized (messages) {
                    if (json instanceof JsonArray array) {
                        array.forEach(messages::add);
                    } else {
                        messages.add(json);
                    }
                }
            }
            busy.set(false);
            completion.done(null);
        }

        List<JsonElement> messages() {
            synchronized (messages) {
                return List.copyOf(messages);
            }
        }

        @Override
        public void ping(long number) {}

        @Override
        public void close(CloseCode code, String reason) {
            closes.incrementAndGet();
        }
    }
}
