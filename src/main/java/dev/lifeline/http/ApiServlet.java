package dev.lifeline.http;

import dev.lifeline.core.protocol.Problem;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** What the servlets have in common: one method, and an answer as JSON whatever happens. */
abstract class ApiServlet extends HttpServlet {

    private static final System.Logger LOG = System.getLogger(ApiServlet.class.getName());

    private final String method;

    /** @param method {@code GET}, which takes {@code HEAD} along, or {@code POST} */
    ApiServlet(String method) {
        this.method = method;
    }

    /** Answers a request of the right method. */
    abstract void answer(Services services, HttpServletRequest request, HttpServletResponse response)
            throws IOException;

    @Override
    protected final void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String asked = request.getMethod().equals("HEAD") ? "GET" : request.getMethod();
        if (!asked.equals(method)) {
            response.setHeader("Allow", method);
            Replies.problem(response, Problem.METHOD_NOT_ALLOWED, "This address takes " + method + ".");
            return;
        }
        try {
            answer(Services.from(getServletContext()), request, response);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "Failed on " + method + " " + request.getServletPath(), e);
            if (!response.isCommitted()) {
                response.reset();
                Replies.problem(response, Problem.INTERNAL, "The server's log says why.");
            }
        }
    }
}
