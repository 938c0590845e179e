package dev.lifeline.app;

import dev.lifeline.core.delivery.Revocations;
import dev.lifeline.core.delivery.TokenRenewal;
import dev.lifeline.security.Authenticator;
import dev.lifeline.security.ContainerAuthenticator;
import dev.lifeline.security.JwtLogin;
import java.time.InstantSource;

/**
 * Who may connect, as {@code lifeline.auth} says. Classes of tokens are touched only where it says so: an application
 * that has Lifeline inside needs their library only then.
 *
 * @param authenticator judges handshakes
 * @param renewal judges new tokens on open connections
 */
record Login(Authenticator authenticator, TokenRenewal renewal) {

    private static final System.Logger LOG = System.getLogger(Lifeline.class.getName());

    static Login of(LifelineConfig config, Threads threads, Revocations revocations, InstantSource clock) {
        return switch (config.auth()) {
            case CLOSED -> new Login(Authenticator.closed(), TokenRenewal.none());
            case CONTAINER -> new Login(new ContainerAuthenticator(), TokenRenewal.none());
            case DEMO -> new Login(Authenticator.demo(), TokenRenewal.none());
            case JWT -> {
                JwtLogin tokens = config.jwt().login(threads, revocations, clock);
                yield new Login(tokens, tokens);
            }
        };
    }

    /** Says in the log who may connect, where it should not stay so. */
    static void announce(LifelineConfig config, String where) {
        String warning = switch (config.auth()) {
            case CLOSED ->
                " answers every handshake with 401: lifeline.auth is not set. To try it out, lifeline.auth=demo lets"
                        + " anyone take any name.";
            case DEMO -> " lets anyone take any name: lifeline.auth=demo is for trying out only.";
            case JWT, CONTAINER -> "";
        };
        if (!warning.isEmpty()) {
            LOG.log(System.Logger.Level.WARNING, "Lifeline " + Version.current() + " at " + where + warning);
        }
    }
}
