package dev.lifeline.chaos.client;

import dev.lifeline.chaos.log.EventLog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** All clients of the process: one for each user from the start, and tabs that come and go. */
final class Crowd {

    private final List<String> users;
    private final Map<String, List<String>> groupsOf;
    private final EventLog log;
    private final int port;
    private final Random random;
    private final int pause;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    /** The clients of each user, his first one first. */
    private final Map<String, List<ChatClient>> clients = new HashMap<>();

    private int tabs;
    private boolean quiet;

    /** @param pause as in {@link Talk} */
    Crowd(List<String> users, Map<String, List<String>> groupsOf, EventLog log, int port, long seed, int pause) {
        this.users = users;
        this.groupsOf = groupsOf;
        this.log = log;
        this.port = port;
        this.random = new Random(seed);
        this.pause = pause;
    }

    /** Opens a user's first client. */
    synchronized void open(String user) {
        start(user, user, new Place());
    }

    private ChatClient start(String name, String user, Place place) {
        List<String> groups = groupsOf.getOrDefault(user, List.of());
        Random own = new Random(random.nextLong());
        Identity identity = Identity.of(name, user, groups, own);
        ChatClient client =
                new ChatClient(identity, place, new Talk(name, user, users, groups, own, pause), own, log, port);
        clients.computeIfAbsent(user, key -> new ArrayList<>()).add(client);
        if (quiet) {
            client.order(client::quiet);
        }
        threads.execute(client);
        return client;
    }

    /** Does something to one of a user's clients, on its thread. */
    synchronized void order(String user, Consumer<ChatClient> order) {
        List<ChatClient> own = clients.get(user);
        ChatClient client = own.get(random.nextInt(own.size()));
        client.order(() -> order.accept(client));
    }

    private synchronized void orderAll(Consumer<ChatClient> order) {
        clients.values().forEach(own -> own.forEach(client -> client.order(() -> order.accept(client))));
    }

    /** Nobody writes anything new, whoever comes later neither. */
    synchronized void quiet() {
        quiet = true;
        orderAll(ChatClient::quiet);
    }

    /**
     * Opens another client of a user's for a while.
     *
     * @param duplicated with the first one's position, as where a browser duplicates a tab; else as a new one
     */
    synchronized void openTab(String user, long millis, boolean duplicated) {
        ChatClient first = clients.get(user).get(0);
        first.order(() -> startTab(user, millis, duplicated ? first.copyOfPlace() : new Place()));
    }

    private synchronized void startTab(String user, long millis, Place place) {
        tabs++;
        ChatClient tab = start(user + "-tab" + tabs, user, place);
        var unused = timer.schedule(() -> close(tab), millis, TimeUnit.MILLISECONDS);
    }

    private synchronized void close(ChatClient tab) {
        clients.get(tab.identity().user()).remove(tab);
        tab.order(tab::close);
    }

    /** Ends all. */
    void end() throws InterruptedException {
        timer.shutdownNow();
        orderAll(ChatClient::end);
        threads.shutdown();
        threads.awaitTermination(20, TimeUnit.SECONDS);
    }
}
