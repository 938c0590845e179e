package dev.lifeline.app;

import dev.lifeline.core.delivery.TokenRenewal;
import dev.lifeline.core.time.Ticker;
import dev.lifeline.http.SetupServlet;
import dev.lifeline.security.Authenticator;
import dev.lifeline.security.JwtLogin;
import dev.lifeline.security.TrialLogin;
import jakarta.servlet.ServletContext;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Who may connect, as {@code lifeline.auth} says. Classes of tokens are touched only where it says so: an application
 * that has Lifeline inside needs their library only then.
 *
 * @param authenticator judges handshakes
 * @param renewal judges new tokens on open connections
 * @param trial the same as the authenticator on a server that nobody configured
 * @param anyName whether who is let in may take any name
 * @param warning what the log says of it; empty where all is well
 */
record Login(
        Authenticator authenticator,
        TokenRenewal renewal,
        Optional<TrialLogin> trial,
        boolean anyName,
        String warning) {

    private static final System.Logger LOG = System.getLogger(Lifeline.class.getName());

    static Login of(LifelineConfig config, Threads threads, InstantSource clock, ServletContext context) {
        String here = "Lifeline " + Version.current() + " at " + context.getContextPath() + "/web/count/{userId}";
        return switch (config.auth()) {
            case CLOSED -> hasSetup(context) ? trial(context.getContextPath() + "/", here) : closed(here);
            case DEMO ->
                new Login(
                        Authenticator.demo(),
                        TokenRenewal.none(),
                        Optional.empty(),
                        true,
                        here + " lets anyone take any name: lifeline.auth=demo is for trying out only.");
            case JWT -> {
                JwtLogin tokens = config.jwt().login(threads, clock);
                yield new Login(tokens, tokens, Optional.empty(), false, "");
            }
        };
    }

    /** Whether there is a page to enter a key on: Lifeline's own WAR has one, an application's need not. */
    private static boolean hasSetup(ServletContext context) {
        return context.getServletRegistrations().values().stream()
                .anyMatch(servlet -> SetupServlet.class.getName().equals(servlet.getClassName()));
    }

    private static Login closed(String here) {
        return new Login(
                Authenticator.closed(),
                TokenRenewal.none(),
                Optional.empty(),
                false,
                here + " answers every handshake with 401: lifeline.auth is not set. To try it out, lifeline.auth=demo"
                        + " lets anyone take any name.");
    }

    private static Login trial(String page, String here) {
        SecureRandom random = new SecureRandom();
        String key = TrialLogin.newKey(random);
        TrialLogin trial = new TrialLogin(key, random, Ticker.system());
        String rule = "*".repeat(78);
        String block = String.join(
                System.lineSeparator(),
                here + " lets nobody in yet: lifeline.auth is not set.",
                rule,
                "",
                "  To try it out, open its chat page in a browser and enter this setup key:",
                "",
                "      page   " + page + " on this server",
                "      key    " + key,
                "",
                "  It opens Lifeline for that one browser, until the server stops. To let real",
                "  users in set lifeline.auth; then there is no setup key any more.",
                "",
                rule);
        return new Login(trial, TokenRenewal.none(), Optional.of(trial), true, block);
    }

    /** Says in the log who may connect, where it should not stay so. */
    void announce() {
        if (!warning.isEmpty()) {
            LOG.log(System.Logger.Level.WARNING, warning);
        }
    }
}
