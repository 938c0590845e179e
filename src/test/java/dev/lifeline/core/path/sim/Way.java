package dev.lifeline.core.path.sim;

import java.time.Duration;
import java.util.List;

/** The boxes between clients of one network and the server, the client's first. They can be set anew while in use. */
final class Way {

    /**
     * A box that forgets quiet connections.
     *
     * @param limit the silence after which it does
     * @param silent whether it tells nobody
     */
    record Hop(Duration limit, boolean silent) {

        static Hop cutter(long seconds) {
            return new Hop(Duration.ofSeconds(seconds), false);
        }

        static Hop dropper(long seconds) {
            return new Hop(Duration.ofSeconds(seconds), true);
        }
    }

    private List<Hop> hops;
    private final Duration lifetime;

    /** @param lifetime of every connection; zero: as long as it likes */
    Way(List<Hop> hops, Duration lifetime) {
        this.hops = hops;
        this.lifetime = lifetime;
    }

    List<Hop> hops() {
        return hops;
    }

    Duration lifetime() {
        return lifetime;
    }

    /** As many boxes with other limits. */
    void set(List<Hop> changed) {
        hops = changed;
    }

    /** The shortest limit, or as good as none. */
    Duration limit() {
        return hops.stream().map(Hop::limit).min(Duration::compareTo).orElse(Duration.ofDays(365));
    }
}
