package dev.lifeline.http;

import dev.lifeline.core.path.PathKey;
import dev.lifeline.core.protocol.Problem;
import dev.lifeline.core.time.Ticker;
import dev.lifeline.security.Caller;
import dev.lifeline.security.ClientAddresses;
import dev.lifeline.security.Handshake;
import dev.lifeline.security.HandshakeRequest;
import dev.lifeline.security.Verdict;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.Principal;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks the gate about every request for {@code /web/count/*}, before the container upgrades it: a refusal is an HTTP
 * answer that a person, a log and a page can read.
 *
 * <p>Containers take filters down before they tell listeners, and Tomcat tells its own WebSocket listener before ours;
 * so the connections are drained here, while they can still be closed with a code of our own.
 */
public final class HandshakeFilter extends ServedFilter {

    private final transient RefusalLog log = new RefusalLog(Ticker.system());

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!isUri(request)) {
            // Tomcat would only find out in the middle of the upgrade, and answer 500.
            Replies.problem(response, Problem.BAD_REQUEST, "The address is no valid URI (RFC 3986).");
            return;
        }
        HandshakeRequest handshake = view(userId(request), request);
        Verdict verdict;
        try {
            if (ExamDesk.takes(handshake)) {
                new ExamDesk(services(), request, response).answer();
                return;
            }
            verdict = judge(handshake, request);
        } catch (IllegalStateException e) {
            // How Tomcat 11 says that a query cannot be decoded.
            Replies.problem(response, Problem.BAD_REQUEST, "The query cannot be read.");
            return;
        }
        if (verdict instanceof Verdict.Admitted admitted) {
            Handshake whole = admitted.handshake().by(path(request), marks(handshake));
            chain.doFilter(new AdmittedRequest(request, whole), response);
        } else if (verdict instanceof Verdict.Refused refused) {
            if (refused.problem() == Problem.METHOD_NOT_ALLOWED) {
                response.setHeader("Allow", "GET");
            }
            log.note(refused, request.getRemoteAddr(), handshake.isHandshake());
            Replies.refused(response, refused, Sightings.told(request));
        }
    }

    /** Whoever brings the nonce of an examination needs no login; what became of him is taken down. */
    private Verdict judge(HandshakeRequest handshake, HttpServletRequest request) {
        Services running = services();
        Caller caller = ServletSupport.caller(request, running.addresses());
        String nonce = handshake.parameter("probe");
        if (nonce == null || !running.exams().expects(nonce)) {
            return running.gate().judge(handshake, caller);
        }
        Verdict verdict = running.examGate().judge(handshake, caller);
        Verdict.Refused refused = verdict instanceof Verdict.Refused no ? no : null;
        running.exams()
                .arrived(
                        nonce,
                        Sightings.of(request, running.addresses()),
                        refused == null ? null : refused.problem().slug(),
                        refused == null ? null : refused.detail());
        return verdict;
    }

    @Override
    public void destroy() {
        Services running = found();
        if (running != null) {
            running.drain().run();
        }
    }

    /** What the gate is shown of a request. */
    static HandshakeRequest view(String userId, HttpServletRequest request) {
        return new HandshakeRequest(
                userId,
                request.getMethod(),
                name -> Collections.list(request.getHeaders(name)),
                request::getParameter,
                () -> LogoutWatch.of(request));
    }

    private static boolean isUri(HttpServletRequest request) {
        String query = request.getQueryString();
        try {
            var unused = new URI("http://host" + request.getRequestURI() + (query == null ? "" : "?" + query));
            return true;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private Set<String> marks(HandshakeRequest handshake) {
        return services().hops().marksOf(handshake.headers());
    }

    private PathKey path(HttpServletRequest request) {
        InetAddress proxy = ClientAddresses.literal(request.getRemoteAddr());
        if (proxy == null) {
            return PathKey.UNKNOWN;
        }
        List<String> forwarded = Collections.list(request.getHeaders("X-Forwarded-For"));
        return PathKey.of(proxy, services().addresses().client(proxy, forwarded));
    }

    /** The container's decoded path, the same that it matches the endpoint with. */
    private static String userId(HttpServletRequest request) {
        String path = ServletSupport.path(request);
        String prefix = "/web/count/";
        return path.startsWith(prefix) ? path.substring(prefix.length()) : "";
    }

    /**
     * Carries the handshake as its principal, and no HTTP session: a WebSocket with both would be cut when the session
     * expires, which no frame prevents.
     */
    private static final class AdmittedRequest extends HttpServletRequestWrapper {
        private final Handshake handshake;

        AdmittedRequest(HttpServletRequest request, Handshake handshake) {
            super(request);
            this.handshake = handshake;
        }

        @Override
        public Principal getUserPrincipal() {
            return handshake;
        }

        @Override
        public @Nullable HttpSession getSession(boolean create) {
            return null;
        }

        @Override
        public @Nullable HttpSession getSession() {
            return null;
        }
    }
}
