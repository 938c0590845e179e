package dev.lifeline.app;

import java.lang.reflect.Field;

/**
 * The threads of Tomcat's pool, whom the web application is to leave no trace in.
 *
 * <p>Up to Java 23 a thread keeps the access control context that it was created in, and hands it on to the threads that
 * it creates. Tomcat's pool grows on whichever thread hands it work: on one of ours, or on one of its own while it runs
 * our code, the new thread remembers our classes, and its successors after it. So a replaced application would stay in
 * memory for as long as the pool is busy. No security manager, no use for such a context.
 */
final class PoolThreads {

    private static final String POOLED = "org.apache.tomcat.util.threads.TaskThread";

    private static final System.Logger LOG = System.getLogger(PoolThreads.class.getName());

    private PoolThreads() {}

    /**
     * Has the pool's threads forget in which context they were created. Does nothing where a later Java knows no such
     * context, or where {@code java.lang} is not open, as Tomcat's own scripts open it.
     */
    static void forgetUs() {
        try {
            Field context = Thread.class.getDeclaredField("inheritedAccessControlContext");
            context.setAccessible(true);
            for (Thread thread : Thread.getAllStackTraces().keySet()) {
                if (thread.getClass().getName().equals(POOLED)) {
                    context.set(thread, null);
                }
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "The threads of the container keep their contexts: " + e);
        }
    }
}
