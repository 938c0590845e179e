package dev.lifeline.attack;

import com.sun.management.UnixOperatingSystemMXBean;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Objects;
import java.util.regex.Pattern;
import javax.management.MBeanServerConnection;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** What a running JVM holds, asked over JMX. For one thread. */
final class Vitals implements AutoCloseable {

    /** Of bounded pools that grow under load and shrink a minute later, and of JMX itself. */
    private static final Pattern POOLED = Pattern.compile(
            "http-nio-.*-exec-\\d+|lifeline\\S* (ping|close|flush|handler|presence|keys) \\d+|RMI .*|JMX .*");

    /**
     * One look.
     *
     * @param heap live bytes, after a collection
     * @param threads without those of bounded pools
     * @param pooled threads of bounded pools
     * @param descriptors open files and sockets
     */
    record Reading(long heap, int threads, int pooled, long descriptors) {

        /**
         * Whether what this one holds more than an earlier one is within bounds.
         *
         * @param connections as many as there were at a time in between
         */
        boolean isBackAt(Reading before, int connections) {
            return heap <= before.heap + MOST_HEAP + connections * KEPT_BUFFERS
                    && threads <= before.threads + MOST_THREADS
                    && pooled <= MOST_POOLED
                    && descriptors <= before.descriptors + MOST_DESCRIPTORS;
        }

        /** For people. */
        String text() {
            return "%.1f MB, %d + %d threads, %d descriptors".formatted(heap / 1e6, threads, pooled, descriptors);
        }
    }

    /** What the store keeps of the neighbours' lines, and caches, may grow; a leak of 1 KB a connection may not. */
    static final long MOST_HEAP = 32_000_000;

    /** What Tomcat keeps of a connection's buffers, of 8 kB each way, in its pool. */
    static final long KEPT_BUFFERS = 18_000;

    static final int MOST_THREADS = 4;

    /** Tomcat's 200 and Lifeline's own, see Threads. */
    static final int MOST_POOLED = 240;

    static final int MOST_DESCRIPTORS = 20;

    private final JMXConnector connector;
    private final MemoryMXBean memory;
    private final ThreadMXBean threads;
    private final UnixOperatingSystemMXBean system;

    private Vitals(JMXConnector connector) throws IOException {
        this.connector = connector;
        MBeanServerConnection server = connector.getMBeanServerConnection();
        this.memory = ManagementFactory.getPlatformMXBean(server, MemoryMXBean.class);
        this.threads = ManagementFactory.getPlatformMXBean(server, ThreadMXBean.class);
        this.system = ManagementFactory.getPlatformMXBean(server, UnixOperatingSystemMXBean.class);
    }

    /** Attaches to a process of this user, whose answers may be trusted: it was started here. */
    @SuppressWarnings("BanJNDI")
    static Vitals of(long pid) throws IOException {
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
            String address = machine.startLocalManagementAgent();
            machine.detach();
            return new Vitals(JMXConnectorFactory.connect(new JMXServiceURL(address)));
        } catch (AttachNotSupportedException e) {
            throw new IOException(e);
        }
    }

    Reading read() {
        memory.gc();
        ThreadInfo[] all = threads.getThreadInfo(threads.getAllThreadIds());
        int pooled = (int) Arrays.stream(all)
                .filter(Objects::nonNull)
                .filter(thread -> POOLED.matcher(thread.getThreadName()).matches())
                .count();
        return new Reading(
                memory.getHeapMemoryUsage().getUsed(),
                (int) Arrays.stream(all).filter(Objects::nonNull).count() - pooled,
                pooled,
                system.getOpenFileDescriptorCount());
    }

    @Override
    public void close() throws IOException {
        connector.close();
    }
}
