package dev.lifeline.http;

import dev.lifeline.security.Caller;
import dev.lifeline.security.ClientAddresses;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/** What filters and servlets have in common. */
final class ServletSupport {

    private ServletSupport() {}

    /** Who sent a request, as far as limits per address go. */
    static Caller caller(HttpServletRequest request, ClientAddresses addresses) {
        return addresses.caller(request.getRemoteAddr(), name -> Collections.list(request.getHeaders(name)));
    }

    /** The value that {@code init} set; the container calls it before any request. */
    static <T> T required(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("used before init");
        }
        return value;
    }
}
