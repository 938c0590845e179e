package dev.lifeline.http;

import dev.lifeline.core.protocol.Problem;
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
        if (!services.pushKeys().accepts(request.getHeader("Authorization"))) {
            Replies.problem(
                    response, Problem.BAD_KEY, "Send 'Authorization: Bearer' and the value of lifeline.push-key.");
            return false;
        }
        return true;
    }
}
