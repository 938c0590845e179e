package dev.lifeline.doctor.live;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.lifeline.core.delivery.SilentDoor;
import dev.lifeline.core.path.PathKey;
import dev.lifeline.core.path.PathRules;
import dev.lifeline.core.path.ProbePlan;
import dev.lifeline.core.protocol.CloseCode;
import dev.lifeline.core.protocol.UserId;
import dev.lifeline.core.session.Peer;
import dev.lifeline.core.session.SilentConnection;
import dev.lifeline.core.time.Scheduler;
import dev.lifeline.core.time.Ticker;
import dev.lifeline.doctor.Site;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The examinations under way, and the nonces that open their connections. Who asked for one has shown the push key.
 * Thread-safe; calls nobody while it holds its lock.
 */
public final class Exams implements SilentDoor {

    /** Examinations at a time: one more ends the oldest. */
    public static final int MOST = 16;

    /** How long a nonce waits for its handshake. */
    public static final Duration GRACE = Duration.ofSeconds(60);

    /** How long an examination is kept that nobody asks of; longer than the longest silence. */
    public static final Duration KEPT = Duration.ofMinutes(65);

    private static final Duration HOUSEKEEPING = Duration.ofSeconds(10);

    private final PathRules rules;
    private final Site site;
    private final Fitting fitting;
    private final Ticker ticker;
    private final Scheduler scheduler;
    private final RandomGenerator random;

    /** By id, the oldest first. */
    @GuardedBy("this")
    private final Map<String, Exam> exams = new LinkedHashMap<>();

    /**
     * @param rules which silences are tried where nobody asks for others
     * @param site what the server's own settings ask of a proxy
     * @param random unpredictable to others
     */
    public Exams(PathRules rules, Site site, Ticker ticker, Scheduler scheduler, RandomGenerator random) {
        this.rules = rules;
        this.site = site;
        this.fitting = new Fitting(rules);
        this.ticker = ticker;
        this.scheduler = scheduler;
        this.random = random;
    }

    /** Starts the housekeeping. To be called once. */
    public void start() {
        scheduler.every(HOUSEKEEPING.toNanos(), () -> end(takeAbandoned()));
    }

    private synchronized List<Exam> takeAbandoned() {
        List<Exam> abandoned = new ArrayList<>();
        long now = ticker.nanoTime();
        for (Iterator<Exam> all = exams.values().iterator(); all.hasNext(); ) {
            Exam exam = all.next();
            if (now - exam.touchedAt > KEPT.toNanos()) {
                abandoned.add(exam);
                all.remove();
            }
        }
        return abandoned;
    }

    private static void end(List<Exam> over) {
        over.stream()
                .flatMap(exam -> exam.connections().stream())
                .forEach(connection -> connection.close(CloseCode.PROBE_OVER, "this examination is over"));
    }

    /**
     * Begins an examination.
     *
     * @param silences to try, in this order; empty for none, null for those of the settings
     * @param request what arrived of the request that asks for it
     * @return its id
     * @throws IllegalArgumentException if a silence is not positive
     */
    public String begin(@Nullable List<Duration> silences, Sighting request) {
        PathRules tried = silences == null || silences.isEmpty()
                ? rules
                : new PathRules(
                        rules.usual(), rules.shortest(), rules.longest(), silences, rules.settled(), rules.every());
        ProbePlan plan = silences != null && silences.isEmpty() ? null : new ProbePlan(tried);
        String id = random128();
        end(put(new Exam(id, request, plan, ticker.nanoTime())));
        return id;
    }

    /** @return what had to give way */
    private synchronized List<Exam> put(Exam exam) {
        List<Exam> over = new ArrayList<>();
        if (exams.size() >= MOST) {
            Iterator<Exam> oldest = exams.values().iterator();
            over.add(oldest.next());
            oldest.remove();
        }
        exams.put(exam.id, exam);
        return over;
    }

    /** What is to be done next; empty where the examination is not known here. */
    public synchronized Optional<Next> next(String id) {
        Exam exam = exams.get(id);
        if (exam == null) {
            return Optional.empty();
        }
        expire(exam);
        Optional<Duration> silence = exam.nextSilence();
        if (silence.isPresent()) {
            String nonce = random128();
            exam.trials.put(nonce, new Trial(silence.get(), ticker.nanoTime()));
            return Optional.of(new Next.Try(nonce, silence.get()));
        }
        return Optional.of(exam.isDone() ? new Next.Done() : new Next.Wait());
    }

    /** A nonce that nobody used, and whose end nobody told, holds nothing up. */
    @GuardedBy("this")
    private void expire(Exam exam) {
        long now = ticker.nanoTime();
        exam.trials.values().stream()
                .filter(trial -> trial.isUnderWay() && trial.connection == null)
                .filter(trial -> now - trial.givenAt > GRACE.toNanos())
                .forEach(trial -> trial.seen = new Seen(Seen.Result.VOID, Duration.ZERO, 0));
    }

    /** Whether a nonce waits for its handshake. */
    public synchronized boolean expects(String nonce) {
        Trial trial = trial(nonce);
        return trial != null && trial.arrival == null && ticker.nanoTime() - trial.givenAt <= GRACE.toNanos();
    }

    /**
     * A request with a nonce arrived, or what is left of one. A nonce is used up by it.
     *
     * @param problem what the gate turned it away with, such as {@code upgrade-required}; null where it did not
     * @param detail why, in words
     */
    public synchronized void arrived(
            String nonce, Sighting handshake, @Nullable String problem, @Nullable String detail) {
        Trial trial = trial(nonce);
        if (trial != null && trial.arrival == null) {
            trial.arrival = handshake;
            trial.problem = problem == null ? "" : problem;
            trial.refusal = detail;
        }
    }

    @Override
    public @Nullable SilentConnection open(String nonce, UserId user, PathKey path, Peer peer) {
        SilentConnection opened = new SilentConnection(peer, ticker, IGNORED);
        return admit(nonce, opened) ? opened : null;
    }

    private synchronized boolean admit(String nonce, SilentConnection opened) {
        Trial trial = trial(nonce);
        if (trial == null || trial.arrival == null || trial.connection != null) {
            return false;
        }
        trial.connection = opened;
        trial.openedAt = ticker.nanoTime();
        return true;
    }

    /** Takes down what the administrator's side saw of a connection; the first word on each counts. */
    public synchronized void observed(String id, String nonce, Seen seen) {
        Exam exam = exams.get(id);
        if (exam != null) {
            exam.observed(nonce, seen);
        }
    }

    /** What is known; empty where the examination is not known here. */
    public synchronized Optional<Report> report(String id, Approach approach) {
        Exam exam = exams.get(id);
        if (exam == null) {
            return Optional.empty();
        }
        exam.touchedAt = ticker.nanoTime();
        exam.came(approach);
        return Optional.of(exam.report(site, fitting, ticker.nanoTime()));
    }

    @GuardedBy("this")
    private @Nullable Trial trial(String nonce) {
        for (Exam exam : exams.values()) {
            Trial trial = exam.trials.get(nonce);
            if (trial != null) {
                return trial;
            }
        }
        return null;
    }

    private String random128() {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
    }

    /** The administrator's side tells what became of a connection: it alone knows whether it slept. */
    private static final SilentConnection.Listener IGNORED = new SilentConnection.Listener() {
        @Override
        public void echoed(Duration silence) {}

        @Override
        public void ended(boolean cut, Duration silence) {}
    };
}
