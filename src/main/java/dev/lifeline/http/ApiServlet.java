package dev.lifeline.http;

import dev.lifeline.core.protocol.Problem;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the servlets have in common: a table of addresses and methods, and an answer as JSON whatever happens. */
abstract class ApiServlet extends HttpServlet {

    private static final System.Logger LOG = System.getLogger(ApiServlet.class.getName());

    /** All that this servlet answers, below its mapping. */
    abstract List<Route> routes();

    /** Whether a request may be answered; where not, it has been answered here. */
    boolean admits(Services services, HttpServletRequest request, HttpServletResponse response) throws IOException {
        return true;
    }

    @Override
    protected final void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String method = request.getMethod().equals("HEAD") ? "GET" : request.getMethod();
        String address = request.getPathInfo() == null ? "" : request.getPathInfo();
        Set<String> taken = new LinkedHashSet<>();
        for (Route route : routes()) {
            Optional<List<String>> names = route.names(address);
            if (names.isPresent() && route.method().equals(method)) {
                answer(route, names.get(), request, response);
                return;
            }
            names.ifPresent(found -> taken.add(route.method()));
        }
        if (taken.isEmpty()) {
            Replies.problem(response, Problem.NOT_FOUND, "The API has no such address; openapi.yaml lists all.");
        } else {
            String methods = String.join(", ", taken);
            response.setHeader("Allow", methods);
            Replies.problem(response, Problem.METHOD_NOT_ALLOWED, "This address takes " + methods + ".");
        }
    }

    private void answer(Route route, List<String> names, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        try {
            Services services = Services.from(getServletContext());
            if (admits(services, request, response)) {
                route.handler().answer(new Call(services, request, response, names));
            }
        } catch (RefusedException e) {
            e.answer().write(response);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "Failed on " + route.method() + " " + request.getServletPath(), e);
            if (!response.isCommitted() && !request.isAsyncStarted()) {
                response.resetBuffer();
                Replies.problem(response, Problem.INTERNAL, "The server's log says why.");
            }
        }
    }
}
