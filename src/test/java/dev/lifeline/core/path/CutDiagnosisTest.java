package dev.lifeline.core.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lifeline.core.ManualTicker;
import dev.lifeline.core.path.ConnectionEnd.Seen;
import dev.lifeline.core.path.Ending.Last;
import dev.lifeline.core.path.Evidence.Kind;
import dev.lifeline.core.protocol.CloseCode;
import dev.lifeline.core.protocol.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Why connections ended: one, and many. */
class CutDiagnosisTest {

    private static final PathKey PATH = new PathKey("10.0.0.1", "192.0.2.0/24");
    private static final UserId ANN = new UserId("ann");
    private static final Duration INTERVAL = Duration.ofSeconds(100);

    private final ManualTicker ticker = new ManualTicker();
    private final PathLimits limits = new PathLimits(ticker, PathRules.DEFAULT);
    private final List<CutFinding> news = new ArrayList<>();
    private final CutDiagnosis diagnosis = new CutDiagnosis(ticker, limits::estimate, Hops.shipped(), news::add);

    @ParameterizedTest
    @CsvSource({
        "OVERLOAD, too-slow",
        "UNRESPONSIVE, peer-vanished",
        "TAKEN_OVER, network",
        "RESTART, server-closed",
        "KICKED, server-closed",
        "REFUSED, server-closed",
    })
    void ownClose_hasItsCause(CloseCode code, String cause) {
        assertEquals(cause, diagnosis.ended(end(Seen.server(code.number()))).slug());
    }

    @ParameterizedTest
    @CsvSource({"1001, page-left", "1000, client-closed", "1005, client-closed", "4002, network", "1006, peer-vanished"
    })
    void clientsCloseFrame_hasItsCause(int code, String cause) {
        assertEquals(cause, diagnosis.ended(end(Seen.client(code))).slug());
    }

    @Test
    void orderlyEnds_keepTheirCauseWhenTheClientIsBack() {
        for (Seen seen : List.of(
                Seen.client(1001),
                Seen.client(1000),
                Seen.server(CloseCode.OVERLOAD.number()),
                Seen.server(CloseCode.RESTART.number()))) {
            Cause first = diagnosis.ended(end(seen));
            assertEquals(
                    first,
                    diagnosis.returned(end(seen), PATH, seconds(1), last(60)).cause());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "61, 1006,      , 60, peer-vanished",
        "1,  1006,      , 10, network",
        "1,  1006, page , 60, page-left",
        "1,  1006, offline, 60, network",
        "1,  4002, dead , 60, network",
        "1,  4002, dead , 900, peer-vanished",
    })
    void clientsWord_tellsWhatTheServerCannotSee(long awayFor, int code, String verdict, long silence, String cause) {
        ConnectionEnd end = end(Seen.cut());
        diagnosis.ended(end);
        Last last = new Last(code, seconds(silence), verdict);
        assertEquals(
                cause,
                diagnosis.returned(end, PATH, seconds(awayFor), last).cause().slug());
    }

    @Test
    void clientThatComesBackFromAnotherNetwork_hasMoved() {
        ConnectionEnd end = end(ANN, seconds(90), seconds(1_000), Set.of());
        diagnosis.ended(end);
        Last last = last(90);
        assertEquals(
                Cause.NETWORK,
                diagnosis
                        .returned(end, new PathKey("10.0.0.1", "n"), seconds(1), last)
                        .cause());
        PathKey otherProxy = new PathKey("10.0.0.2", PATH.network());
        assertEquals(
                Cause.IDLE_LIMIT,
                diagnosis.returned(end, otherProxy, seconds(1), last).cause());
    }

    @Test
    void halfOpenLink_thatIsTakenOverOrGivenUp() {
        Last dead = new Last(4002, seconds(60), "dead");
        ConnectionEnd over = end(Seen.server(CloseCode.TAKEN_OVER.number()));
        assertEquals(
                Cause.NETWORK, diagnosis.returned(over, PATH, seconds(-1), dead).cause());
        ConnectionEnd given = end(Seen.server(CloseCode.UNRESPONSIVE.number()));
        assertEquals(
                Cause.NETWORK, diagnosis.returned(given, PATH, seconds(2), dead).cause());
        assertEquals(
                Cause.PEER_VANISHED,
                diagnosis.returned(given, PATH, seconds(2), null).cause());
    }

    @Test
    void deadLinkOnAPathThatIsKnownToDropSooner_wasIdle() {
        limits.observed(PATH, ANN, Kind.DROPPED, seconds(240));
        Last dead = new Last(4002, seconds(250), "dead");
        ConnectionEnd end = new ConnectionEnd(
                PATH,
                ANN,
                Seen.server(CloseCode.TAKEN_OVER.number()),
                seconds(250),
                seconds(900),
                seconds(240),
                Set.of());
        Diagnosis told = diagnosis.returned(end, PATH, seconds(-1), dead);
        assertEquals(Cause.IDLE_LIMIT, told.cause());
        assertEquals(
                List.of("Azure load balancer", "mobile network"),
                told.hops().stream().map(Hop::name).toList());
    }

    @Test
    void singleCut_atTheLimitOfAHopThatIsKnown_wasIdle() {
        Diagnosis told = cut(ANN, 90, 1_000, Set.of());
        assertEquals(Cause.IDLE_LIMIT, told.cause());
        assertEquals(List.of("nginx"), told.hops().stream().map(Hop::name).toList());
        assertEquals(seconds(90), told.silence());
        assertEquals(seconds(1_000), told.lifetime());
    }

    @Test
    void singleCut_likeNothingKnown_isTheNetworks() {
        assertEquals(Cause.NETWORK, cut(ANN, 77, 1_000, Set.of()).cause());
        assertEquals(Cause.NETWORK, cut(ANN, 3, 30, Set.of()).cause());
    }

    @Test
    void singleCut_atTheLimitThatProbesHaveFound_wasIdle() {
        limits.observed(PATH, ANN, Kind.CUT, seconds(77));
        assertEquals(Cause.IDLE_LIMIT, cut(ANN, 77, 1_000, Set.of()).cause());
        assertEquals(Cause.NETWORK, cut(ANN, 40, 1_000, Set.of()).cause());
    }

    @Test
    void singleCut_wellBeforeAShortLimit_isTheNetworks() {
        limits.observed(PATH, ANN, Kind.CUT, seconds(12));
        assertEquals(Cause.NETWORK, cut(ANN, 8, 1_000, Set.of()).cause());
        assertEquals(Cause.IDLE_LIMIT, cut(ANN, 12, 1_000, Set.of()).cause());
    }

    @Test
    void singleCut_whereALongerSilenceWasSurvived_isTheNetworks() {
        limits.observed(PATH, ANN, Kind.SURVIVED, seconds(380));
        assertEquals(Cause.NETWORK, cut(ANN, 90, 1_000, Set.of()).cause());
    }

    @Test
    void singleCut_atTheAgeOfAHopThatHasShownItself_wasItsLifetime() {
        assertEquals(Cause.NETWORK, cut(ANN, 12, 30, Set.of()).cause());
        Diagnosis told = cut(ANN, 12, 30, Set.of("GCP HTTP load balancer"));
        assertEquals(Cause.LIFETIME_LIMIT, told.cause());
        assertEquals("GCP HTTP load balancer", told.hops().get(0).name());
    }

    @Test
    void likeSilences_areAFindingThatIsTold() {
        for (int i = 0; i < 6; i++) {
            cut(user(i), 77, 500 + 300 * i, Set.of());
        }
        CutFinding finding = only();
        assertEquals(List.of(finding.id()), news.stream().map(CutFinding::id).toList());
        assertEquals(Cause.IDLE_LIMIT, finding.cause());
        assertEquals("10.0.0.1", finding.proxy());
        assertEquals(seconds(77), finding.typical());
        assertEquals(6, finding.count());
        assertEquals(6, finding.users());
        assertFalse(finding.oneUserOnly());
        assertEquals(List.of(), finding.hops());
        assertEquals(seconds(51), finding.firstAgo());
        assertEquals(seconds(1), finding.lastAgo());
        assertEquals(Cause.IDLE_LIMIT, cut(user(7), 77, 40_000, Set.of()).cause());
    }

    @Test
    void finding_spansItsCuts() {
        for (int i = 0; i < 8; i++) {
            cut(user(i), Duration.ofMillis(60_000 + 50L * i), seconds(500 + 300L * i), Set.of());
        }
        CutFinding finding = only();
        assertEquals(Duration.ofMillis(60_000), finding.least());
        assertEquals(Duration.ofMillis(60_350), finding.most());
        assertEquals(
                List.of("nginx", "ingress-nginx", "Apache"),
                finding.hops().stream().map(Hop::name).toList());
    }

    @Test
    void likeAges_areALimitOfTheLifetime() {
        for (int i = 0; i < 6; i++) {
            cut(user(i), 7 + 13 * i, 3_600, Set.of());
        }
        CutFinding finding = only();
        assertEquals(Cause.LIFETIME_LIMIT, finding.cause());
        assertEquals(seconds(3_600), finding.typical());
    }

    @Test
    void likeSilencesAndLikeAges_areNoLimitOfSilence() {
        for (int i = 0; i < 8; i++) {
            cut(user(i), 77, 1_000, Set.of());
        }
        assertEquals(List.of(), diagnosis.findings());
    }

    @Test
    void connectionsOnWhichNothingWasSaid_wereIdle() {
        for (int i = 0; i < 8; i++) {
            cut(user(i), 77, 77, Set.of());
        }
        assertEquals(Cause.IDLE_LIMIT, only().cause());
    }

    @Test
    void cutsAfterLessThanASecond_areNoFinding() {
        for (int i = 0; i < 20; i++) {
            cut(user(i), Duration.ofMillis(300), seconds(100 + 37L * i), Set.of());
        }
        assertEquals(List.of(), diagnosis.findings());
    }

    @Test
    void cutsOfChance_areNoFinding() {
        for (int seed = 0; seed < 10; seed++) {
            Random random = new Random(seed);
            for (int i = 0; i < 300; i++) {
                long silence = (long) (random.nextDouble() * 110_000);
                long lifetime = silence + (long) (-1_800_000 * Math.log(1 - random.nextDouble()));
                cut(user(i % 100), Duration.ofMillis(silence), Duration.ofMillis(lifetime), Set.of());
            }
            assertEquals(List.of(), diagnosis.findings(), "seed " + seed);
        }
    }

    @Test
    void oneUserAlone_isAFindingThatSaysSo_andExplainsNobodyElsesCut() {
        for (int i = 0; i < 8; i++) {
            cut(ANN, 77, 500 + 300 * i, Set.of());
        }
        assertTrue(only().oneUserOnly());
        assertEquals(1, only().users());
        assertEquals(Cause.NETWORK, cut(user(1), 77, 4_000, Set.of()).cause());
        assertTrue(only().oneUserOnly());
        long count = only().count();
        assertTrue(count >= 5, () -> "count " + count);
    }

    @Test
    void oneUserAlone_holdsOneFindingAndIsToldOnce() {
        for (int silence = 40; silence < 100; silence += 7) {
            for (int i = 0; i < 8; i++) {
                cut(ANN, silence, 500 + 300 * i, Set.of());
            }
        }
        assertEquals(1, news.size());
        assertTrue(only().oneUserOnly());
    }

    @Test
    void whatOthersMeetToo_isToldAgain() {
        for (int i = 0; i < 8; i++) {
            cut(ANN, 77, 500 + 300 * i, Set.of());
        }
        for (int i = 0; i < 8; i++) {
            cut(user(i), 77, 700 + 410 * i, Set.of());
        }
        assertEquals(2, news.size());
        assertFalse(only().oneUserOnly());
        assertTrue(only().users() > 2);
    }

    @Test
    void finding_isNewsAgainAfterADay() {
        for (int i = 0; i < 40; i++) {
            cut(user(i % 6), 77, 500 + 300 * i, Set.of());
        }
        assertEquals(1, news.size());
        ticker.advance(Duration.ofHours(25));
        for (int i = 0; i < 6; i++) {
            cut(user(i), 77, 500 + 300 * i, Set.of());
        }
        assertEquals(2, news.size());
        assertEquals(6, only().count());
        ticker.advance(FindingBook.FORGOTTEN.plusSeconds(1));
        assertEquals(List.of(), diagnosis.findings());
    }

    @Test
    void marksThatMostCutsCarry_nameTheHop() {
        for (int i = 0; i < 6; i++) {
            cut(user(i), 60, 500 + 300 * i, i < 2 ? Set.of("AWS ALB") : Set.of());
        }
        assertEquals("nginx", only().hops().get(0).name());
        for (int i = 6; i < 12; i++) {
            cut(user(i), 60, 500 + 300 * i, Set.of("AWS ALB"));
        }
        assertEquals(List.of("AWS ALB"), only().hops().stream().map(Hop::name).toList());
    }

    @Test
    void manyOfOneProxyAtOneMoment_wereCutByItsReload() {
        List<ConnectionEnd> ends = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ends.add(end(user(i), seconds(10 + 7L * i), seconds(100 + 900L * i), Set.of()));
        }
        ends.forEach(diagnosis::ended);
        ticker.advance(seconds(2));
        for (ConnectionEnd end : ends) {
            assertEquals(Cause.PROXY_RELOADED, back(end, 2).cause());
        }
        assertEquals(5, only().count());
        assertEquals(1, news.size());
    }

    /** No machine hears of thousands within a moment, and their clients come back when all is over. */
    @Test
    void reloadThatCutsThousands_isToldToTheFirstAndToTheLast() {
        Random random = new Random(1);
        List<ConnectionEnd> ends = new ArrayList<>();
        for (int i = 0; i < 6_000; i++) {
            long silence = random.nextLong(100_000);
            ConnectionEnd end = end(
                    user(i),
                    Duration.ofMillis(silence),
                    Duration.ofMillis(silence + random.nextLong(40_000_000)),
                    Set.of());
            diagnosis.ended(end);
            ends.add(end);
            ticker.advance(Duration.ofNanos(500_000));
        }
        ticker.advance(seconds(17));
        for (int i = 0; i < ends.size(); i += 100) {
            Duration awayFor = seconds(20).minus(Duration.ofNanos(500_000L * i));
            Last last = new Last(1006, ends.get(i).silence(), null);
            assertEquals(
                    Cause.PROXY_RELOADED,
                    diagnosis.returned(ends.get(i), PATH, awayFor, last).cause(),
                    "number " + i);
        }
        assertEquals(1, news.size());
    }

    /** All came back within seconds of the reload before, and so are of nearly one age. */
    @Test
    void reloadEveryHour_isNoLimitOfTheLifetime() {
        List<ConnectionEnd> ends = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            ends.add(end(user(i), seconds(3L * i), Duration.ofMillis(3_600_000 - 330L * i), Set.of()));
        }
        ends.forEach(diagnosis::ended);
        for (ConnectionEnd end : ends) {
            assertEquals(Cause.PROXY_RELOADED, back(end, 0).cause());
        }
        assertEquals(Cause.PROXY_RELOADED, only().cause());
    }

    @Test
    void otherProxysEnds_areNoReload() {
        for (int i = 0; i < 5; i++) {
            diagnosis.ended(new ConnectionEnd(
                    new PathKey("10.0.0." + (2 + i), "n"),
                    user(i),
                    Seen.cut(),
                    seconds(10 + 7L * i),
                    seconds(100 + 900L * i),
                    INTERVAL,
                    Set.of()));
        }
        assertEquals(Cause.NETWORK, cut(ANN, 41, 1_000, Set.of()).cause());
    }

    @Test
    void oneUsersManyConnections_areNoReload() {
        List<ConnectionEnd> ends = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            ends.add(end(ANN, seconds(10 + 7L * i), seconds(100 + 900L * i), Set.of()));
        }
        ends.forEach(diagnosis::ended);
        ends.forEach(end -> assertEquals(Cause.NETWORK, back(end, 0).cause()));
    }

    @Test
    void likeSilencesAtOneMoment_areNoReload() {
        List<ConnectionEnd> ends = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            ends.add(end(user(i), seconds(60), seconds(100 + 900L * i), Set.of()));
        }
        ends.forEach(diagnosis::ended);
        ends.forEach(end -> assertEquals(Cause.IDLE_LIMIT, back(end, 0).cause()));
    }

    @Test
    void likeAgesAtOneMoment_areNoReload() {
        List<ConnectionEnd> ends = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            ends.add(end(user(i), seconds(3 + 7L * i), seconds(1_000), Set.of()));
        }
        ends.forEach(diagnosis::ended);
        ends.forEach(end -> assertNotEquals(Cause.PROXY_RELOADED, back(end, 0).cause()));
    }

    @Test
    void manyCutsOfOneUser_leaveRoomForOthers() {
        for (int i = 0; i < 6; i++) {
            cut(user(i), 77, 500 + 300 * i, Set.of());
        }
        for (int i = 0; i < ProxyCuts.MAX_CUTS; i++) {
            cut(ANN, Duration.ofMillis(5_000 + 53L * i), seconds(30 + 11L * i), Set.of());
        }
        assertEquals(Cause.IDLE_LIMIT, cut(user(8), 77, 4_321, Set.of()).cause());
    }

    @Test
    void whereManyEndAllTheTime_manyAtOnceAreNoReload() {
        for (int i = 0; i < 200; i++) {
            diagnosis.ended(end(user(i), seconds(i % 90), seconds(100 + 31L * i), Set.of()));
            ticker.advance(Duration.ofMillis(250));
        }
        ConnectionEnd end = end(ANN, seconds(41), seconds(1_000), Set.of());
        diagnosis.ended(end);
        assertEquals(Cause.NETWORK, back(end, 0).cause());
    }

    @Test
    void memory_isBounded() {
        for (int i = 0; i < 300; i++) {
            PathKey path = new PathKey("10.1." + i / 250 + "." + i % 250, "n");
            for (int j = 0; j < 6; j++) {
                ticker.advance(seconds(9));
                ConnectionEnd end = new ConnectionEnd(
                        path, user(j), Seen.cut(), seconds(77), seconds(500 + 300L * j), INTERVAL, Set.of());
                diagnosis.ended(end);
                back(end, 0);
            }
        }
        assertEquals(300, news.size());
        assertEquals(FindingBook.MAX_FINDINGS, diagnosis.findings().size());
        assertEquals("10.1.1.49", diagnosis.findings().get(0).proxy());
        assertEquals(CutDiagnosis.MAX_PROXIES, diagnosis.proxies());
    }

    private CutFinding only() {
        List<CutFinding> all = diagnosis.findings();
        assertEquals(1, all.size(), () -> all.stream().map(CutFinding::cause).toList() + " of " + all.size());
        return all.get(0);
    }

    private Diagnosis cut(UserId user, long silence, long lifetime, Set<String> marks) {
        return cut(user, seconds(silence), seconds(lifetime), marks);
    }

    private Diagnosis cut(UserId user, Duration silence, Duration lifetime, Set<String> marks) {
        ConnectionEnd end = end(user, silence, lifetime, marks);
        ticker.advance(seconds(9));
        diagnosis.ended(end);
        ticker.advance(seconds(1));
        return back(end, 1);
    }

    private Diagnosis back(ConnectionEnd end, long awayFor) {
        return diagnosis.returned(end, end.path(), seconds(awayFor), new Last(1006, end.silence(), null));
    }

    private static ConnectionEnd end(Seen seen) {
        return new ConnectionEnd(PATH, ANN, seen, seconds(60), seconds(600), INTERVAL, Set.of());
    }

    private static ConnectionEnd end(UserId user, Duration silence, Duration lifetime, Set<String> marks) {
        return new ConnectionEnd(PATH, user, Seen.cut(), silence, lifetime, INTERVAL, marks);
    }

    private static Last last(long silence) {
        return new Last(1006, seconds(silence), null);
    }

    private static UserId user(int number) {
        return new UserId("u" + number);
    }

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }
}
