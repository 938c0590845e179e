package dev.lifeline.http;

import dev.lifeline.core.protocol.UserId;
import dev.lifeline.core.time.Ticker;
import dev.lifeline.security.ContainerLogin;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.io.IOException;
import java.security.Principal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Sees when a user logs out of the container, and tells it on; that a session merely expires is no logout.
 *
 * <p>A session that a connection comes with gets a name of its own, as an attribute: it goes along when the session's id
 * changes or the session is saved, and nobody holds on to the session for it. A session's end is told by the container,
 * whatever its cause; a logout that keeps the session ({@link HttpServletRequest#logout}) is told by nobody, so each
 * request's principal is compared before and after. Thread-safe.
 */
public final class LogoutWatch extends HttpFilter implements HttpSessionListener {

    private static final String NAME = "dev.lifeline.login";

    /** Between the random part of a name and the user. */
    private static final char SEPARATOR = ' ';

    private final transient BiConsumer<UserId, String> logout;
    private final transient InstantSource clock;
    private final transient Ticker ticker;

    /**
     * @param logout is told who logged out of which session, by its name
     * @param clock the container's, which it counts the age of sessions by
     */
    public LogoutWatch(BiConsumer<UserId, String> logout, InstantSource clock, Ticker ticker) {
        this.logout = logout;
        this.clock = clock;
        this.ticker = ticker;
    }

    /** Watches a web application that is starting. Goes before its other filters, any of which may log out. */
    public void install(ServletContext context) {
        context.addListener(this);
        FilterRegistration.Dynamic filter = context.addFilter("lifeline-logouts", this);
        if (filter != null) {
            filter.setAsyncSupported(true);
            filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC), false, "/*");
        }
    }

    /** Who is logged in on a request; null where nobody is. */
    static @Nullable ContainerLogin of(HttpServletRequest request) {
        String user = userOf(request);
        if (user == null) {
            return null;
        }
        HttpSession session = request.getSession(false);
        try {
            return new ContainerLogin(user, session == null || !isUserId(user) ? null : named(session, user));
        } catch (IllegalStateException e) {
            // The session was ended a moment ago.
            return null;
        }
    }

    private static boolean isUserId(String name) {
        try {
            var unused = new UserId(name);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** One at a time: two handshakes at once must find the same name. */
    private static String named(HttpSession session, String user) {
        synchronized (LogoutWatch.class) {
            String known = nameOf(session);
            if (known != null && user.equals(userIn(known))) {
                return known;
            }
            String name = UUID.randomUUID() + String.valueOf(SEPARATOR) + user;
            session.setAttribute(NAME, name);
            return name;
        }
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Visit visit = visit(request);
        try {
            chain.doFilter(request, response);
        } finally {
            if (visit != null) {
                visit.left(request);
            }
        }
    }

    private @Nullable Visit visit(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        try {
            return session == null ? null : new Visit(session, userOf(request));
        } catch (IllegalStateException e) {
            // Another request ends it just now.
            return null;
        }
    }

    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
        HttpSession session = event.getSession();
        String name = nameOf(session);
        long lasts = Duration.ofSeconds(session.getMaxInactiveInterval()).toMillis();
        boolean expired = lasts > 0 && clock.millis() - session.getLastAccessedTime() >= lasts;
        if (name != null && !expired) {
            loggedOut(name);
        }
    }

    private void loggedOut(String name) {
        logout.accept(new UserId(userIn(name)), name);
    }

    private static @Nullable String nameOf(HttpSession session) {
        return session.getAttribute(NAME) instanceof String name ? name : null;
    }

    private static String userIn(String name) {
        return name.substring(name.indexOf(SEPARATOR) + 1);
    }

    private static @Nullable String userOf(HttpServletRequest request) {
        Principal principal = request.getUserPrincipal();
        return principal == null ? null : principal.getName();
    }

    /** One request of a session. */
    private final class Visit {
        private final HttpSession session;
        private final @Nullable String user;
        private final @Nullable String name;
        private final long lasts;
        private final long began;

        Visit(HttpSession session, @Nullable String user) {
            this.session = session;
            this.user = user;
            this.name = nameOf(session);
            this.lasts = Duration.ofSeconds(session.getMaxInactiveInterval()).toNanos();
            this.began = ticker.nanoTime();
        }

        /**
         * The container counts a session's age from the start of the request before this one, so what was ended after a
         * pause may look expired to {@link #sessionDestroyed}. Here it was good when the request came.
         */
        void left(HttpServletRequest request) {
            try {
                String last = nameOf(session);
                if (last != null && user != null && !user.equals(userOf(request))) {
                    session.removeAttribute(NAME);
                    loggedOut(last);
                }
            } catch (IllegalStateException ended) {
                if (name != null && (lasts <= 0 || ticker.nanoTime() - began < lasts)) {
                    loggedOut(name);
                }
            }
        }
    }
}
