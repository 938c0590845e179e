package dev.lifeline.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lifeline.core.ManualTicker;
import dev.lifeline.core.protocol.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EvidentProxiesTest {

    private static final Caller PROXY = new Caller("203.0.113.7", true);

    private final Logger logger = Logger.getLogger(EvidentProxies.class.getName());
    private final Lines lines = new Lines();
    private final ManualTicker ticker = new ManualTicker();
    private final EvidentProxies proxies = new EvidentProxies(ticker);

    @BeforeEach
    void listen() {
        logger.addHandler(lines);
        logger.setUseParentHandlers(false);
    }

    @AfterEach
    void unlisten() {
        logger.removeHandler(lines);
        logger.setUseParentHandlers(true);
    }

    @Test
    void fiveUsers_makeAProxyEvident() {
        users(PROXY, 1, 4);
        assertFalse(proxies.isEvident(PROXY));
        users(PROXY, 5, 5);
        assertTrue(proxies.isEvident(PROXY));
        assertFalse(proxies.isEvident(new Caller("203.0.113.8", true)), "another address");
        assertFalse(proxies.isEvident(new Caller("203.0.113.7", false)), "a machine that speaks for itself");
    }

    @Test
    void oneUserManyTimes_isOne() {
        for (int i = 0; i < 50; i++) {
            users(PROXY, 1, 4);
        }
        assertFalse(proxies.isEvident(PROXY));
    }

    @Test
    void usersWithoutAForwardedHeader_proveNothing() {
        users(new Caller("203.0.113.7", false), 1, 9);
        users(Caller.UNCOUNTED, 1, 9);
        assertFalse(proxies.isEvident(PROXY));
        assertFalse(proxies.isEvident(Caller.UNCOUNTED));
    }

    @Test
    void evidence_countsForADay() {
        users(PROXY, 1, 2);
        ticker.advance(Duration.ofHours(12));
        users(PROXY, 3, 5);
        ticker.advance(Duration.ofHours(12));
        assertTrue(proxies.isEvident(PROXY));
        ticker.advance(Duration.ofNanos(1));
        assertFalse(proxies.isEvident(PROXY), "the first two were seen more than a day ago");
        users(PROXY, 1, 2);
        assertTrue(proxies.isEvident(PROXY), "and now again");
    }

    @Test
    void userWhoComesAgain_makesNoOtherYounger() {
        users(PROXY, 1, 5);
        ticker.advance(Duration.ofHours(23));
        users(PROXY, 1, 1);
        ticker.advance(Duration.ofHours(2));
        assertFalse(proxies.isEvident(PROXY), "four of them were here yesterday");
    }

    @Test
    void addressesAreBounded_thoseInUseStay() {
        users(PROXY, 1, 5);
        for (int i = 0; i < 3 * EvidentProxies.MOST_ADDRESSES; i++) {
            users(new Caller("2001:db8::" + i, true), 1, 1);
            if (i % 500 == 0) {
                assertTrue(proxies.isEvident(PROXY));
            }
        }
        for (int i = 0; i < EvidentProxies.MOST_ADDRESSES; i++) {
            users(new Caller("2001:db8:1::" + i, true), 1, 1);
        }
        assertFalse(proxies.isEvident(PROXY), "the idlest was forgotten");
    }

    @Test
    void eachAddress_isNamedOnceWithTheSetting() {
        proxies.note(PROXY);
        proxies.note(PROXY);
        proxies.note(new Caller("203.0.113.9", false));
        proxies.note(Caller.UNCOUNTED);
        assertEquals(1, lines.size());
        assertTrue(lines.get(0).contains("203.0.113.7") && lines.get(0).contains("lifeline.trusted-proxies"));
    }

    @Test
    void strangers_fillNoLog() {
        for (int i = 0; i < 1_000; i++) {
            proxies.note(new Caller("2001:db8::" + i, true));
        }
        assertEquals(EvidentProxies.MOST_NAMED, lines.size());
    }

    private void users(Caller caller, int from, int to) {
        for (int i = from; i <= to; i++) {
            proxies.proven(caller, new UserId("u" + i));
        }
    }

    private static final class Lines extends Handler {
        private final List<String> written = new ArrayList<>();

        int size() {
            return written.size();
        }

        String get(int line) {
            return written.get(line);
        }

        @Override
        public void publish(LogRecord line) {
            written.add(line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
