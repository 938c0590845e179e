package dev.lifeline.http;

import dev.lifeline.core.protocol.Problem;
import dev.lifeline.security.HostPolicy;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Answers only to the host names of {@code lifeline.hosts}; to all where none is set. */
public final class HostFilter extends ServedFilter {

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HostPolicy policy = services().hosts();
        if (policy.accepts(request.getHeader("Host"))) {
            chain.doFilter(request, response);
        } else {
            Replies.problem(
                    response, Problem.WRONG_HOST, "This server answers to " + policy + " only (lifeline.hosts).");
        }
    }
}
