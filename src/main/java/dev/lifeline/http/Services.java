package dev.lifeline.http;

import dev.lifeline.core.delivery.History;
import dev.lifeline.core.delivery.Logins;
import dev.lifeline.core.delivery.MessageBox;
import dev.lifeline.core.delivery.PushService;
import dev.lifeline.core.directory.Directory;
import dev.lifeline.core.directory.EditableDirectory;
import dev.lifeline.core.limits.Limit;
import dev.lifeline.core.limits.LimitCounts;
import dev.lifeline.core.path.CutFinding;
import dev.lifeline.core.path.Hops;
import dev.lifeline.core.presence.PresenceTracker;
import dev.lifeline.doctor.NginxCheck;
import dev.lifeline.doctor.live.Exams;
import dev.lifeline.security.ClientAddresses;
import dev.lifeline.security.HandshakeGate;
import dev.lifeline.security.HostPolicy;
import dev.lifeline.security.KeyAttempts;
import dev.lifeline.security.Occupancy;
import dev.lifeline.security.PushKeys;
import dev.lifeline.security.TrialLogin;
import jakarta.servlet.ServletContext;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What filters and servlets work with. The container creates them by itself, so they find this in the servlet context.
 * Immutable; everything in it is thread-safe.
 *
 * @param hosts which host names are answered
 * @param gate judges handshakes
 * @param addresses tells who is behind the proxies
 * @param hops tells who they are
 * @param push sends
 * @param logins ends logins
 * @param tokens whether tokens let people in, which can be taken back
 * @param pushKeys who may push
 * @param keyAttempts answers who has no good key
 * @param limits how much is let in, and how much is in
 * @param directory who is who
 * @param editable the same directory where it is kept through the API; empty where the application brought its own
 * @param presence who is online
 * @param history what was said
 * @param messageBox what back ends put into users' message boxes
 * @param nginx judges configurations of nginx
 * @param findings what on the way cuts connections, the newest first
 * @param exams examinations of the way to this server
 * @param examGate judges the handshakes of examinations: as the gate, but for the login
 * @param bodyPatience how long the body of a request without key may take
 * @param health how the server is
 * @param trial the login of a server that nobody configured; empty where lifeline.auth is set
 * @param headers what browsers are told of every answer
 * @param drain to be run when no more handshakes can come: closes every connection, waits for it a little
 */
public record Services(
        HostPolicy hosts,
        HandshakeGate gate,
        ClientAddresses addresses,
        Hops hops,
        PushService push,
        Logins logins,
        boolean tokens,
        PushKeys pushKeys,
        KeyAttempts keyAttempts,
        Limits limits,
        Directory directory,
        Optional<EditableDirectory> editable,
        PresenceTracker presence,
        History history,
        MessageBox messageBox,
        NginxCheck nginx,
        Supplier<List<CutFinding>> findings,
        Exams exams,
        HandshakeGate examGate,
        Duration bodyPatience,
        Supplier<Health> health,
        Optional<TrialLogin> trial,
        SecurityHeaders headers,
        Runnable drain) {

    private static final String ATTRIBUTE = Services.class.getName();

    /**
     * How the server is.
     *
     * @param stopping whether it takes nobody in any more
     * @param connections open now
     * @param users with at least one connection
     * @param dropped messages that fell out of mailboxes before anyone had them, since the start
     * @param version of Lifeline
     */
    public record Health(boolean stopping, int connections, int users, long dropped, String version) {}

    /**
     * What may be taken of the server, and what is.
     *
     * @param values what each limit is set to, as an administrator writes it
     * @param counts how often each was met
     * @param occupancy the connections that are open
     */
    public record Limits(Function<Limit, String> values, LimitCounts counts, Occupancy occupancy) {}

    /** Makes this findable in the context. */
    public void install(ServletContext context) {
        context.setAttribute(ATTRIBUTE, this);
    }

    /** Takes it out of the context. */
    public static void remove(ServletContext context) {
        context.removeAttribute(ATTRIBUTE);
    }

    /** @throws IllegalStateException if Lifeline's listener has not run in this context */
    public static Services from(ServletContext context) {
        if (context.getAttribute(ATTRIBUTE) instanceof Services services) {
            return services;
        }
        throw new IllegalStateException("Lifeline is not running in this web application: is its listener declared?");
    }
}
