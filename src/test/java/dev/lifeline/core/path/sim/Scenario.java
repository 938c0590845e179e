package dev.lifeline.core.path.sim;

import dev.lifeline.core.path.sim.Way.Hop;
import java.time.Duration;
import java.util.List;

/**
 * What stands between the clients and the server.
 *
 * @param name for the table
 * @param hops the boxes, the client's first
 * @param lifetime of every connection; zero: as long as it likes
 * @param later the boxes after {@link #CHANGE}; the same: nothing changes
 * @param liars in each network of several: users who lie about cuts
 * @param strangers in each network of several: users whose own way has no limit
 * @param roaming the boxes of the other network where clients are half of the time; empty: they stay
 */
record Scenario(
        String name, List<Hop> hops, Duration lifetime, List<Hop> later, int liars, int strangers, List<Hop> roaming) {

    /** What the settings' defaults are. */
    static final Duration USUAL = Duration.ofSeconds(25);

    static final Duration PATIENCE = Duration.ofSeconds(10);
    static final Duration DAY = Duration.ofHours(24);

    /** When a way changes that does; so that the next daily measurement still comes, the run is a day longer. */
    static final Duration CHANGE = Duration.ofHours(12);

    static final Duration LONGEST = Duration.ofMinutes(5);

    static Scenario of(String name, Hop... hops) {
        return new Scenario(name, List.of(hops), Duration.ZERO, List.of(hops), 0, 0, List.of());
    }

    Scenario lasting(Duration limit) {
        return new Scenario(name, hops, limit, later, liars, strangers, roaming);
    }

    Scenario then(Hop... changed) {
        return new Scenario(name, hops, lifetime, List.of(changed), liars, strangers, roaming);
    }

    Scenario with(int liars, int strangers) {
        return new Scenario(name, hops, lifetime, later, liars, strangers, roaming);
    }

    /** Half of the time its clients are in another network, with these boxes. */
    Scenario roaming(Hop... others) {
        return new Scenario(name, hops, lifetime, later, liars, strangers, List.of(others));
    }

    boolean roams() {
        return !roaming.isEmpty();
    }

    boolean changes() {
        return !later.equals(hops);
    }

    Duration length() {
        return changes() ? DAY.multipliedBy(2) : DAY;
    }

    boolean isSilent() {
        return hops.stream()
                .min(java.util.Comparator.comparing(Hop::limit))
                .filter(Hop::silent)
                .isPresent();
    }
}
