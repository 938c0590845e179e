package dev.lifeline.http;

import com.google.gson.JsonObject;
import dev.lifeline.core.protocol.Problem;
import dev.lifeline.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** What back ends may call, with the push key as bearer token. */
abstract class KeyedServlet extends ApiServlet {

    @Override
    final boolean admits(Services services, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        return hasKey(services, request, response);
    }

    /** Whether a request shows the push key; where not, it has been answered here. */
    static boolean hasKey(Services services, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (!services.pushKeys().configured()) {
            Replies.problem(
                    response,
                    Problem.PUSH_KEY_NOT_CONFIGURED,
                    "Set lifeline.push-key (environment: LIFELINE_PUSH_KEY) to a secret of 32 characters or more.");
            return false;
        }
        String shown = request.getHeader("Authorization");
        if (!services.pushKeys().accepts(shown)) {
            Caller caller = ServletSupport.caller(request, services.addresses());
            Replies.refused(response, services.keyAttempts().refusal(shown, caller), new JsonObject());
            return false;
        }
        return true;
    }
}
