package dev.lifeline.app;

import org.apache.catalina.core.StandardThreadExecutor;

/**
 * Tomcat's threads, but the result of an asynchronous send is told on the thread that sent. Tomcat hands each such
 * result, one a frame, to another thread, because a handler that sends again would nest; Lifeline's never does, and a
 * long text, whose next fragment Tomcat's own handler sends, is let nest a little. Halves the CPU of a delivery.
 */
final class ContainerThreads extends StandardThreadExecutor {

    /** The task's class in Tomcat 10.1 and 11; under another name the hand-over comes back, and nothing else changes. */
    private static final String RESULT =
            "org.apache.tomcat.websocket.server.WsRemoteEndpointImplServer$OnResultRunnable";

    private static final System.Logger LOG = System.getLogger(ContainerThreads.class.getName());

    private static final int MAX_NESTED = 8;

    /** Threads kept for HTTP while nothing is to be done. */
    private static final int SPARE_THREADS = 10;

    private final ThreadLocal<int[]> nested = ThreadLocal.withInitial(() -> new int[1]);

    ContainerThreads() {
        setName("lifeline-http");
        setNamePrefix("lifeline-http-");
        setMinSpareThreads(SPARE_THREADS);
    }

    @Override
    public void execute(Runnable task) {
        int[] depth = nested.get();
        if (!task.getClass().getName().equals(RESULT)) {
            super.execute(task);
        } else if (depth[0] == MAX_NESTED) {
            super.execute(() -> tell(task));
        } else {
            depth[0]++;
            try {
                tell(task);
            } finally {
                depth[0]--;
            }
        }
    }

    /** Tomcat sends on after the other side has closed in the middle of a long text, and throws here. */
    private static void tell(Runnable result) {
        try {
            result.run();
        } catch (IllegalStateException e) {
            LOG.log(System.Logger.Level.DEBUG, "A send ended with its session", e);
        }
    }
}
