package dev.lifeline.websocket;

import dev.lifeline.core.delivery.Gateway;
import dev.lifeline.core.delivery.SilentDoor;
import dev.lifeline.core.protocol.CloseCode;
import dev.lifeline.core.protocol.Level;
import dev.lifeline.core.session.End;
import dev.lifeline.core.session.SessionRegistry;
import dev.lifeline.core.session.SilentConnection;
import dev.lifeline.security.Handshake;
import dev.lifeline.security.Occupancy;
import jakarta.websocket.CloseReason;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The WebSocket address of a user. One instance a connection; the container calls it from one thread at a time, except
 * for {@link #closed}, which may overlap.
 */
@ServerEndpoint(
        value = "/web/count/{userId}",
        subprotocols = {Level.V1_SUBPROTOCOL, Level.PROBE_SUBPROTOCOL},
        configurator = CountConfigurator.class)
public final class CountEndpoint {

    /** The connections of this web application; handed to everything else that needs them. */
    private static final SessionRegistry SESSIONS = new SessionRegistry();

    private static final System.Logger LOG = System.getLogger(CountEndpoint.class.getName());

    /**
     * What an endpoint works with.
     *
     * @param gateway takes connections and frames
     * @param silences takes connections that only measure
     * @param occupancy tells whether there is room
     * @param closer runs closing handshakes, which may block
     * @param rules how much a client may send
     * @param intakes looks after all connections
     */
    public record Wiring(
            Gateway gateway,
            SilentDoor silences,
            Occupancy occupancy,
            Executor closer,
            IntakeRules rules,
            Intakes intakes) {}

    private final Wiring wiring;
    private volatile Occupancy.@Nullable Place place;
    private volatile @Nullable Speaker speaker;
    private volatile @Nullable Intake intake;

    /** The container has told the end; its session calls itself open a little longer. */
    private volatile boolean ended;

    CountEndpoint(Wiring wiring) {
        this.wiring = wiring;
    }

    /** The registry of this web application. */
    public static SessionRegistry sessions() {
        return SESSIONS;
    }

    @OnOpen
    public void opened(Session session) {
        TomcatPeer peer = new TomcatPeer(session, wiring.closer());
        if (!(session.getUserPrincipal() instanceof Handshake handshake)) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "A WebSocket reached the endpoint past the HandshakeFilter: map the filter to /web/count/*");
            peer.close(CloseCode.REFUSED, "the handshake was not checked");
            return;
        }
        // Known before anybody can end the session: closed() gives it back, however it ends.
        Occupancy.Place taken = wiring.occupancy().place(handshake);
        place = taken;
        Optional<String> noRoom = taken.take();
        if (noRoom.isPresent()) {
            peer.close(CloseCode.OVERLOAD, "no room: " + noRoom.get());
            return;
        }
        Speaker opened = speaker(handshake, session.getNegotiatedSubprotocol(), peer);
        if (opened == null) {
            peer.close(CloseCode.PROBE_OVER, "the lease is not known here, or was used");
            return;
        }
        Intake first = new Intake(wiring.rules(), opened, ReceivedFrames.of(session));
        wiring.intakes().add(first);
        intake = first;
        speaker = opened;
        if (ended) {
            // It ended while it opened, before closed() could find it.
            end(opened, End.NO_CLOSE_FRAME);
        }
    }

    private @Nullable Speaker speaker(Handshake handshake, String subprotocol, TomcatPeer peer) {
        String lease = handshake.probe();
        if (lease != null) {
            SilentConnection silent = wiring.silences().open(lease, handshake.user(), handshake.path(), peer);
            return silent == null ? null : new Silent(silent);
        }
        Gateway.Arrival arrival = new Gateway.Arrival(
                handshake.user(),
                Level.of(subprotocol),
                handshake.client(),
                handshake.position(),
                handshake.credential(),
                handshake.path(),
                handshake.marks());
        return new Member(wiring.gateway(), wiring.gateway().open(arrival, peer));
    }

    @OnMessage
    public void text(String part, boolean last) {
        Intake open = intake;
        if (open != null) {
            open.text(part, last);
        }
    }

    @OnMessage
    public void binary(ByteBuffer part, boolean last) {
        Speaker open = speaker;
        if (open != null) {
            open.close(CloseCode.UNSUPPORTED_DATA, "binary frames are not spoken here, only text");
        }
    }

    @OnMessage
    public void pong(PongMessage pong) {
        Intake open = intake;
        if (open != null) {
            open.pong(pong.getApplicationData());
        }
    }

    @OnClose
    public void closed(CloseReason reason) {
        ended = true;
        Occupancy.Place taken = place;
        if (taken != null) {
            taken.giveBack();
        }
        Speaker open = speaker;
        if (open != null) {
            LOG.log(System.Logger.Level.DEBUG, () -> open + " ended: " + reason);
            end(open, reason.getCloseCode().getCode());
        }
    }

    private void end(Speaker open, int code) {
        Intake last = intake;
        if (last != null) {
            wiring.intakes().remove(last);
            last.ended();
        }
        open.closed(code);
    }

    @OnError
    public void failed(Throwable error) {
        // A reset connection or a broken frame is the daily life of a server; the container ends the session itself.
        boolean daily = error instanceof IOException || error instanceof IllegalStateException;
        LOG.log(daily ? System.Logger.Level.DEBUG : System.Logger.Level.WARNING, () -> "On " + speaker, error);
    }
}
