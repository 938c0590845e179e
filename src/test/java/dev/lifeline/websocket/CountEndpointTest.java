package dev.lifeline.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lifeline.core.ManualTime;
import dev.lifeline.core.delivery.SilentDoor;
import dev.lifeline.core.limits.Backlog;
import dev.lifeline.core.limits.Limit;
import dev.lifeline.core.limits.LimitCounts;
import dev.lifeline.core.limits.Rate;
import dev.lifeline.core.path.PathKey;
import dev.lifeline.core.protocol.Client;
import dev.lifeline.core.protocol.Level;
import dev.lifeline.core.protocol.UserId;
import dev.lifeline.core.session.SilentConnection;
import dev.lifeline.security.AdmissionRules;
import dev.lifeline.security.Handshake;
import dev.lifeline.security.Occupancy;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The place of a connection is taken when it opens, and given back whichever way it ends. */
class CountEndpointTest {

    private static final IntakeRules RULES = new IntakeRules(
            100,
            Rate.perSecond(100, 100),
            Rate.perSecond(1_000, 1_000),
            new Backlog(1_000),
            new LimitCounts(),
            () -> 0);

    private final ManualTime time = new ManualTime();

    private static final CloseReason GONE = new CloseReason(CloseCodes.CLOSED_ABNORMALLY, "");

    private final LimitCounts counts = new LimitCounts();
    private final Occupancy occupancy = new Occupancy(new AdmissionRules(1, 1, 1, 1, 1), counts);
    private final List<String> closes = new ArrayList<>();

    /** Knows the leases that begin with {@code known}. */
    private final SilentDoor door = (lease, user, path, peer) -> lease.startsWith("known")
            ? new SilentConnection(peer, () -> 0, new SilentConnection.Listener() {
                @Override
                public void echoed(Duration silence) {}

                @Override
                public void ended(boolean cut, Duration silence) {}
            })
            : null;

    @Test
    void connection_hasItsPlaceUntilItEnds() {
        CountEndpoint endpoint = endpoint();
        endpoint.opened(session("known"));
        assertEquals(Optional.of(1), occupancy.now(Limit.CONNECTIONS));
        endpoint.closed(GONE);
        endpoint.closed(GONE);
        assertEquals(Optional.of(0), occupancy.now(Limit.CONNECTIONS));
        assertEquals(List.of(), closes);
    }

    @Test
    void connectionThatFindsNoRoom_isToldWhyAndTakesNobodysPlace() {
        CountEndpoint first = endpoint();
        first.opened(session("known"));
        CountEndpoint late = endpoint();
        late.opened(session("known"));
        assertEquals(List.of("1013 no room: at most 1 connections (lifeline.connections.max)"), closes);
        assertEquals(1, counts.count(Limit.CONNECTIONS));
        late.text("ping", true);
        late.closed(GONE);
        assertEquals(Optional.of(1), occupancy.now(Limit.CONNECTIONS), "that of the first");
        first.closed(GONE);
        endpoint().opened(session("known"));
        assertEquals(Optional.of(1), occupancy.now(Limit.CONNECTIONS));
    }

    @Test
    void connectionThatIsRefusedForItsLease_givesItsPlaceBackWithItsEnd() {
        CountEndpoint endpoint = endpoint();
        endpoint.opened(session("another"));
        assertEquals(List.of("4004 the lease is not known here, or was used"), closes);
        endpoint.closed(GONE);
        assertEquals(Optional.of(0), occupancy.now(Limit.CONNECTIONS));
    }

    /** The container ends a session whose opening failed. */
    @Test
    void connectionWhoseOpeningFails_givesItsPlaceBackWithItsEnd() {
        CountEndpoint endpoint = new CountEndpoint(new CountEndpoint.Wiring(
                null,
                (lease, user, path, peer) -> {
                    throw new IllegalStateException("out of order");
                },
                occupancy,
                Runnable::run,
                RULES,
                new Intakes(time.wheel())));
        assertThrows(IllegalStateException.class, () -> endpoint.opened(session("known")));
        assertEquals(Optional.of(1), occupancy.now(Limit.CONNECTIONS));
        endpoint.closed(GONE);
        assertEquals(Optional.of(0), occupancy.now(Limit.CONNECTIONS));
    }

    @Test
    void sessionThatNobodyJudged_takesNoPlace() {
        CountEndpoint endpoint = endpoint();
        endpoint.opened(session(null));
        assertEquals(List.of("1008 the handshake was not checked"), closes);
        endpoint.closed(GONE);
        assertEquals(Optional.of(0), occupancy.now(Limit.CONNECTIONS));
    }

    private CountEndpoint endpoint() {
        return new CountEndpoint(
                new CountEndpoint.Wiring(null, door, occupancy, Runnable::run, RULES, new Intakes(time.wheel())));
    }

    /** @param lease of a probe; null for a session without a handshake */
    private Session session(String lease) {
        Handshake handshake = lease == null
                ? null
                : new Handshake(new UserId("u1"), Client.UNNAMED, null, null, lease, null, PathKey.UNKNOWN, Set.of());
        Map<String, Object> properties = new HashMap<>();
        return (Session) Proxy.newProxyInstance(
                Session.class.getClassLoader(),
                new Class<?>[] {Session.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getUserPrincipal" -> handshake;
                    case "getUserProperties" -> properties;
                    case "getNegotiatedSubprotocol" -> Level.PROBE_SUBPROTOCOL;
                    case "isOpen" -> true;
                    // Of a container that counts no frames.
                    case "getAsyncRemote" ->
                        Proxy.newProxyInstance(
                                Session.class.getClassLoader(),
                                new Class<?>[] {RemoteEndpoint.Async.class},
                                (remote, called, with) -> null);
                    case "close" -> {
                        CloseReason reason = (CloseReason) arguments[0];
                        closes.add(reason.getCloseCode().getCode() + " " + reason.getReasonPhrase());
                        yield null;
                    }
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
