package dev.lifeline.core.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lifeline.core.ManualTicker;
import dev.lifeline.core.protocol.CloseCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SilentConnectionTest {

    private final ManualTicker ticker = new ManualTicker();
    private final RecordingPeer peer = new RecordingPeer();
    private final List<String> told = new ArrayList<>();
    private final SilentConnection connection = new SilentConnection(peer, ticker, new SilentConnection.Listener() {
        @Override
        public void echoed(Duration silence) {
            told.add("echoed " + silence.toSeconds());
        }

        @Override
        public void ended(boolean cut, Duration silence) {
            told.add((cut ? "cut " : "ended ") + silence.toSeconds());
        }
    });

    @AfterEach
    void everythingWasRead() {
        peer.assertNothingMore();
    }

    @Test
    void ping_isEchoedAndToldOnce() {
        ticker.advance(Duration.ofSeconds(58));
        connection.received("ping");
        assertEquals("pong", peer.next());
        connection.closed(true);
        assertEquals(List.of("echoed 58"), told);
    }

    @Test
    void endWithoutACloseFrame_isACut() {
        ticker.advance(Duration.ofSeconds(60));
        connection.closed(true);
        connection.closed(true);
        assertEquals(List.of("cut 60"), told);
    }

    @Test
    void closedByEitherSide_isNoCut() {
        ticker.advance(Duration.ofSeconds(3));
        connection.close(CloseCode.PROBE_OVER, "over");
        connection.close(CloseCode.PROBE_OVER, "over");
        connection.closed(true);
        assertEquals("<close 4004 over>", peer.next());
        assertEquals(List.of("ended 3"), told);
    }

    @Test
    void anythingElse_isRefused() {
        connection.received("{}");
        assertEquals("<close 1008 a silent connection says ping, once>", peer.next());
        connection.received("ping");
        assertEquals("pong", peer.next());
    }

    @Test
    void secondPing_isRefused() {
        connection.received("ping");
        connection.received("ping");
        assertEquals("pong", peer.next());
        assertEquals("<close 1008 a silent connection says ping, once>", peer.next());
        assertEquals(List.of("echoed 0"), told);
    }
}
