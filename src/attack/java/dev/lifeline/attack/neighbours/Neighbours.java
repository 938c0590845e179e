package dev.lifeline.attack.neighbours;

import dev.lifeline.attack.Passes;
import dev.lifeline.attack.Target;
import dev.lifeline.attack.wire.Wire;
import dev.lifeline.rig.BackEnd;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/**
 * Twenty pairs of friends who chat while others attack: none may be cut, no line be lost, doubled, or unanswered for 30
 * seconds. Thread-safe.
 */
public final class Neighbours implements AutoCloseable {

    private static final int PAIRS = 20;

    private final CountDownLatch over = new CountDownLatch(1);
    private final List<Pair> pairs = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private List<Long> latencies = new ArrayList<>();

    private Neighbours() {}

    /** Makes them known to the server, once. */
    public static void introduce(BackEnd backEnd) {
        for (int i = 0; i < PAIRS; i++) {
            befriend(backEnd, left(i), right(i));
        }
    }

    /** Makes two users known, and friends of each other. */
    public static void befriend(BackEnd backEnd, String one, String other) {
        for (String user : List.of(one, other)) {
            backEnd.put("/users/" + user, "{\"name\":\"" + user + "\"}");
        }
        int status = backEnd.put("/users/" + one + "/friends/" + other, "").statusCode();
        if (status >= 300) {
            throw new IllegalStateException(one + " and " + other + " did not become friends: " + status);
        }
    }

    /** Connects them by one way, and lets them begin. */
    public static Neighbours at(Target target, Passes passes) throws IOException {
        Neighbours neighbours = new Neighbours();
        String tag = UUID.randomUUID().toString().substring(0, 8);
        for (int i = 0; i < PAIRS; i++) {
            Pair pair = new Pair(target, passes, tag, left(i), right(i), neighbours.over, neighbours::took);
            neighbours.pairs.add(pair);
            neighbours.threads.add(new Thread(pair, "neighbours " + i));
        }
        neighbours.threads.forEach(Thread::start);
        return neighbours;
    }

    private static String left(int i) {
        return "left-" + i;
    }

    private static String right(int i) {
        return "right-" + i;
    }

    private synchronized void took(long nanos) {
        latencies.add(nanos);
    }

    /**
     * Waits until each has written and read once more, or is in trouble.
     *
     * @throws org.awaitility.core.ConditionTimeoutException if that takes longer than any line may
     */
    public void awaitRound() {
        Map<Pair, Integer> rounds = pairs.stream().collect(Collectors.toMap(pair -> pair, Pair::rounds));
        Awaitility.await()
                .atMost(Wire.PATIENCE.multipliedBy(2))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                // Two, since the first may have begun before.
                .until(() -> pairs.stream()
                        .allMatch(pair -> !pair.trouble().isEmpty() || pair.rounds() >= rounds.get(pair) + 2));
    }

    /** How many connections they have. */
    public int connections() {
        return 2 * PAIRS;
    }

    /** The times of all lines since the last call. */
    public synchronized Latencies latencies() {
        Latencies since = new Latencies(latencies);
        latencies = new ArrayList<>();
        return since;
    }

    /** What went wrong for any of them, so far. */
    public List<String> troubles() {
        return pairs.stream()
                .map(Pair::trouble)
                .filter(trouble -> !trouble.isEmpty())
                .toList();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        over.countDown();
        for (Thread thread : threads) {
            thread.join(60_000);
        }
        for (Pair pair : pairs) {
            pair.close();
        }
    }
}
