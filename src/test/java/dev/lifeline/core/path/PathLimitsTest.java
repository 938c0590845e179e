package dev.lifeline.core.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lifeline.core.ManualTicker;
import dev.lifeline.core.path.Ending.Last;
import dev.lifeline.core.path.Evidence.Kind;
import dev.lifeline.core.protocol.UserId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PathLimitsTest {

    private static final PathKey PATH = new PathKey("10.0.0.1", "192.0.2.0/24");
    private static final UserId ANN = new UserId("ann");
    private static final UserId BEN = new UserId("ben");
    private static final UserId CAT = new UserId("cat");
    private static final UserId DAN = new UserId("dan");

    private final ManualTicker ticker = new ManualTicker();
    private final PathLimits limits = new PathLimits(ticker, PathRules.DEFAULT);

    @Test
    void unknownPath_hasTheUsualInterval() {
        assertInterval(25, ANN);
        assertEquals(PathEstimate.Kind.UNKNOWN, limits.estimate(PATH, ANN).kind());
    }

    @Test
    void usualIntervalThatIsNotPositive_isRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new PathRules(Duration.ZERO, seconds(5), seconds(300), List.of(), seconds(30), seconds(1)));
    }

    @Test
    void cutProbe_setsTheIntervalToFourFifths() {
        probed(ANN, Kind.CUT, 90);
        assertInterval(72, ANN);
        assertEquals(PathEstimate.Kind.EXACT, limits.estimate(PATH, ANN).kind());
    }

    @Test
    void interval_isFiveMinutesAtMostAndFiveSecondsAtLeast() {
        probed(ANN, Kind.CUT, 3600);
        assertInterval(300, ANN);
        probed(ANN, Kind.CUT, 6);
        assertInterval(5, ANN);
    }

    @Test
    void usualIntervalThatStillFits_stays() {
        probed(ANN, Kind.CUT, 30);
        assertInterval(25, ANN);
        probed(ANN, Kind.CUT, 28);
        assertEquals(Duration.ofMillis(22_400), limits.interval(PATH, ANN));
    }

    @Test
    void droppedProbe_leavesTheLongestSurvivedSilence() {
        probed(ANN, Kind.SURVIVED, 58);
        probed(ANN, Kind.DROPPED, 115);
        assertEquals(Duration.ofMillis(46_400), limits.interval(PATH, ANN));
        assertEquals(PathEstimate.Kind.BETWEEN, limits.estimate(PATH, ANN).kind());
    }

    @Test
    void droppedAndNothingSurvived_isHalved() {
        probed(ANN, Kind.DROPPED, 20);
        assertInterval(10, ANN);
    }

    @Test
    void silencesOfLiveConnections_neverShortenTheUsualInterval() {
        limits.survived(PATH, ANN, Duration.ofSeconds(27));
        assertInterval(25, ANN);
        assertEquals(Duration.ofSeconds(27), limits.estimate(PATH, ANN).safe());
    }

    @Test
    void veryShortSilence_isNoEvidence() {
        limits.survived(PATH, ANN, Duration.ofMillis(4_999));
        assertEquals(PathEstimate.Kind.UNKNOWN, limits.estimate(PATH, ANN).kind());
    }

    @Test
    void liveCut_takesTheSmallerOfHalfTheIntervalAndFourFifthsOfTheSilence() {
        probed(ANN, Kind.CUT, 350);
        assertTrue(cut(ANN, 60, 4000, 280));
        assertInterval(48, ANN);
        probed(BEN, Kind.CUT, 90);
        assertTrue(cut(BEN, 60, 4000, 72));
        assertInterval(36, BEN);
    }

    @Test
    void cautionAfterALiveCut_endsWithAPassOrADay() {
        cut(ANN, 60, 4000, 72);
        limits.passed(PATH, ANN);
        assertInterval(48, ANN);
        cut(BEN, 60, 4000, 72);
        ticker.advance(Duration.ofHours(25));
        assertInterval(48, BEN);
    }

    @Test
    void cutWithinTheUsualInterval_takesASecondOneLikeIt() {
        assertFalse(cut(ANN, 20, 300, 25));
        assertInterval(25, ANN);
        assertTrue(cut(ANN, 20, 500, 25));
        assertEquals(Duration.ofMillis(12_500), limits.interval(PATH, ANN));
    }

    @Test
    void cutsOfLikeLifetimesAndUnlikeSilences_areALimitOfTheLifetime() {
        probed(ANN, Kind.SURVIVED, 380);
        cut(ANN, 120, 3600, 300);
        assertInterval(96, ANN);
        assertFalse(cut(ANN, 40, 3600, 96));
        assertInterval(300, ANN);
    }

    @Test
    void connectionsSilentFromTheStart_areCutForTheirSilence() {
        cut(ANN, 20, 20, 25);
        assertTrue(cut(ANN, 20, 20, 25));
    }

    @Test
    void likeLifetimesAndLikeSilences_areNoEvidenceWithinTheUsualInterval() {
        cut(ANN, 10, 30, 25);
        assertFalse(cut(ANN, 10, 30, 25));
    }

    @Test
    void closedLaptop_changesNothing() {
        probed(ANN, Kind.CUT, 350);
        Ending ending = new Ending(true, seconds(60), seconds(900), seconds(280), seconds(61), null);
        assertFalse(limits.ended(PATH, PATH, ANN, ending));
        limits.ended(PATH, PATH, ANN, ending);
        assertInterval(280, ANN);
    }

    @Test
    void twoUnexplainedLosses_bringTheUsualIntervalBackUntilAPass() {
        probed(ANN, Kind.SURVIVED, 235);
        lose(ANN);
        assertInterval(188, ANN);
        lose(ANN);
        assertInterval(25, ANN);
        limits.passed(PATH, ANN);
        assertInterval(188, ANN);
    }

    @Test
    void clientThatComesBackFromAnotherNetwork_tellsNothing() {
        probed(ANN, Kind.SURVIVED, 235);
        Ending cut = new Ending(true, seconds(60), seconds(900), seconds(188), seconds(1), null);
        assertFalse(limits.ended(PATH, new PathKey(PATH.proxy(), "mobile"), ANN, cut));
        assertInterval(188, ANN);
        assertTrue(limits.ended(PATH, new PathKey("10.0.0.2", PATH.network()), ANN, cut));
        assertInterval(48, ANN);
    }

    @Test
    void oneOtherUsersEvidence_changesNothing() {
        probed(BEN, Kind.CUT, 90);
        assertInterval(25, ANN);
    }

    @Test
    void twoUsersWhoAgree_areBelieved() {
        probed(BEN, Kind.CUT, 90);
        probed(CAT, Kind.CUT, 91);
        assertInterval(72, ANN);
        assertTrue(limits.estimate(PATH, ANN).agreed());
    }

    @Test
    void twoUsersWhoDisagree_areNotBelievedBeyondTheLower() {
        probed(BEN, Kind.CUT, 90);
        probed(CAT, Kind.CUT, 350);
        assertInterval(72, ANN);
    }

    @Test
    void liarsWhoAgree_neverPushOthersBelowTheUsualInterval() {
        probed(BEN, Kind.CUT, 7);
        probed(CAT, Kind.CUT, 7);
        assertInterval(25, ANN);
        probed(ANN, Kind.CUT, 350);
        assertInterval(280, ANN);
    }

    @Test
    void agreedCutAfterAnOwnLongerSilence_movesEverybody() {
        probed(ANN, Kind.SURVIVED, 380);
        ticker.advance(Duration.ofHours(1));
        probed(BEN, Kind.CUT, 60);
        assertInterval(300, ANN);
        probed(CAT, Kind.CUT, 60);
        assertInterval(48, ANN);
    }

    @Test
    void ownLongerSilenceAfterAnAgreedCut_isKept() {
        probed(BEN, Kind.CUT, 60);
        probed(CAT, Kind.CUT, 60);
        ticker.advance(Duration.ofHours(1));
        probed(ANN, Kind.SURVIVED, 235);
        assertInterval(188, ANN);
    }

    @Test
    void twoWhoSurviveSince_refuteTwoLiars() {
        probed(BEN, Kind.CUT, 60);
        probed(CAT, Kind.CUT, 60);
        ticker.advance(Duration.ofHours(1));
        probed(ANN, Kind.SURVIVED, 235);
        assertInterval(48, DAN);
        probed(new UserId("eve"), Kind.SURVIVED, 235);
        assertInterval(188, DAN);
    }

    @Test
    void ownCut_isNotLiftedByOthers() {
        probed(ANN, Kind.CUT, 60);
        ticker.advance(Duration.ofHours(1));
        probed(BEN, Kind.SURVIVED, 380);
        probed(CAT, Kind.SURVIVED, 380);
        assertInterval(48, ANN);
    }

    @Test
    void newerEvidence_winsOverWhatItContradicts() {
        probed(ANN, Kind.CUT, 60);
        probed(ANN, Kind.SURVIVED, 380);
        assertInterval(300, ANN);
        probed(ANN, Kind.CUT, 60);
        assertInterval(48, ANN);
        probed(ANN, Kind.CUT, 90);
        assertInterval(72, ANN);
        probed(ANN, Kind.DROPPED, 80);
        assertInterval(40, ANN);
    }

    @Test
    void oldEvidence_isForgotten() {
        probed(ANN, Kind.CUT, 90);
        ticker.advance(PathLimits.MAX_AGE.plusHours(2));
        assertInterval(25, ANN);
    }

    @Test
    void paths_areNotMixed() {
        probed(ANN, Kind.CUT, 90);
        assertEquals(seconds(25), limits.interval(new PathKey("10.0.0.2", PATH.network()), ANN));
        assertEquals(seconds(25), limits.interval(new PathKey(PATH.proxy(), "192.0.3.0/24"), ANN));
    }

    @Test
    void tooManyPaths_forgetTheLeastRecentlyUsed() {
        probed(ANN, Kind.CUT, 90);
        PathKey second = new PathKey("10.0.0.1", "second");
        limits.observed(second, ANN, Kind.CUT, seconds(90));
        for (int i = 2; i < PathLimits.MAX_PATHS; i++) {
            limits.observed(new PathKey("10.0.0.1", "n" + i), ANN, Kind.CUT, seconds(90));
        }
        assertInterval(72, ANN);
        limits.observed(new PathKey("10.0.0.1", "one more"), ANN, Kind.CUT, seconds(90));
        assertInterval(72, ANN);
        assertEquals(seconds(25), limits.interval(second, ANN));
        assertEquals(PathLimits.MAX_PATHS, limits.export().size());
    }

    @Test
    void manyUsersOfAPath_keepWhatAFewHaveMeasured() {
        probed(ANN, Kind.CUT, 90);
        probed(BEN, Kind.CUT, 90);
        for (int i = 0; i < 3 * PathLimits.MAX_WITNESSES; i++) {
            probed(new UserId("u" + i), Kind.SURVIVED, 26);
        }
        assertEquals(PathLimits.MAX_WITNESSES, limits.export().size());
        assertInterval(72, DAN);
    }

    @Test
    void tooManyUsersOfAPath_forgetTheLeastRecentlyHeard() {
        probed(ANN, Kind.CUT, 90);
        for (int i = 0; i < PathLimits.MAX_WITNESSES; i++) {
            probed(new UserId("u" + i), Kind.CUT, 350);
        }
        assertEquals(PathLimits.MAX_WITNESSES, limits.export().size());
        assertEquals(
                0,
                limits.export().stream().filter(one -> one.user().equals(ANN)).count());
    }

    @Test
    void evidenceOfOneUser_isBounded() {
        for (int silence = 380; silence > 300; silence--) {
            limits.survived(PATH, ANN, seconds(silence));
        }
        assertEquals(Observations.MAX_EACH, limits.export().size());
        assertEquals(seconds(380), limits.estimate(PATH, ANN).safe());
    }

    @Test
    void exported_isKnownAgainWithItsAge() {
        probed(ANN, Kind.SURVIVED, 58);
        ticker.advance(Duration.ofHours(1));
        probed(ANN, Kind.CUT, 90);
        List<StoredEvidence> exported = limits.export();
        assertEquals(2, exported.size());

        ManualTicker later = new ManualTicker();
        PathLimits restored = new PathLimits(later, PathRules.DEFAULT);
        restored.restore(exported);
        assertEquals(seconds(72), restored.interval(PATH, ANN));
        assertEquals(exported, restored.export());
        later.advance(PathLimits.MAX_AGE.minusMinutes(30));
        assertEquals(
                1,
                restored.export().stream()
                        .filter(one -> one.age().compareTo(PathLimits.MAX_AGE) <= 0)
                        .count());
    }

    @Test
    void restored_inAnyOrder_contradictsByAge() {
        StoredEvidence old = new StoredEvidence(PATH, ANN, Kind.CUT, seconds(60), Duration.ofHours(5));
        StoredEvidence young = new StoredEvidence(PATH, ANN, Kind.SURVIVED, seconds(380), Duration.ofHours(1));
        limits.restore(List.of(young, old));
        assertInterval(300, ANN);
    }

    @Test
    void restored_isForgottenAtItsAge() {
        limits.restore(List.of(new StoredEvidence(PATH, ANN, Kind.CUT, seconds(90), Duration.ofDays(6))));
        assertInterval(72, ANN);
        ticker.advance(Duration.ofDays(2));
        assertInterval(25, ANN);
    }

    private void probed(UserId user, Kind kind, long silence) {
        ticker.advance(seconds(1));
        limits.observed(PATH, user, kind, seconds(silence));
    }

    private boolean cut(UserId user, long silence, long lifetime, long interval) {
        ticker.advance(seconds(1));
        Last last = new Last(1006, seconds(silence), null);
        return limits.ended(
                PATH,
                PATH,
                user,
                new Ending(true, seconds(silence), seconds(lifetime), seconds(interval), seconds(1), last));
    }

    private void lose(UserId user) {
        Last last = new Last(4002, seconds(198), "dead");
        limits.ended(PATH, PATH, user, new Ending(false, seconds(198), seconds(300), seconds(188), seconds(-1), last));
    }

    private void assertInterval(long expected, UserId user) {
        assertEquals(seconds(expected), limits.interval(PATH, user));
    }

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }
}
