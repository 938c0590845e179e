package dev.lifeline.http;

import dev.lifeline.core.protocol.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** What back ends may call, with the push key as bearer token. */
abstract class KeyedServlet extends ApiServlet {

    /** @param methods that it takes, such as {@code GET}, which takes {@code HEAD} along */
    KeyedServlet(String... methods) {
        super(methods);
    }

    /** Answers a request that came with the key. */
    abstract void answerKeyed(Services services, HttpServletRequest request, HttpServletResponse response)
            throws IOException;

    @Override
    final void answer(Services services, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!services.pushKeys().configured()) {
            Replies.problem(
                    response,
                    Problem.PUSH_KEY_NOT_CONFIGURED,
                    "Set lifeline.push-key (environment: LIFELINE_PUSH_KEY) to a secret of 32 characters or more.");
        } else if (!services.pushKeys().accepts(request.getHeader("Authorization"))) {
            Replies.problem(
                    response, Problem.BAD_KEY, "Send 'Authorization: Bearer' and the value of lifeline.push-key.");
        } else {
            answerKeyed(services, request, response);
        }
    }
}
