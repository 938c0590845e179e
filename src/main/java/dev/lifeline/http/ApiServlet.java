package dev.lifeline.http;

import dev.lifeline.core.protocol.Problem;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;

/** What the servlets have in common: the methods that each takes, and an answer as JSON whatever happens. */
abstract class ApiServlet extends HttpServlet {

    private static final System.Logger LOG = System.getLogger(ApiServlet.class.getName());

    private final List<String> methods;

    /** @param methods that it takes, such as {@code GET}, which takes {@code HEAD} along */
    ApiServlet(String... methods) {
        this.methods = List.of(methods);
    }

    /** Answers a request of a right method. */
    abstract void answer(Services services, HttpServletRequest request, HttpServletResponse response)
            throws IOException;

    @Override
    protected final void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String asked = request.getMethod().equals("HEAD") ? "GET" : request.getMethod();
        if (!methods.contains(asked)) {
            String taken = String.join(", ", methods);
            response.setHeader("Allow", taken);
            Replies.problem(response, Problem.METHOD_NOT_ALLOWED, "This address takes " + taken + ".");
            return;
        }
        try {
            answer(Services.from(getServletContext()), request, response);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "Failed on " + asked + " " + request.getServletPath(), e);
            if (!response.isCommitted()) {
                response.reset();
                Replies.problem(response, Problem.INTERNAL, "The server's log says why.");
            }
        }
    }
}
