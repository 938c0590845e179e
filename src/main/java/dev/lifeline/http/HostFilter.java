package dev.lifeline.http;

import dev.lifeline.core.protocol.Problem;
import dev.lifeline.security.HostPolicy;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Answers only to the host names of {@code lifeline.hosts}; to all where none is set. */
public final class HostFilter extends HttpFilter {

    private transient @Nullable HostPolicy hosts;

    @Override
    public void init(FilterConfig config) throws ServletException {
        super.init(config);
        hosts = Services.from(config.getServletContext()).hosts();
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HostPolicy policy = ServletSupport.required(hosts);
        if (policy.accepts(request.getHeader("Host"))) {
            chain.doFilter(request, response);
        } else {
            Replies.problem(
                    response, Problem.WRONG_HOST, "This server answers to " + policy + " only (lifeline.hosts).");
        }
    }
}
