package dev.lifeline.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Gives every answer its {@link SecurityHeaders}, those of errors too; before all other filters. */
public final class HeadersFilter extends ServedFilter {

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Services running = services();
        running.headers()
                .set(response, ServletSupport.path(request), ServletSupport.isHttps(request, running.addresses()));
        chain.doFilter(request, response);
    }
}
