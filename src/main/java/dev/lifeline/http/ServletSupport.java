package dev.lifeline.http;

import dev.lifeline.security.Caller;
import dev.lifeline.security.ClientAddresses;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/** What filters and servlets have in common. */
final class ServletSupport {

    private ServletSupport() {}

    /** Who sent a request, as far as limits per address go. */
    static Caller caller(HttpServletRequest request, ClientAddresses addresses) {
        return addresses.caller(request.getRemoteAddr(), name -> Collections.list(request.getHeaders(name)));
    }

    /** The address below the context, decoded as the container matches it. */
    static String path(HttpServletRequest request) {
        return request.getPathInfo() == null
                ? request.getServletPath()
                : request.getServletPath() + request.getPathInfo();
    }

    /** Whether the browser asked over HTTPS, as this server sees it or a trusted proxy says. */
    static boolean isHttps(HttpServletRequest request, ClientAddresses addresses) {
        InetAddress nearest = ClientAddresses.literal(request.getRemoteAddr());
        boolean believed = nearest != null && addresses.isTrusted(nearest);
        return request.isSecure() || (believed && "https".equalsIgnoreCase(request.getHeader("X-Forwarded-Proto")));
    }

    /** The value that {@code init} set; the container calls it before any request. */
    static <T> T required(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("used before init");
        }
        return value;
    }
}
