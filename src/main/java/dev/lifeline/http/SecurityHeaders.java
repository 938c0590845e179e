package dev.lifeline.http;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What browsers are told of every answer, so that they do nothing with it that nobody wants. docs/operations.md lists the
 * headers and why. Immutable.
 */
public final class SecurityHeaders {

    /** No code, style or picture from elsewhere, none inline; the same policy stands in the pages themselves. */
    static final String PAGE_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self' ws: wss:; worker-src 'self'; base-uri 'none'; form-action 'none'";

    /** A script may be a worker of an application's page: then it connects to where that page says. */
    static final String SCRIPT_POLICY = "default-src 'none'; script-src 'self'; connect-src * ws: wss:";

    static final String OTHER_POLICY = "default-src 'none'";

    static final String PERMISSIONS =
            "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()";

    private final String frameAncestors;
    private final String frameOptions;

    /**
     * @param frameAncestors whose pages may show this server's in a frame: {@code none}, {@code self}, origins
     */
    public SecurityHeaders(List<String> frameAncestors) {
        this.frameAncestors = frameAncestors.stream()
                .map(who -> who.equals("none") || who.equals("self") ? "'" + who + "'" : who)
                .collect(Collectors.joining(" ", "; frame-ancestors ", ""));
        this.frameOptions = switch (String.join(" ", frameAncestors)) {
            case "none" -> "DENY";
            case "self" -> "SAMEORIGIN";
            // It can name no origin; browsers that know frame-ancestors do not look at it.
            default -> "";
        };
    }

    /**
     * Sets them, in place of any that are there.
     *
     * @param path below the context
     * @param https whether the browser asked over HTTPS
     */
    void set(HttpServletResponse response, String path, boolean https) {
        boolean page = path.isEmpty() || path.endsWith("/") || path.endsWith(".html");
        String policy = page ? PAGE_POLICY : path.endsWith(".js") ? SCRIPT_POLICY : OTHER_POLICY;
        response.setHeader("Content-Security-Policy", policy + frameAncestors);
        if (!frameOptions.isEmpty()) {
            response.setHeader("X-Frame-Options", frameOptions);
        }
        response.setHeader("X-Content-Type-Options", "nosniff");
        // Not "no-referrer": the origin of a page's plain GET is judged by it.
        response.setHeader("Referrer-Policy", "same-origin");
        // The client's files and pictures are for pages of other origins too; nothing else is.
        response.setHeader(
                "Cross-Origin-Resource-Policy", path.startsWith("/lifeline/") ? "cross-origin" : "same-origin");
        // Asked about every time: a new version's files must not meet an old one's. What tells of the moment sets
        // another.
        response.setHeader("Cache-Control", "no-cache");
        if (page) {
            response.setHeader("Permissions-Policy", PERMISSIONS);
            if (https) {
                // Elsewhere browsers ignore it, and complain in the console.
                response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
            }
        }
    }
}
