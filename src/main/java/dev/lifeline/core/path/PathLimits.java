package dev.lifeline.core.path;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.lifeline.core.path.Evidence.Kind;
import dev.lifeline.core.protocol.UserId;
import dev.lifeline.core.time.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Learns the idle limit of each path and fits heartbeats to it. Thread-safe; calls nobody while it holds its lock.
 *
 * <p>Only what the server has seen itself is evidence, and a user's evidence moves his own interval at once. Others' it
 * moves when two users agree, and never below the usual interval: a user who lies makes nobody else's heartbeat quicker
 * than it would be without him.
 */
public final class PathLimits {

    /** Paths known at once; the one that was not used for longest is forgotten first. */
    public static final int MAX_PATHS = 10_000;

    /** Users known on one path; the one not heard of for longest is forgotten first, and before it who has measured nothing. */
    public static final int MAX_WITNESSES = 8;

    /** Evidence that nothing has renewed for so long is forgotten. */
    public static final Duration MAX_AGE = Duration.ofDays(7);

    private final Ticker ticker;
    private final IntervalRule rule;
    private final ReentrantLock lock = new ReentrantLock();

    /** What is known, the least recently used path first. */
    @GuardedBy("lock")
    private final Map<PathKey, PathRecord> paths = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * @param ticker the clock of all evidence
     */
    public PathLimits(Ticker ticker, PathRules rules) {
        this.ticker = ticker;
        this.rule = new IntervalRule(rules);
    }

    /** The durations that it goes by. */
    public PathRules rules() {
        return rule.rules();
    }

    /** The heartbeat's interval for a connection of this user on this path: 5 s to 5 minutes, or the usual one. */
    public Duration interval(PathKey path, UserId user) {
        lock.lock();
        try {
            PathRecord known = paths.get(path);
            if (known == null) {
                return rule.unknown();
            }
            forgetOld(known);
            return known.interval(user, rule, ticker.nanoTime());
        } finally {
            lock.unlock();
        }
    }

    /** What is believed of the path's limit for this user. */
    public PathEstimate estimate(PathKey path, UserId user) {
        lock.lock();
        try {
            PathRecord known = paths.get(path);
            if (known == null) {
                return PathEstimate.of(Duration.ZERO, null, false);
            }
            forgetOld(known);
            return known.estimate(user);
        } finally {
            lock.unlock();
        }
    }

    /**
     * A live connection was heard after a silence of both sides.
     *
     * @param silence below {@link PathRules#shortest} it is ignored
     */
    public void survived(PathKey path, UserId user, Duration silence) {
        if (!rule.rules().isTooShort(silence)) {
            observed(path, user, Kind.SURVIVED, silence);
        }
    }

    /**
     * A client has come back after its live connection on this path had ended.
     *
     * @param back by which path it came back: from another network its end says nothing of this path
     * @return whether the intervals on this path may have changed
     */
    public boolean ended(PathKey path, PathKey back, UserId user, Ending ending) {
        Ending.Meaning meaning = ending.meaning();
        if (meaning == Ending.Meaning.NOTHING || path.hasOtherNetworkThan(back)) {
            return false;
        }
        lock.lock();
        try {
            PathRecord known = record(path);
            if (meaning == Ending.Meaning.LOSS || rule.rules().isTooShort(ending.silence())) {
                known.of(user).lost(rule.unknown(), ticker.nanoTime());
                return false;
            }
            return known.cut(user, ending, rule, ticker.nanoTime());
        } finally {
            lock.unlock();
        }
    }

    /** What became of a silence that the server has watched. */
    void observed(PathKey path, UserId user, Kind kind, Duration silence) {
        lock.lock();
        try {
            record(path).observe(user, new Evidence(kind, silence, ticker.nanoTime()));
        } finally {
            lock.unlock();
        }
    }

    /** Whether a connection of this user should measure its path now. */
    public boolean isPassDue(PathKey path, UserId user) {
        lock.lock();
        try {
            PathRecord known = paths.get(path);
            return known == null || new PassRule(rule, known).isDue(user, ticker.nanoTime());
        } finally {
            lock.unlock();
        }
    }

    /** A pass of probes has measured the path to its end. */
    void passed(PathKey path, UserId user) {
        lock.lock();
        try {
            record(path).passed(user, ticker.nanoTime());
        } finally {
            lock.unlock();
        }
    }

    /** A pass of probes broke off before it knew. */
    void brokeOff(PathKey path, UserId user) {
        lock.lock();
        try {
            record(path).of(user).brokeOff(ticker.nanoTime());
        } finally {
            lock.unlock();
        }
    }

    /** All evidence, to be stored and given to {@link #restore} of another process. */
    public List<StoredEvidence> export() {
        List<StoredEvidence> all = new ArrayList<>();
        lock.lock();
        try {
            long now = ticker.nanoTime();
            paths.forEach((path, known) -> known.witnesses()
                    .forEach((user, witness) -> witness.observations()
                            .all()
                            .map(evidence -> StoredEvidence.of(path, user, evidence, now))
                            .forEach(all::add)));
        } finally {
            lock.unlock();
        }
        return all;
    }

    /** Takes what was exported, in any order. Evidence that is too old, or more than has room, is left out. */
    public void restore(List<StoredEvidence> stored) {
        List<StoredEvidence> oldestFirst = stored.stream()
                .filter(evidence -> evidence.age().compareTo(MAX_AGE) <= 0)
                .sorted(Comparator.comparing(StoredEvidence::age).reversed())
                .toList();
        lock.lock();
        try {
            long now = ticker.nanoTime();
            for (StoredEvidence one : oldestFirst) {
                record(one.path()).observe(one.user(), one.evidence(now));
            }
        } finally {
            lock.unlock();
        }
    }

    /** Who has measured which path to the end, to be stored and given to {@link #restorePasses} of another process. */
    public List<StoredPass> exportPasses() {
        List<StoredPass> all = new ArrayList<>();
        lock.lock();
        try {
            long now = ticker.nanoTime();
            paths.forEach((path, known) -> known.witnesses().forEach((user, witness) -> {
                Long at = witness.passedAt();
                if (at != null) {
                    all.add(new StoredPass(path, user, Duration.ofNanos(Math.max(0, now - at))));
                }
            }));
        } finally {
            lock.unlock();
        }
        return all;
    }

    /** Takes what was exported, in any order. To be called before anything is measured; what is too old is left out. */
    public void restorePasses(List<StoredPass> stored) {
        List<StoredPass> oldestFirst = stored.stream()
                .filter(pass -> pass.age().compareTo(MAX_AGE) <= 0)
                .sorted(Comparator.comparing(StoredPass::age).reversed())
                .toList();
        lock.lock();
        try {
            long now = ticker.nanoTime();
            for (StoredPass one : oldestFirst) {
                record(one.path()).passed(one.user(), now - one.age().toNanos());
            }
        } finally {
            lock.unlock();
        }
    }

    @GuardedBy("lock")
    private PathRecord record(PathKey path) {
        PathRecord known = paths.get(path);
        if (known != null) {
            forgetOld(known);
            return known;
        }
        if (paths.size() == MAX_PATHS) {
            Iterator<PathKey> oldest = paths.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
        PathRecord fresh = new PathRecord(ticker.nanoTime() - MAX_AGE.toNanos());
        paths.put(path, fresh);
        return fresh;
    }

    private void forgetOld(PathRecord known) {
        known.forgetBefore(ticker.nanoTime() - MAX_AGE.toNanos());
    }
}
