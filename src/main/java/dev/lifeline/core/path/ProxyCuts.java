package dev.lifeline.core.path;

import dev.lifeline.core.protocol.UserId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What was cut behind one proxy lately, and whether it clusters beyond chance. Not thread-safe: for the holder of
 * {@link CutDiagnosis}' lock.
 *
 * <p>A cluster is what falls within a window around the newest cut. By chance each cut falls there with the window's
 * share of the silences or ages that it could have had; so many together have Poisson's tail, and Bonferroni's
 * correction is made for every place where the window could lie. J. I. Naus, The distribution of the size of the maximum
 * cluster of points on a line, Journal of the American Statistical Association 60 (1965), 532-538.
 */
final class ProxyCuts {

    /** Cuts that are kept; the oldest go first. */
    static final int MAX_CUTS = 256;

    /** Of one user, so that nobody fills it alone. */
    static final int MAX_CUTS_OF_A_USER = 8;

    /** What is older tells nothing of today. */
    static final Duration MAX_AGE = Duration.ofDays(1);

    /** The fewest cuts of a cluster. */
    static final int LEAST = 4;

    /** What ends sooner was cut for something else: no hop has so short a limit. */
    private static final long LEAST_MEASURE = Duration.ofSeconds(1).toNanos();

    /** Of one user, more cuts than this prove nothing to others. */
    private static final int WORTH_OF_A_USER = 2;

    /** Every cut is a test, and there may be many thousands a day: the chance of each to err must be small. */
    private static final double SIGNIFICANCE = 1e-5;

    /** Ends within this of each other are of one moment. */
    private static final Duration MOMENT = Duration.ofSeconds(1);

    /** How long ends are remembered to tell how many are usual; no shorter than a client may be away. */
    private static final Duration MEMORY = Ending.ALIVE.plusSeconds(5);

    /** The fewest ends and users of a moment when a proxy was reloaded. */
    private static final int LEAST_AT_ONCE = 3;

    private static final int LEAST_USERS_AT_ONCE = 2;

    /** Of one moment so many ends are kept: more tell nothing new, and would push out those of other moments. */
    private static final int MOST_AT_ONCE = 64;

    /** How many ends a moment has by chance at least: a proxy where nothing ever ends is no proof that nothing can. */
    private static final double LEAST_EXPECTED = 0.02;

    /** A server asks after a tenth more than the interval, so silences are no longer. */
    private static final int LONGEST_SILENCE_PERCENT = 110;

    /** A cut that its client has survived. */
    record Cut(UserId user, long silence, long lifetime, long interval, Set<String> marks, long at) {}

    /** An end without a Close frame. */
    private record Drop(UserId user, long silence, long lifetime, long at) {}

    /**
     * Cuts that belong together.
     *
     * @param shared whether several users have shown it
     * @param chance that they fall together by chance
     */
    record Cluster(Cause cause, List<Cut> cuts, boolean shared, double chance) {}

    private final Deque<Cut> cuts = new ArrayDeque<>();

    /** The ends of the last {@link #MEMORY}, oldest first; {@link #MOST_AT_ONCE} of each moment. */
    private final Deque<Drop> drops = new ArrayDeque<>();

    private long momentBegan;
    private int inMoment;

    void dropped(ConnectionEnd end, long now) {
        while (!drops.isEmpty() && now - drops.getFirst().at() > MEMORY.toNanos()) {
            drops.removeFirst();
        }
        if (inMoment == 0 || now - momentBegan > MOMENT.toNanos()) {
            momentBegan = now;
            inMoment = 0;
        }
        inMoment++;
        if (inMoment <= MOST_AT_ONCE) {
            drops.addLast(
                    new Drop(end.user(), end.silence().toNanos(), end.lifetime().toNanos(), now));
        }
    }

    /** Whether so many ended at the moment of this one, and so unlike, that the proxy itself must have ended. */
    boolean wasReloaded(Cut cut) {
        // Who came back after the reload before is of nearly the same age; a limit of the age ends each in its own
        // time.
        long exactly = Math.min(tolerance(cut.lifetime()), MOMENT.toNanos());
        int atOnce = 0;
        int likeSilences = 0;
        int likeLifetimes = 0;
        Set<UserId> users = new HashSet<>();
        for (Drop drop : drops) {
            if (Math.abs(drop.at() - cut.at()) <= MOMENT.toNanos()) {
                atOnce++;
                likeSilences += isNear(drop.silence(), cut.silence()) ? 1 : 0;
                likeLifetimes += Math.abs(drop.lifetime() - cut.lifetime()) <= exactly ? 1 : 0;
                users.add(drop.user());
            }
        }
        if (atOnce < LEAST_AT_ONCE || users.size() < LEAST_USERS_AT_ONCE) {
            return false;
        }
        double usual = (drops.size() - atOnce) * 2.0 * MOMENT.toNanos() / MEMORY.toNanos();
        return likeSilences * 2 <= atOnce
                && likeLifetimes * 2 <= atOnce
                && Chance.ofAtLeast(atOnce, Math.max(usual, LEAST_EXPECTED)) < SIGNIFICANCE;
    }

    void add(Cut cut) {
        while (!cuts.isEmpty() && cut.at() - cuts.getFirst().at() > MAX_AGE.toNanos()) {
            cuts.removeFirst();
        }
        int own = 0;
        for (Cut old : cuts) {
            own += old.user().equals(cut.user()) ? 1 : 0;
        }
        if (own >= MAX_CUTS_OF_A_USER) {
            removeFirst(old -> old.user().equals(cut.user()));
        } else if (cuts.size() >= MAX_CUTS) {
            cuts.removeFirst();
        }
        cuts.addLast(cut);
    }

    private void removeFirst(Predicate<Cut> which) {
        Iterator<Cut> all = cuts.iterator();
        while (all.hasNext()) {
            if (which.test(all.next())) {
                all.remove();
                return;
            }
        }
    }

    /** The cluster that a cut belongs to, the less likely one of silences and ages; null: none. */
    @Nullable
    Cluster cluster(Cut cut) {
        Cluster idle = cluster(cut, Cause.IDLE_LIMIT);
        Cluster lifetime = cluster(cut, Cause.LIFETIME_LIMIT);
        if (idle == null || lifetime == null) {
            return idle == null ? lifetime : idle;
        }
        return idle.chance() <= lifetime.chance() ? idle : lifetime;
    }

    private @Nullable Cluster cluster(Cut cut, Cause cause) {
        Cluster shared = tested(cause, cut, cuts, true);
        return shared != null ? shared : tested(cause, cut, of(cut.user()), false);
    }

    private List<Cut> of(UserId user) {
        List<Cut> own = new ArrayList<>(MAX_CUTS_OF_A_USER);
        for (Cut cut : cuts) {
            if (cut.user().equals(user)) {
                own.add(cut);
            }
        }
        return own;
    }

    private static @Nullable Cluster tested(Cause cause, Cut cut, Collection<Cut> among, boolean shared) {
        if (measure(cause, cut) < LEAST_MEASURE) {
            return null;
        }
        List<Cut> near = new ArrayList<>();
        for (Cut other : among) {
            if (isNear(measure(cause, other), measure(cause, cut))) {
                near.add(other);
            }
        }
        int worth = shared ? worth(near) : near.size();
        if (worth < LEAST || !isOfItsCause(cause, cut, near)) {
            return null;
        }
        double window = 2.0 * tolerance(measure(cause, cut));
        double expected = 0;
        for (Cut each : among) {
            expected += Math.min(1, window / range(cause, each, cut));
        }
        double places = Math.max(1, range(cause, cut, cut) / window);
        double chance = Chance.ofAtLeast(worth, expected) * places;
        return chance < SIGNIFICANCE ? new Cluster(cause, near, shared, chance) : null;
    }

    /** How far by chance the silence of one cut could have gone, or the age of the one that is tested. */
    private static long range(Cause cause, Cut each, Cut tested) {
        return cause == Cause.IDLE_LIMIT ? each.interval() * LONGEST_SILENCE_PERCENT / 100 : measure(cause, tested);
    }

    private static int worth(List<Cut> cuts) {
        Map<UserId, Integer> byUser = new HashMap<>();
        int worth = 0;
        for (Cut cut : cuts) {
            if (byUser.merge(cut.user(), 1, Integer::sum) <= WORTH_OF_A_USER) {
                worth++;
            }
        }
        return worth;
    }

    /**
     * What is like in silence may be like in age only by chance, and the other way round; but a connection on which
     * nothing was ever said has the age of its silence.
     */
    private static boolean isOfItsCause(Cause cause, Cut cut, List<Cut> near) {
        if (cause == Cause.IDLE_LIMIT && isNear(cut.silence(), cut.lifetime())) {
            return true;
        }
        Cause other = cause == Cause.IDLE_LIMIT ? Cause.LIFETIME_LIMIT : Cause.IDLE_LIMIT;
        int alikeInBoth = 0;
        for (Cut each : near) {
            alikeInBoth += isNear(measure(other, each), measure(other, cut)) ? 1 : 0;
        }
        return alikeInBoth * 2 <= near.size();
    }

    /** The silence of an idle cut, else the age, in nanoseconds. */
    static long measure(Cause cause, Cut cut) {
        return cause == Cause.IDLE_LIMIT ? cut.silence() : cut.lifetime();
    }

    /** Half a second, for the way and coarse timers, and half a percent, for what goes by the minute. */
    static long tolerance(long nanos) {
        return 500_000_000L + nanos / 200;
    }

    static boolean isNear(long nanos, long other) {
        return Math.abs(nanos - other) <= tolerance(Math.max(nanos, other));
    }

    /** The marks that more than half of the cuts carry: nobody adds one alone. */
    static Set<String> marks(List<Cut> cuts) {
        return cuts.stream()
                .flatMap(cut -> cut.marks().stream())
                .collect(Collectors.groupingBy(mark -> mark, Collectors.counting()))
                .entrySet()
                .stream()
                .filter(mark -> mark.getValue() * 2 > cuts.size())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
