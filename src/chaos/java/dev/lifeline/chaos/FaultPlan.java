package dev.lifeline.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Which fault strikes when, from a seed: the same seed, the same plan. */
final class FaultPlan {

    /**
     * One of it.
     *
     * @param at ms from the beginning
     * @param user whose client it strikes; empty for the server's
     * @param millis how long it lasts, where it lasts
     */
    record Planned(long at, Fault fault, String user, long millis) {}

    /** Each user's clients suffer about one in this time. */
    private static final int OF_A_USER_MS = 15_000;

    private static final int FIRST_MS = 4_000;

    /** One of the server's in each: long enough that clients are up to date again in between, now and then. */
    private static final int SLOT_MS = 11_000;

    private static final List<Fault> OF_CLIENTS = List.of(
            Fault.RESET,
            Fault.RESET,
            Fault.HALF_OPEN,
            Fault.HALF_OPEN,
            Fault.SWITCHED,
            Fault.STOPPED,
            Fault.AWAY,
            Fault.TAB,
            Fault.DUPLICATE);

    private static final List<Fault> OF_SERVER =
            List.of(Fault.RELOAD, Fault.KILL, Fault.DISK_FULL, Fault.REDEPLOY, Fault.KILL, Fault.KILL_WHILE_FULL);

    private FaultPlan() {}

    /** @param possible those that may strike */
    static List<Planned> of(long seed, Duration length, List<String> users, Set<Fault> possible) {
        Random random = new Random(seed);
        List<Planned> plan = new ArrayList<>();
        int gap = OF_A_USER_MS / users.size();
        List<Fault> ofClients = OF_CLIENTS.stream().filter(possible::contains).toList();
        List<Fault> ofServer = OF_SERVER.stream().filter(possible::contains).toList();
        for (long at = FIRST_MS; at < length.toMillis() && !ofClients.isEmpty(); at += random.nextInt(2 * gap) + 1) {
            Fault fault = ofClients.get(random.nextInt(ofClients.size()));
            plan.add(new Planned(at, fault, users.get(random.nextInt(users.size())), lasting(fault, random)));
        }
        List<Fault> round = new ArrayList<>();
        for (long slot = FIRST_MS; slot + SLOT_MS / 2 < length.toMillis() && !ofServer.isEmpty(); slot += SLOT_MS) {
            if (round.isEmpty()) {
                round.addAll(ofServer);
                Collections.shuffle(round, random);
            }
            Fault fault = round.remove(0);
            plan.add(new Planned(slot + random.nextInt(SLOT_MS / 3), fault, "", lasting(fault, random)));
        }
        plan.sort(Comparator.comparingLong(Planned::at));
        return List.copyOf(plan);
    }

    private static long lasting(Fault fault, Random random) {
        return switch (fault) {
            case STOPPED, AWAY, DISK_FULL, KILL_WHILE_FULL -> 500 + random.nextInt(6_000);
            case TAB, DUPLICATE -> 3_000 + random.nextInt(20_000);
            case KILL -> random.nextInt(2_000);
            case RESET, HALF_OPEN, SWITCHED, RELOAD, REDEPLOY -> 0;
        };
    }
}
