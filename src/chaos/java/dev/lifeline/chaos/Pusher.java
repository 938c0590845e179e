package dev.lifeline.chaos;

import dev.lifeline.chaos.log.EventLog;
import dev.lifeline.chaos.log.Kind;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A back end with a few lanes, each of which pushes one message after the other, again and again until it is stored. */
final class Pusher implements AutoCloseable {

    private static final int LANES = 3;
    private static final int PAUSE_MS = 150;

    private final URI address;
    private final List<String> users;
    private final EventLog log;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(LANES);
    private volatile boolean quiet;

    Pusher(String site, List<String> users, EventLog log) {
        this.address = URI.create(site + "/api/v1/push");
        this.users = users;
        this.log = log;
    }

    void start(long seed) {
        for (int i = 1; i <= LANES; i++) {
            Lane lane = new Lane("push" + i, new Random(seed + i));
            var unused = threads.scheduleWithFixedDelay(lane::next, PAUSE_MS, PAUSE_MS, TimeUnit.MILLISECONDS);
        }
    }

    /** Nothing new; what is not stored yet is still tried again. */
    void quiet() {
        quiet = true;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private final class Lane {

        private final String name;
        private final Random random;
        private long turn;
        private String open;

        Lane(String name, Random random) {
            this.name = name;
            this.random = random;
        }

        private String id() {
            return name + "-" + turn;
        }

        void next() {
            if (open == null && !quiet) {
                turn++;
                open = compose();
            }
            if (open != null) {
                attempt();
            }
        }

        private String compose() {
            int kind = random.nextInt(10);
            if (kind == 0) {
                log.add(name, Kind.PUSH, "cid", id(), "everybody", "true");
                return body("\"all\":true");
            }
            if (kind <= 2) {
                Set<String> groups = some(List.of("g1", "g2"), 1 + random.nextInt(2));
                log.add(name, Kind.PUSH, "cid", id(), "groups", String.join(",", groups));
                return body("\"groups\":" + json(groups));
            }
            Set<String> to = some(users, 1 + random.nextInt(3));
            log.add(name, Kind.PUSH, "cid", id(), "users", String.join(",", to));
            return body("\"users\":" + json(to));
        }

        private String body(String to) {
            return "{\"to\":{" + to + "},\"id\":\"" + id() + "\",\"message\":{\"type\":\"chaos\",\"push\":\"" + id()
                    + "\"}}";
        }

        private Set<String> some(List<String> of, int number) {
            Set<String> some = new LinkedHashSet<>();
            for (int i = 0; i < number; i++) {
                some.add(of.get(random.nextInt(of.size())));
            }
            return Collections.unmodifiableSet(some);
        }

        private void attempt() {
            HttpRequest request = HttpRequest.newBuilder(address)
                    .timeout(Duration.ofSeconds(5))
                    .header("Authorization", "Bearer " + Site.PUSH_KEY)
                    .POST(HttpRequest.BodyPublishers.ofString(open))
                    .build();
            try {
                int status = http.send(request, HttpResponse.BodyHandlers.discarding())
                        .statusCode();
                if (status == 202) {
                    log.add(name, Kind.PUSHED, "cid", id());
                    open = null;
                } else {
                    log.add(name, Kind.PUSH_FAILED, "cid", id(), "status", status);
                }
            } catch (IOException e) {
                log.add(
                        name,
                        Kind.PUSH_FAILED,
                        "cid",
                        id(),
                        "status",
                        e.getClass().getSimpleName());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static String json(Set<String> names) {
        return names.stream().map(each -> "\"" + each + "\"").collect(Collectors.joining(",", "[", "]"));
    }
}
