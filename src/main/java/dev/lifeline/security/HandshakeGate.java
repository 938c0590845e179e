package dev.lifeline.security;

import dev.lifeline.core.protocol.Problem;
import dev.lifeline.core.protocol.UserId;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Judges every request for {@code /web/count/{userId}} before the container upgrades it. A plain GET of the same address
 * gets the same verdict, so that a page whose handshake failed can ask why. Thread-safe.
 */
public final class HandshakeGate {

    private static final String NGINX_LINES =
            "In nginx the location of this address needs 'proxy_http_version 1.1;', 'proxy_set_header Upgrade"
                    + " $http_upgrade;' and 'proxy_set_header Connection \"upgrade\";'.";

    private final Authenticator authenticator;
    private final OriginPolicy origins;
    private final BooleanSupplier stopping;
    private final Admission admission;

    /**
     * @param stopping whether the server is going down and takes nobody in any more
     * @param admission how many are let in
     */
    public HandshakeGate(
            Authenticator authenticator, OriginPolicy origins, BooleanSupplier stopping, Admission admission) {
        this.authenticator = authenticator;
        this.origins = origins;
        this.stopping = stopping;
        this.admission = admission;
    }

    /** Judges a handshake; never throws on anything that the request holds. */
    public Verdict judge(HandshakeRequest request, Caller caller) {
        if (!request.method().equals("GET")) {
            return new Verdict.Refused(Problem.METHOD_NOT_ALLOWED, "A handshake is a GET (RFC 6455, section 4.1).");
        }
        Verdict verdict = named(
                request, user -> admission.judge(user, caller, authenticator.proves(), () -> loggedIn(user, request)));
        return verdict instanceof Verdict.Admitted admitted
                ? arrived(Standing.of(admitted.handshake(), request), request)
                : verdict;
    }

    private Verdict arrived(Verdict verdict, HandshakeRequest request) {
        if (!(verdict instanceof Verdict.Admitted admitted)) {
            return verdict;
        }
        return admission
                .refusalOf(admitted.handshake())
                .orElseGet(() -> request.isUpgrade()
                        ? admitted
                        : new Verdict.Refused(Problem.UPGRADE_REQUIRED, missingUpgrade(request)));
    }

    /**
     * Judges who asks and from where, of any request that names a user: what may connect may also fetch its own data.
     */
    public Verdict identify(HandshakeRequest request) {
        return named(request, user -> loggedIn(user, request));
    }

    private Verdict named(HandshakeRequest request, Function<UserId, Verdict> next) {
        UserId user;
        try {
            user = new UserId(request.userId());
        } catch (IllegalArgumentException e) {
            return new Verdict.Refused(Problem.BAD_USER_ID, e.getMessage() + ".");
        }
        if (stopping.getAsBoolean()) {
            return new Verdict.Refused(Problem.STOPPING, "Come back in a moment.");
        }
        return next.apply(user);
    }

    private Verdict loggedIn(UserId user, HandshakeRequest request) {
        // Before the login: a foreign page brings its visitor's cookie along.
        return origins.refusal(request)
                .map(Verdict.class::cast)
                .orElseGet(() -> authenticator.authenticate(user, request));
    }

    /** Why a request of a page is refused for where the page comes from, whoever asks; or empty. */
    public Optional<Verdict.Refused> foreign(HandshakeRequest request) {
        return origins.refusal(request);
    }

    private static String missingUpgrade(HandshakeRequest request) {
        if (request.isHandshake()) {
            boolean upgrade = request.tokens("Upgrade").contains("websocket");
            return "A handshake arrived without its " + (upgrade ? "Connection" : "Upgrade")
                    + " line: a proxy on the way took it. " + NGINX_LINES;
        }
        if (request.isForwarded() && !request.tokens("Connection").contains("upgrade")) {
            return "This plain request came through a proxy, and nothing shows that the proxy passes upgrades on at this"
                    + " address. If pages do not connect: " + NGINX_LINES;
        }
        return "This plain request is answered as it should be: user, login and origin are fine. If pages do not connect"
                + " all the same, something in between does not pass their upgrade on. " + NGINX_LINES;
    }
}
