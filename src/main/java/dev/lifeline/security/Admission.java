package dev.lifeline.security;

import dev.lifeline.core.limits.Limit;
import dev.lifeline.core.limits.LimitCounts;
import dev.lifeline.core.protocol.Problem;
import dev.lifeline.core.protocol.UserId;
import dev.lifeline.core.time.Ticker;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The limits that a handshake meets at the door, what is cheap to tell first: a login can cost a signature. Every refusal
 * is counted and tells when to come back. Thread-safe.
 */
public final class Admission {

    /** Addresses whose handshakes are remembered: 37 MB at most, and only while so many come. */
    private static final int MOST_ADDRESSES = 100_000;

    /** Seconds after which a place may have become free; nobody can know. */
    private static final int ROOM_AGAIN = 5;

    /** Seconds over which those who were told so are spread. */
    private static final int SPREAD = 10;

    private final AdmissionRules rules;
    private final Occupancy occupancy;
    private final LimitCounts counts;
    private final AddressBuckets handshakes;
    private final EvidentProxies proxies;
    private final RandomGenerator random;

    /** @param random spreads those who are asked to come back */
    public Admission(
            AdmissionRules rules, Occupancy occupancy, LimitCounts counts, Ticker ticker, RandomGenerator random) {
        this.rules = rules;
        this.occupancy = occupancy;
        this.counts = counts;
        this.handshakes = new AddressBuckets(
                rules.handshakes() * AdmissionRules.BURST_SECONDS,
                rules.handshakes(),
                Duration.ofSeconds(1),
                MOST_ADDRESSES,
                ticker);
        this.proxies = new EvidentProxies(ticker);
        this.random = random;
    }

    /**
     * Lets a login decide, unless a limit does: before it, or, for whoever comes through an evident proxy without a login
     * that proves who he is, after it. Whose login proves it there counts by himself, as others do by their address.
     *
     * @param proves whether a login that is admitted proves who it is
     */
    Verdict judge(UserId user, Caller caller, boolean proves, Supplier<Verdict> login) {
        proxies.note(caller);
        if (occupancy.isFull()) {
            return noRoom(Problem.FULL, Limit.CONNECTIONS, "The server");
        }
        boolean evident = proxies.isEvident(caller);
        Verdict before = evident ? null : refusalOf(caller);
        if (before != null) {
            return before;
        }
        Verdict verdict = login.get();
        if (proves && verdict instanceof Verdict.Admitted admitted) {
            proxies.proven(caller, user);
            Verdict tooFast = evident ? tooFast("user " + user.value()) : null;
            return tooFast != null ? tooFast : from(evident ? null : caller.address(), admitted);
        }
        Verdict after = evident ? refusalOf(caller) : null;
        if (after != null) {
            return after;
        }
        return verdict instanceof Verdict.Admitted admitted ? from(caller.address(), admitted) : verdict;
    }

    private static Verdict from(@Nullable String address, Verdict.Admitted admitted) {
        return new Verdict.Admitted(admitted.handshake().from(address));
    }

    private @Nullable Verdict refusalOf(Caller caller) {
        String address = caller.address();
        if (address == null) {
            return null;
        }
        Verdict tooFast = tooFast(address);
        if (tooFast != null) {
            return tooFast;
        }
        return occupancy.isFullFor(address)
                ? noRoom(Problem.TOO_MANY_CONNECTIONS, Limit.CONNECTIONS_PER_ADDRESS, address)
                : null;
    }

    private @Nullable Verdict tooFast(String who) {
        Duration wait = handshakes.take(who);
        if (wait.isZero()) {
            return null;
        }
        counts.met(Limit.HANDSHAKES_PER_ADDRESS);
        return new Verdict.Refused(Problem.TOO_MANY_HANDSHAKES, detail(who, Limit.HANDSHAKES_PER_ADDRESS), wait);
    }

    /** Why there is no room for the user of a handshake that is admitted otherwise; a probe is nobody's. */
    Optional<Verdict> refusalOf(Handshake admitted) {
        return admitted.probe() == null && occupancy.isFullFor(admitted.user(), admitted.client())
                ? Optional.of(noRoom(
                        Problem.TOO_MANY_CONNECTIONS,
                        Limit.CONNECTIONS_PER_USER,
                        admitted.user().value()))
                : Optional.empty();
    }

    private Verdict noRoom(Problem problem, Limit limit, String whose) {
        counts.met(limit);
        return new Verdict.Refused(
                problem, detail(whose, limit), Duration.ofSeconds(ROOM_AGAIN + random.nextInt(SPREAD)));
    }

    private String detail(String whose, Limit limit) {
        return whose + " has met a limit: " + rules.told(limit) + ".";
    }
}
