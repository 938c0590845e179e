package dev.lifeline.http;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.lifeline.core.protocol.Problem;
import dev.lifeline.security.TrialLogin;
import dev.lifeline.security.TrialLogin.Attempt;
import dev.lifeline.security.Verdict;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * {@code POST /setup}: takes the setup key of a server that nobody configured, and opens it for the browser that sent it.
 * Only a page of this server can have a browser send it: the origin is judged, and another site's page cannot send JSON
 * without being asked first.
 */
public final class SetupServlet extends ApiServlet {

    /** Bytes of the body: a key and some blanks. */
    private static final int MAX_BODY = 1 << 10;

    @Override
    List<Route> routes() {
        return List.of(new Route("POST", "", SetupServlet::enter));
    }

    private static void enter(Call call) throws RefusedException, IOException {
        Services services = call.services();
        TrialLogin trial = services.trial()
                .orElseThrow(
                        () -> new RefusedException(Problem.NOT_FOUND, "lifeline.auth is set: there is no setup key."));
        Optional<Verdict.Refused> foreign = services.gate().foreign(HandshakeFilter.view("", call.request()));
        if (foreign.isPresent()) {
            throw new RefusedException(foreign.get().problem(), foreign.get().detail());
        }
        if (!isJson(call.request())) {
            throw new RefusedException(Problem.NOT_JSON, "Send it as application/json.");
        }
        Attempt attempt = trial.enter(key(call));
        if (attempt instanceof Attempt.Opened opened) {
            call.response().addCookie(cookie(call, trial.cookieName(), opened.cookie()));
            call.answer(new Answer.Empty());
        } else if (attempt instanceof Attempt.TooMany tooMany) {
            Verdict.Refused refused = new Verdict.Refused(
                    Problem.TOO_MANY_SETUP_KEYS,
                    "It is one more than the " + TrialLogin.MOST_IN_WINDOW + " wrong ones a minute that are let pass.",
                    tooMany.after());
            Replies.refused(call.response(), refused, new JsonObject());
        } else {
            throw new RefusedException(
                    Problem.WRONG_SETUP_KEY,
                    "It stands in the server's log, is good for one browser, and ends with the server: a restart makes a"
                            + " new one.");
        }
    }

    private static boolean isJson(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null
                && type.toLowerCase(Locale.ROOT).replaceFirst(";.*", "").strip().equals("application/json");
    }

    private static String key(Call call) throws RefusedException, IOException {
        if (call.object(MAX_BODY).get("key") instanceof JsonPrimitive key && key.isString()) {
            return key.getAsString();
        }
        throw new RefusedException(Problem.BAD_REQUEST, "'key' must be a string: the setup key.");
    }

    /** For this web application only, unseen by scripts, sent by no other site's page; gone with the browser. */
    private static Cookie cookie(Call call, String name, String value) {
        Cookie cookie = new Cookie(name, value);
        String context = call.request().getContextPath();
        cookie.setPath(context.isEmpty() ? "/" : context);
        cookie.setHttpOnly(true);
        cookie.setSecure(ServletSupport.isHttps(call.request(), call.services().addresses()));
        cookie.setAttribute("SameSite", "Strict");
        return cookie;
    }
}
