package dev.lifeline.core.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lifeline.core.ManualExecutor;
import dev.lifeline.core.ManualTime;
import dev.lifeline.core.heartbeat.HeartbeatPolicy;
import dev.lifeline.core.protocol.Client;
import dev.lifeline.core.protocol.Level;
import dev.lifeline.core.protocol.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionRegistryTest {

    private static final UserId U1 = new UserId("u1");

    private final ManualTime time = new ManualTime();
    private final SessionRegistry registry = new SessionRegistry();

    @Test
    void lateCloseOfAnOldSocket_leavesTheNewerOne() {
        Connection old = connection(U1);
        Connection newer = connection(U1);
        registry.add(old);
        registry.add(newer);
        assertTrue(registry.remove(old));
        assertFalse(registry.remove(old));
        assertEquals(List.of(newer), registry.of(U1));
        assertEquals(1, registry.size());
    }

    @Test
    void lastConnectionGone_userGone() {
        Connection only = connection(U1);
        registry.add(only);
        registry.remove(only);
        assertEquals(List.of(), registry.of(U1));
        assertEquals(0, registry.userCount());
        assertEquals(0, registry.size());
    }

    @Test
    void sameConnectionTwice_isRefused() {
        Connection only = connection(U1);
        registry.add(only);
        assertThrows(IllegalStateException.class, () -> registry.add(only));
        assertEquals(1, registry.size());
    }

    @Test
    void all_holdsEverybody() {
        Connection a = connection(U1);
        Connection b = connection(new UserId("u2"));
        registry.add(a);
        registry.add(b);
        List<Connection> all = new ArrayList<>();
        registry.forEach(all::add);
        assertEquals(2, all.size());
        assertEquals(2, registry.userCount());
    }

    private Connection connection(UserId user) {
        return new Connection(
                "c",
                user,
                Level.PLAIN,
                Client.UNNAMED,
                new RecordingPeer(),
                new ConnectionSettings(
                        new HeartbeatPolicy(Duration.ofSeconds(25), Duration.ofSeconds(10)),
                        Limits.ofOutbox(1000, 10),
                        time.wheel(),
                        time.wheel(),
                        new ManualExecutor(),
                        new ManualExecutor()),
                new QuietListener());
    }
}
