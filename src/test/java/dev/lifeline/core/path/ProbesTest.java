package dev.lifeline.core.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lifeline.core.ManualTicker;
import dev.lifeline.core.path.Probes.Report;
import dev.lifeline.core.protocol.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ProbesTest {

    private static final PathKey PATH = new PathKey("10.0.0.1", "192.0.2.0/24");
    private static final UserId ANN = new UserId("ann");
    private static final Prober LIVE = new Prober(PATH, ANN, "c1");
    private static final Duration LONG = Duration.ofMinutes(1);

    private final ManualTicker ticker = new ManualTicker();
    private final PathLimits limits = new PathLimits(ticker, PathRules.DEFAULT);
    private final List<String> ended = new ArrayList<>();
    private final Probes probes = new Probes(limits, ticker, new Random(1), ended::add);

    @Test
    void youngOrMeteredConnection_isLeftAlone() {
        assertEquals(
                Optional.empty(),
                probes.next(LIVE, false, PathRules.DEFAULT.settled().minusMillis(1)));
        assertEquals(Optional.empty(), probes.next(LIVE, true, LONG));
        assertTrue(probes.next(LIVE, false, PathRules.DEFAULT.settled()).isPresent());
    }

    @Test
    void oneHandshakeAtATime_threeSilencesAtOnce() {
        ProbeLease first = next();
        assertNoLease();
        assertTrue(probes.open(first.id(), PATH, ANN));
        ProbeLease second = opened();
        opened();
        assertNoLease();
        assertNotEquals(first.id(), second.id());
        assertTrue(first.id().matches("[0-9a-f]{32}"), first.id());
    }

    @Test
    void lease_isGoodOnce() {
        ProbeLease lease = opened();
        assertFalse(probes.open(lease.id(), PATH, ANN));
    }

    @Test
    void lease_isGoodForItsUserOnItsPath() {
        ProbeLease lease = next();
        assertFalse(probes.open(lease.id(), PATH, new UserId("eve")));
        assertFalse(probes.open(lease.id(), new PathKey("10.0.0.1", "198.51.100.0/24"), ANN));
        assertFalse(probes.open("0".repeat(32), PATH, ANN));
        assertTrue(probes.open(lease.id(), PATH, ANN));
    }

    @Test
    void probeThatCameByAnotherProxy_isLeasedAgain() {
        PathKey other = new PathKey("10.0.0.2", PATH.network());
        for (int i = 0; i < 30; i++) {
            ProbeLease lease = next();
            assertEquals(Duration.ofSeconds(380), lease.silence());
            assertFalse(probes.open(lease.id(), other, ANN));
            assertEquals(Optional.empty(), probes.astray(lease.id(), other, new UserId("eve")));
            assertEquals(Optional.empty(), probes.astray(lease.id(), new PathKey("10.0.0.2", "198.51.100.0/24"), ANN));
            assertEquals(Optional.of(PATH), probes.astray(lease.id(), other, ANN));
            assertEquals(Optional.empty(), probes.astray(lease.id(), other, ANN));
        }
        ProbeLease last = next();
        assertEquals(Optional.empty(), probes.astray(last.id(), other, ANN), "it goes on no longer");
        assertTrue(probes.open(last.id(), PATH, ANN), "but may still come by the right one");
    }

    @Test
    void onePassOnAPathAtATime() {
        next();
        Prober other = new Prober(PATH, new UserId("ben"), "c2");
        assertEquals(Optional.empty(), probes.next(other, false, LONG));
        Prober elsewhere = new Prober(new PathKey("10.0.0.1", "198.51.100.0/24"), ANN, "c3");
        assertTrue(probes.next(elsewhere, false, LONG).isPresent());
    }

    @Test
    void cutThatBothEndsSaw_isTheLimitAndEndsThePass() {
        ProbeLease longest = opened();
        ProbeLease other = opened();
        pass(90);
        probes.closed(longest.id(), Duration.ofSeconds(90));
        assertEquals(Duration.ofSeconds(25), limits.interval(PATH, ANN));
        probes.reported(LIVE, longest.id(), Report.CUT);
        assertEquals(Duration.ofSeconds(72), limits.interval(PATH, ANN));
        assertEquals(List.of(longest.id(), other.id()), ended);
        assertNoLease();
        assertFalse(limits.isPassDue(PATH, ANN));
    }

    @Test
    void clientsReportBeforeTheFin_isJudgedWithIt() {
        ProbeLease lease = opened();
        pass(90);
        probes.reported(LIVE, lease.id(), Report.CUT);
        assertEquals(Duration.ofSeconds(25), limits.interval(PATH, ANN));
        probes.closed(lease.id(), Duration.ofSeconds(90));
        assertEquals(Duration.ofSeconds(72), limits.interval(PATH, ANN));
    }

    @Test
    void finThatTheClientNeverSaw_meansThatSomethingNearerDropped() {
        ProbeLease lease = opened();
        pass(350);
        probes.closed(lease.id(), Duration.ofSeconds(350));
        pass(40);
        probes.reported(LIVE, lease.id(), Report.DROPPED);
        PathEstimate estimate = limits.estimate(PATH, ANN);
        assertEquals(PathEstimate.Kind.BETWEEN, estimate.kind());
        assertEquals(Duration.ofSeconds(350), estimate.ended());
    }

    @Test
    void echo_isASurvivedSilence() {
        ProbeLease lease = opened();
        probes.echoed(lease.id(), Duration.ofSeconds(380));
        assertEquals(Duration.ofSeconds(380), limits.estimate(PATH, ANN).safe());
        assertEquals(Duration.ofMinutes(5), limits.interval(PATH, ANN));
        assertFalse(limits.isPassDue(PATH, ANN));
    }

    @Test
    void echoThatCameTooEarly_endsThePassWithoutEvidence() {
        ProbeLease lease = opened();
        probes.echoed(lease.id(), Duration.ofSeconds(378));
        assertBrokenOff();
    }

    @Test
    void droppedReportBeforeTheSilenceIsOver_isNoEvidence() {
        ProbeLease lease = opened();
        pass(300);
        probes.reported(LIVE, lease.id(), Report.DROPPED);
        assertBrokenOff();
    }

    @Test
    void droppedWithoutAFin_isEvidenceOnceTheSilenceIsOver() {
        ProbeLease lease = opened();
        pass(390);
        probes.reported(LIVE, lease.id(), Report.DROPPED);
        assertEquals(Duration.ofSeconds(380), limits.estimate(PATH, ANN).ended());
    }

    @Test
    void refusedProbe_endsThePassWithoutEvidence() {
        probes.reported(LIVE, next().id(), Report.REFUSED);
        assertBrokenOff();
    }

    @Test
    void clientThatSlept_endsThePassWithoutEvidence() {
        ProbeLease lease = opened();
        probes.closed(lease.id(), Duration.ofSeconds(90));
        probes.reported(LIVE, lease.id(), Report.VOID);
        assertBrokenOff();
    }

    @Test
    void cutWithoutAReport_isNoEvidence() {
        ProbeLease lease = opened();
        pass(90);
        probes.closed(lease.id(), Duration.ofSeconds(90));
        pass(61);
        probes.expire();
        assertBrokenOff();
        probes.reported(LIVE, lease.id(), Report.CUT);
        assertBrokenOff();
    }

    @Test
    void endOfTheLiveConnection_endsItsProbes() {
        ProbeLease lease = opened();
        probes.closed(lease.id(), Duration.ofSeconds(90));
        probes.giveUp(new Prober(PATH, ANN, "c0"));
        assertEquals(List.of(), ended);
        probes.giveUp(LIVE);
        assertEquals(List.of(lease.id()), ended);
        probes.reported(LIVE, lease.id(), Report.CUT);
        assertBrokenOff();
    }

    @Test
    void someoneElsesReport_isIgnored() {
        ProbeLease lease = opened();
        pass(90);
        probes.closed(lease.id(), Duration.ofSeconds(90));
        probes.reported(new Prober(PATH, new UserId("eve"), "c9"), lease.id(), Report.CUT);
        assertEquals(PathEstimate.Kind.UNKNOWN, limits.estimate(PATH, ANN).kind());
        probes.reported(LIVE, lease.id(), Report.CUT);
        assertEquals(PathEstimate.Kind.EXACT, limits.estimate(PATH, ANN).kind());
    }

    @Test
    void leaseThatNobodyTakesUp_expires() {
        ProbeLease lease = next();
        ticker.advance(Probes.GRACE);
        probes.expire();
        assertEquals(List.of(), ended);
        ticker.advance(Duration.ofMillis(1));
        probes.expire();
        assertEquals(List.of(lease.id()), ended);
        assertFalse(probes.open(lease.id(), PATH, ANN));
        assertBrokenOff();
    }

    @Test
    void passes_areBounded() {
        for (int i = 0; i < Probes.MAX_PASSES; i++) {
            assertTrue(probes.next(new Prober(new PathKey("p", "n" + i), ANN, "c"), false, LONG)
                    .isPresent());
        }
        assertNoLease();
    }

    private void assertBrokenOff() {
        assertEquals(PathEstimate.Kind.UNKNOWN, limits.estimate(PATH, ANN).kind());
        assertFalse(limits.isPassDue(PATH, ANN));
        assertNoLease();
    }

    private void assertNoLease() {
        assertEquals(Optional.empty(), probes.next(LIVE, false, LONG));
    }

    private ProbeLease next() {
        return probes.next(LIVE, false, LONG).orElseThrow();
    }

    private ProbeLease opened() {
        ProbeLease lease = next();
        assertTrue(probes.open(lease.id(), PATH, ANN));
        return lease;
    }

    private void pass(long seconds) {
        ticker.advance(Duration.ofSeconds(seconds));
    }
}
