package dev.lifeline.doctor.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lifeline.core.ManualTime;
import dev.lifeline.core.path.PathKey;
import dev.lifeline.core.path.PathRules;
import dev.lifeline.core.protocol.UserId;
import dev.lifeline.core.session.RecordingPeer;
import dev.lifeline.core.session.SilentConnection;
import dev.lifeline.doctor.Site;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExamsTest {

    private static final Map<String, String> SOUND =
            Map.of("Host", "a.example", "Origin", "https://a.example", "Upgrade", "websocket", "Connection", "upgrade");

    private final ManualTime time = new ManualTime();
    private final Exams exams = new Exams(
            PathRules.DEFAULT,
            new Site("", Duration.ofSeconds(25), Duration.ofSeconds(10)),
            time.wheel(),
            time.wheel(),
            new Random(7));

    @Test
    void soundWay_hasNoFindingAndItsSilencesFollow() {
        String exam = exams.begin(null, request());
        echoes(exam);
        List<Duration> silences = new ArrayList<>();
        for (Next next = next(exam); next instanceof Next.Try attempt; next = next(exam)) {
            silences.add(attempt.silence());
        }
        assertEquals(List.of(seconds(380), seconds(235), seconds(29)), silences);
        assertInstanceOf(Next.Wait.class, next(exam));
        assertEquals(List.of(), report(exam).findings());
    }

    @Test
    void cut_isTheLimitAndEndsIt() {
        String exam = exams.begin(null, request());
        echoes(exam);
        Next.Try longest = attempt(exam);
        open(longest.nonce());
        exams.observed(exam, longest.nonce(), seen(Seen.Result.CUT, seconds(60)));
        assertInstanceOf(Next.Done.class, next(exam));
        Report report = report(exam);
        assertEquals(Limit.Kind.CUT, report.limit().kind());
        assertEquals(seconds(60), report.limit().from());
        assertEquals(48, report.heartbeat().fitted());
        assertEquals(List.of(), report.findings(), "60 s are two heartbeats and the patience");
    }

    @Test
    void limitBelowTwoHeartbeats_isAWarningAndBelowOneAFault() {
        assertEquals(List.of(Symptom.READ_TIMEOUT_SHORT), cutAfter(seconds(40)));
        assertEquals(List.of(Symptom.READ_TIMEOUT_CUTS), cutAfter(seconds(20)));
    }

    private List<Symptom> cutAfter(Duration silence) {
        String exam = exams.begin(null, request());
        echoes(exam);
        exams.observed(exam, attempt(exam).nonce(), seen(Seen.Result.CUT, silence));
        return symptoms(exam);
    }

    @Test
    void silentDropper_isBracketed() {
        String exam = exams.begin(List.of(seconds(100), seconds(95)), request());
        echoes(exam);
        exams.observed(exam, attempt(exam).nonce(), seen(Seen.Result.DROPPED, seconds(110)));
        exams.observed(exam, attempt(exam).nonce(), seen(Seen.Result.SURVIVED, seconds(95)));
        Limit limit = report(exam).limit();
        assertEquals(Limit.Kind.DROPPED, limit.kind());
        assertEquals(seconds(95), limit.from());
        assertEquals(seconds(100), limit.to());
        assertInstanceOf(Next.Done.class, next(exam));
    }

    @Test
    void withoutSilences_twoEchoesAreAll() {
        String exam = exams.begin(List.of(), request());
        echoes(exam);
        assertInstanceOf(Next.Done.class, next(exam));
        assertEquals(Limit.Kind.UNKNOWN, report(exam).limit().kind());
    }

    @Test
    void nonce_isGoodOnceAndForAMinute() {
        String exam = exams.begin(List.of(), request());
        String used = attempt(exam).nonce();
        assertTrue(exams.expects(used));
        assertNull(silent(used), "nothing arrived by the filter");
        exams.arrived(used, handshake(SOUND), null, null);
        assertFalse(exams.expects(used));
        assertNotNull(silent(used));
        assertNull(silent(used));
        exams.observed(exam, used, seen(Seen.Result.SURVIVED, Duration.ZERO));

        String late = attempt(exam).nonce();
        assertNotEquals(used, late);
        time.pass(Exams.GRACE.plusMillis(100));
        assertFalse(exams.expects(late));
        assertFalse(exams.expects("0".repeat(32)));
    }

    @Test
    void oldestExamination_givesWay() {
        String oldest = exams.begin(List.of(), request());
        RecordingPeer peer = new RecordingPeer();
        open(attempt(oldest).nonce(), peer);
        for (int i = 0; i < Exams.MOST; i++) {
            assertTrue(exams.report(oldest, Approach.UNKNOWN).isPresent());
            exams.begin(List.of(), request());
        }
        assertTrue(exams.report(oldest, Approach.UNKNOWN).isEmpty());
        assertTrue(exams.next(oldest).isEmpty());
        assertEquals("<close 4004 this examination is over>", peer.next());
    }

    @Test
    void forgottenExamination_endsWithItsConnections() {
        exams.start();
        String exam = exams.begin(List.of(), request());
        RecordingPeer peer = new RecordingPeer();
        open(attempt(exam).nonce(), peer);
        time.pass(Exams.KEPT.plusSeconds(20));
        assertEquals("<close 4004 this examination is over>", peer.next());
        assertTrue(exams.report(exam, Approach.UNKNOWN).isEmpty());
    }

    @Test
    void firstWord_counts() {
        String exam = exams.begin(List.of(), request());
        String nonce = attempt(exam).nonce();
        open(nonce);
        exams.observed(exam, nonce, seen(Seen.Result.DROPPED, Duration.ZERO));
        exams.observed(exam, nonce, seen(Seen.Result.SURVIVED, Duration.ZERO));
        assertEquals(List.of(Symptom.FRAMES_BLOCKED), symptoms(exam));
        assertInstanceOf(Next.Done.class, next(exam));
    }

    @Test
    void missingLines_areNamed() {
        assertEquals(List.of(Symptom.UPGRADE_MISSING), without("Upgrade", "upgrade-required"));
        assertEquals(List.of(Symptom.CONNECTION_WRONG), without("Connection", "upgrade-required"));
        assertEquals(List.of(Symptom.ORIGIN_CHANGED), without("Origin", null));
        assertEquals(List.of(Symptom.REFUSED), refused(handshake(SOUND), "stopping"));
        assertEquals(List.of(Symptom.HOST_MISSING), refused(handshake(SOUND), "foreign-origin"));
        assertEquals(
                List.of(Symptom.REQUEST_HEADERS_OFF),
                refused(new Sighting("HTTP/1.1", false, "x", "x", false, Map.of()), "upgrade-required"));
        assertEquals(
                List.of(Symptom.HTTP_VERSION), refused(new Sighting("HTTP/1.0", false, "x", "x", true, SOUND), null));
    }

    private List<Symptom> without(String line, @Nullable String problem) {
        Map<String, String> lines = new HashMap<>(SOUND);
        lines.remove(line);
        return refused(handshake(lines), problem);
    }

    private List<Symptom> refused(Sighting arrival, @Nullable String problem) {
        String exam = exams.begin(List.of(), request());
        String nonce = attempt(exam).nonce();
        exams.arrived(nonce, arrival, problem, problem == null ? null : "why");
        exams.observed(
                exam,
                nonce,
                new Seen(problem == null ? Seen.Result.SURVIVED : Seen.Result.REFUSED, Duration.ZERO, 400));
        return symptoms(exam);
    }

    @Test
    void handshakeThatNeverCame_dependsOnItsStatus() {
        assertEquals(List.of(Symptom.HANDSHAKE_LOST), lost(400));
        assertEquals(List.of(Symptom.HANDSHAKE_LOST), lost(0));
        assertEquals(List.of(Symptom.LIMITED), lost(503));
        assertEquals(List.of(Symptom.LIMITED), lost(429));
    }

    private List<Symptom> lost(int status) {
        String exam = exams.begin(List.of(), request());
        exams.observed(exam, attempt(exam).nonce(), new Seen(Seen.Result.REFUSED, Duration.ZERO, status));
        return symptoms(exam);
    }

    @Test
    void acceptedHandshakeWithoutItsAnswer_isAFault() {
        String exam = exams.begin(List.of(), request());
        String nonce = attempt(exam).nonce();
        open(nonce);
        exams.observed(exam, nonce, new Seen(Seen.Result.REFUSED, Duration.ZERO, 0));
        assertEquals(List.of(Symptom.ANSWER_LOST), symptoms(exam));
    }

    @Test
    void secondConnectionRefused_isALimit() {
        String exam = exams.begin(null, request());
        String first = attempt(exam).nonce();
        open(first);
        exams.observed(exam, first, seen(Seen.Result.SURVIVED, Duration.ZERO));
        exams.observed(exam, attempt(exam).nonce(), new Seen(Seen.Result.REFUSED, Duration.ZERO, 0));
        assertEquals(List.of(Symptom.LIMITED), symptoms(exam));
        assertInstanceOf(Next.Done.class, next(exam));
    }

    @Test
    void forwardedLines_areAskedForBehindAProxyOnly() {
        String exam = exams.begin(List.of(), request());
        assertEquals(List.of(), symptoms(exam));
        assertEquals(
                List.of(Symptom.FORWARDED_FOR_MISSING, Symptom.FORWARDED_PROTO_MISSING),
                exams.report(exam, new Approach("nginx", true)).orElseThrow().findings().stream()
                        .map(Advice::symptom)
                        .toList());
    }

    @Test
    void silenceThatIsNone_isRefused() {
        assertThrows(IllegalArgumentException.class, () -> exams.begin(List.of(Duration.ZERO), request()));
    }

    /** The first two connections want their echo only. */
    private void echoes(String exam) {
        for (int i = 0; i < 2; i++) {
            Next.Try echo = attempt(exam);
            assertEquals(Duration.ZERO, echo.silence());
            assertInstanceOf(Next.Wait.class, next(exam), "one after the other");
            open(echo.nonce());
            exams.observed(exam, echo.nonce(), seen(Seen.Result.SURVIVED, Duration.ZERO));
        }
    }

    private Next next(String exam) {
        return exams.next(exam).orElseThrow();
    }

    private Next.Try attempt(String exam) {
        return assertInstanceOf(Next.Try.class, next(exam));
    }

    private void open(String nonce) {
        open(nonce, new RecordingPeer());
    }

    private void open(String nonce, RecordingPeer peer) {
        exams.arrived(nonce, handshake(SOUND), null, null);
        assertNotNull(exams.open(nonce, new UserId("u1"), PathKey.UNKNOWN, peer));
    }

    private @Nullable SilentConnection silent(String nonce) {
        return exams.open(nonce, new UserId("u1"), PathKey.UNKNOWN, new RecordingPeer());
    }

    private Report report(String exam) {
        return exams.report(exam, Approach.UNKNOWN).orElseThrow();
    }

    private List<Symptom> symptoms(String exam) {
        return report(exam).findings().stream().map(Advice::symptom).toList();
    }

    private static Seen seen(Seen.Result result, Duration after) {
        return new Seen(result, after, 0);
    }

    private static Sighting request() {
        return new Sighting("HTTP/1.1", false, "127.0.0.1", "127.0.0.1", false, Map.of("Host", "a.example"));
    }

    private static Sighting handshake(Map<String, String> headers) {
        return new Sighting("HTTP/1.1", false, "127.0.0.1", "127.0.0.1", true, headers);
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }
}
