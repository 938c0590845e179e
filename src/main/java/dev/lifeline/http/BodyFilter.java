package dev.lifeline.http;

import dev.lifeline.core.limits.Limit;
import dev.lifeline.core.protocol.Problem;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Lets nobody hold a thread of the container with a body that does not come. Reading one blocks, and so does the
 * container where a body was not read: it looks for the end of it after the answer. A few hundred slow bodies would stop
 * every page. So the body of who shows no push key is read before the request goes on, without a thread that waits.
 */
public final class BodyFilter extends ServedFilter {

    /** The bytes of a body without key that its servlet gets to see: more than any takes. */
    static final int KEPT = 2 << 10;

    /** The bytes that are read over before the answer, so that an honest client gets to read it. */
    private static final int MOST = PushServlet.MAX_BODY + 1;

    private static final System.Logger LOG = System.getLogger(BodyFilter.class.getName());

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Services running = services();
        if (!hasBody(request) || running.pushKeys().accepts(request.getHeader("Authorization"))) {
            chain.doFilter(request, response);
        } else {
            ByteArrayOutputStream kept = new ByteArrayOutputStream();
            AsyncContext async = request.startAsync(new KeptBody(request, kept), response);
            async.setTimeout(running.bodyPatience().toMillis());
            Reader reader = new Reader(async, request.getInputStream(), kept, running);
            async.addListener(reader);
            request.getInputStream().setReadListener(reader);
        }
    }

    private static boolean hasBody(HttpServletRequest request) {
        return request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
    }

    /** Reads one body as it comes; the container calls it from one thread at a time, and on the timeout from another. */
    private static final class Reader implements ReadListener, AsyncListener {

        private final AsyncContext async;
        private final ServletInputStream in;
        private final ByteArrayOutputStream kept;
        private final Services services;
        private final AtomicBoolean done = new AtomicBoolean();
        private final byte[] piece = new byte[1024];
        private long length;

        Reader(AsyncContext async, ServletInputStream in, ByteArrayOutputStream kept, Services services) {
            this.async = async;
            this.in = in;
            this.kept = kept;
            this.services = services;
        }

        @Override
        public void onDataAvailable() throws IOException {
            while (!done.get() && in.isReady()) {
                int count = in.read(piece);
                if (count < 0) {
                    return;
                }
                kept.write(piece, 0, Math.min(count, KEPT - kept.size()));
                length += count;
                if (length > MOST) {
                    refuse(Problem.BODY_TOO_LARGE, "At most " + PushServlet.MAX_BODY + " bytes a request.");
                }
            }
        }

        @Override
        public void onAllDataRead() {
            HttpServletRequest request = (HttpServletRequest) async.getRequest();
            String path = request.getServletPath();
            if (path.startsWith("/api/") || path.equals("/setup")) {
                if (done.compareAndSet(false, true)) {
                    async.dispatch();
                }
            } else if (request.getMethod().equals("GET")) {
                refuse(Problem.BAD_REQUEST, "This address takes no body.");
            } else {
                ((HttpServletResponse) async.getResponse()).setHeader("Allow", "GET");
                refuse(Problem.METHOD_NOT_ALLOWED, "This address takes GET, without a body.");
            }
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            services.limits().counts().met(Limit.BODY_TIME);
            refuse(
                    Problem.BODY_TOO_SLOW,
                    "The body was not whole after " + services.bodyPatience().toMillis() + " ms ("
                            + Limit.BODY_TIME.setting() + ").");
        }

        /** Closes the connection: who is still sending has nothing more to say. */
        private void refuse(Problem problem, String detail) {
            if (!done.compareAndSet(false, true)) {
                return;
            }
            HttpServletResponse response = (HttpServletResponse) async.getResponse();
            try {
                response.setHeader("Connection", "close");
                Replies.problem(response, problem, detail);
            } catch (IOException e) {
                LOG.log(System.Logger.Level.DEBUG, "The client went before its answer", e);
            } finally {
                async.complete();
            }
        }

        /** Its connection broke. */
        @Override
        public void onError(Throwable error) {
            LOG.log(System.Logger.Level.DEBUG, "A body broke off", error);
            if (done.compareAndSet(false, true)) {
                async.complete();
            }
        }

        @Override
        public void onError(AsyncEvent event) {
            done.set(true);
        }

        @Override
        public void onComplete(AsyncEvent event) {}

        @Override
        public void onStartAsync(AsyncEvent event) {}
    }
}
