package dev.lifeline.chaos;

import dev.lifeline.chaos.log.Event;
import dev.lifeline.chaos.log.EventLog;
import dev.lifeline.chaos.log.Kind;
import dev.lifeline.chaos.verify.Finding;
import dev.lifeline.chaos.verify.Verifier;
import dev.lifeline.rig.Folders;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** One run: everything is started, faults strike, everything comes to rest, and the logs are judged. */
public final class ChaosRun {

    /** The demo directory's groups. */
    private static final Map<String, Set<String>> GROUPS = Map.of(
            "g1", Set.of("u1", "u2", "u3", "u4", "u5", "u6"),
            "g2", Set.of("u1", "u2", "u4", "u6"));

    /** Users whom all write to, and who connect for the first time when the faults are over. */
    private static final List<String> LATE = List.of("late1", "late2");

    private static final Duration LONGEST_START = Duration.ofSeconds(30);
    private static final Duration LONGEST_REST = Duration.ofSeconds(60);

    /** After everything has arrived: what comes twice may come late. */
    private static final Duration LISTENING = Duration.ofSeconds(4);

    private final ChaosOptions options;
    private final Verifier verifier = new Verifier(GROUPS);
    private final Path runLog;

    /**
     * What a run came to.
     *
     * @param diskCanBeFull whether that fault could be made here
     * @param leaks what a web application that was replaced left behind in Tomcat
     * @param passed whether no rule was broken, nothing was left behind, and no fault was left out that had to be made
     */
    public record Outcome(
            List<Finding> findings, Figures figures, boolean diskCanBeFull, List<String> leaks, boolean passed) {}

    public ChaosRun(ChaosOptions options) {
        this.options = options;
        this.runLog = options.folder().resolve("run.log");
    }

    public Outcome run() throws IOException, InterruptedException, ExecutionException {
        emptyFolder();
        List<String> users = IntStream.rangeClosed(1, options.clients())
                .mapToObj(i -> "u" + i)
                .toList();
        List<String> everybody = new ArrayList<>(users);
        everybody.addAll(LATE);
        try (Site site = Site.start(options);
                EventLog log = new EventLog(runLog);
                ClientProcess clients = ClientProcess.start(options, site.nginxPort(), everybody, groupsOf());
                Pusher pusher = new Pusher(site.http(), everybody, log);
                FaultMaker faults = new FaultMaker(site, clients, log)) {
            Thread hook = new Thread(site::close);
            Runtime.getRuntime().addShutdownHook(hook);
            users.forEach(user -> clients.order("open " + user));
            awaitWelcomes(clients, users.size());
            pusher.start(options.seed());
            faults.carryOut(FaultPlan.of(
                    options.seed(),
                    options.length(),
                    users,
                    options.possible(site.disk().canBeFull())));
            clients.order("quiet");
            pusher.quiet();
            LATE.forEach(user -> clients.order("open " + user));
            site.awaitHealthy();
            boolean settled = awaitRest(clients);
            if (settled) {
                Awaitility.await().pollDelay(LISTENING).until(() -> true);
            }
            clients.end();
            List<String> leaks = site.leaks();
            Runtime.getRuntime().removeShutdownHook(hook);
            return outcome(clients, site.disk(), leaks);
        }
    }

    private Outcome outcome(ClientProcess clients, DataDisk disk, List<String> leaks) {
        List<Event> ofClients = clients.events();
        List<Event> ofRun = EventLog.read(runLog);
        List<Finding> findings = verifier.check(ofClients, ofRun);
        boolean leftOut = !disk.canBeFull() && options.faults().stream().anyMatch(Fault::needsDisk);
        boolean passed = findings.isEmpty() && leaks.isEmpty() && !(leftOut && options.mustFill());
        Figures figures = new Figures(ofClients, ofRun, disk.used(), findings);
        return new Outcome(findings, figures, disk.canBeFull(), leaks, passed);
    }

    private static void awaitWelcomes(ClientProcess clients, int number) {
        Awaitility.await()
                .atMost(LONGEST_START)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> clients.events().stream()
                                .filter(event -> event.kind() == Kind.WELCOME)
                                .map(Event::who)
                                .distinct()
                                .count()
                        == number);
    }

    private boolean awaitRest(ClientProcess clients) {
        try {
            Awaitility.await()
                    .atMost(LONGEST_REST)
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> verifier.settled(clients.events(), EventLog.read(runLog)));
            return true;
        } catch (ConditionTimeoutException e) {
            return false;
        }
    }

    private static Map<String, List<String>> groupsOf() {
        return GROUPS.values().stream()
                .flatMap(Collection::stream)
                .distinct()
                .collect(Collectors.toMap(
                        user -> user,
                        user -> GROUPS.entrySet().stream()
                                .filter(group -> group.getValue().contains(user))
                                .map(Map.Entry::getKey)
                                .sorted()
                                .toList(),
                        (one, other) -> one,
                        LinkedHashMap::new));
    }

    private void emptyFolder() throws IOException {
        DataDisk.removeLeft(options.folder().resolve("data"));
        Folders.makeEmpty(options.folder());
    }
}
