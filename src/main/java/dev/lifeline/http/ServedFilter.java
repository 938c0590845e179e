package dev.lifeline.http;

import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import org.jspecify.annotations.Nullable;

/** A filter that works with the web application's {@link Services}. */
abstract class ServedFilter extends HttpFilter {

    private transient @Nullable Services services;

    @Override
    public void init(FilterConfig config) throws ServletException {
        super.init(config);
        services = Services.from(config.getServletContext());
    }

    /** What {@link #init} found; null where it was not called, or found nothing. */
    final @Nullable Services found() {
        return services;
    }

    /** The same for a request, which the container lets in after {@link #init} only. */
    final Services services() {
        Services found = services;
        if (found == null) {
            throw new IllegalStateException("used before init");
        }
        return found;
    }
}
