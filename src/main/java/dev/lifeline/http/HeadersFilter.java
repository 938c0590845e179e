package dev.lifeline.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Gives every answer its {@link SecurityHeaders}, those of errors too; before all other filters. */
public final class HeadersFilter extends HttpFilter {

    private transient @Nullable Services services;

    @Override
    public void init(FilterConfig config) throws ServletException {
        super.init(config);
        services = Services.from(config.getServletContext());
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Services running = ServletSupport.required(services);
        running.headers()
                .set(response, ServletSupport.path(request), ServletSupport.isHttps(request, running.addresses()));
        chain.doFilter(request, response);
    }
}
