package dev.lifeline.core.presence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lifeline.core.ManualExecutor;
import dev.lifeline.core.ManualTime;
import dev.lifeline.core.protocol.Status;
import dev.lifeline.core.protocol.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PresenceTrackerTest {

    private static final UserId U1 = new UserId("u1");

    private final ManualTime time = new ManualTime();
    private final ManualExecutor announcer = new ManualExecutor();
    private final List<String> told = new ArrayList<>();
    private final PresenceTracker presence = new PresenceTracker(
            Duration.ofSeconds(15), time.wheel(), announcer, (user, status) -> told.add(user + " " + status.wire()));

    @Test
    void firstConnection_isTold() {
        connect();
        connect();
        assertEquals(List.of("u1 online"), told);
        assertEquals(Status.ONLINE, presence.seen(U1));
    }

    @Test
    void lastConnectionGone_isToldAfterTheGrace() {
        connect();
        connect();
        disconnect();
        pass(20);
        assertEquals(List.of("u1 online"), told);
        disconnect();
        pass(14);
        assertEquals(Status.ONLINE, presence.seen(U1));
        pass(2);
        assertEquals(List.of("u1 online", "u1 offline"), told);
        assertEquals(Status.OFFLINE, presence.seen(U1));
    }

    @Test
    void reconnectWithinTheGrace_neverShows() {
        connect();
        for (int i = 0; i < 10; i++) {
            disconnect();
            pass(14);
            connect();
        }
        pass(60);
        assertEquals(List.of("u1 online"), told);
    }

    @Test
    void graceOfAnEarlierAbsence_endsNoLaterOne() {
        connect();
        disconnect();
        pass(10);
        connect();
        pass(4);
        disconnect();
        pass(10);
        assertEquals(List.of("u1 online"), told);
        pass(6);
        assertEquals(List.of("u1 online", "u1 offline"), told);
    }

    @Test
    void hidden_isShownAsOffline() {
        connect();
        choose(Status.HIDDEN);
        assertEquals(List.of("u1 online", "u1 offline"), told);
        assertEquals(Status.OFFLINE, presence.seen(U1));
        assertEquals(Status.HIDDEN, presence.chosen(U1));
        choose(Status.ONLINE);
        assertEquals(List.of("u1 online", "u1 offline", "u1 online"), told);
    }

    @Test
    void hiding_outlastsAReconnect() {
        connect();
        choose(Status.HIDDEN);
        disconnect();
        pass(5);
        connect();
        pass(60);
        assertEquals(List.of("u1 online", "u1 offline"), told);
    }

    @Test
    void whoIsGone_isForgotten() {
        connect();
        choose(Status.HIDDEN);
        disconnect();
        pass(20);
        assertEquals(Status.ONLINE, presence.chosen(U1));
        connect();
        assertEquals(List.of("u1 online", "u1 offline", "u1 online"), told);
    }

    @Test
    void changesThatCancelOut_areNotTold() {
        presence.connected(U1);
        presence.choose(U1, Status.HIDDEN);
        announcer.runAll();
        assertEquals(List.of(), told);
    }

    private void connect() {
        presence.connected(U1);
        announcer.runAll();
    }

    private void disconnect() {
        presence.disconnected(U1);
        announcer.runAll();
    }

    private void choose(Status status) {
        presence.choose(U1, status);
        announcer.runAll();
    }

    private void pass(int seconds) {
        time.pass(Duration.ofSeconds(seconds));
        announcer.runAll();
    }
}
