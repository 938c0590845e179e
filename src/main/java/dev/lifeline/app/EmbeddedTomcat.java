package dev.lifeline.app;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Wrapper;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.ErrorReportValve;

/** A Tomcat for one web application, tuned for many idle connections. Not thread-safe. */
final class EmbeddedTomcat {

    /** Bytes of each of the three WebSocket buffers of a connection; docs/benchmark.md weighs it. */
    private static final String WEBSOCKET_BUFFER = "512";

    /** Bytes of the two buffers that the connector adds for each connection. */
    private static final String SOCKET_BUFFER = "512";

    /** More than Tomcat's default of 8,192; two descriptors each behind nginx. */
    private static final String MAX_CONNECTIONS = "16384";

    private static final byte[] IPV6_LOOPBACK = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

    private final Tomcat tomcat = new Tomcat();
    private final ContainerThreads threads = new ContainerThreads();
    private final String address;
    private final int port;

    /** @param folder holds the web application in {@code webapp} and takes Tomcat's own files */
    EmbeddedTomcat(Path folder, String address, int port) {
        this.address = address;
        this.port = port;
        if (System.getProperty("org.apache.tomcat.websocket.DEFAULT_BUFFER_SIZE") == null) {
            System.setProperty("org.apache.tomcat.websocket.DEFAULT_BUFFER_SIZE", WEBSOCKET_BUFFER);
        }
        tomcat.setBaseDir(folder.resolve("tomcat").toString());
        tomcat.getService().addExecutor(threads);
        tomcat.setConnector(connector(address));
        if (address.equals("127.0.0.1") && hasIpv6Loopback()) {
            // The same port for browsers that take "localhost" for ::1.
            tomcat.getService().addConnector(connector("::1"));
        }
        tomcat.getHost().getPipeline().addValve(quietReport());
        StandardContext context =
                (StandardContext) tomcat.addWebapp("", folder.resolve("webapp").toString());
        context.setParentClassLoader(EmbeddedTomcat.class.getClassLoader());
        context.addLifecycleListener(event -> {
            if (event.getType().equals(Lifecycle.BEFORE_START_EVENT)) {
                withoutJsp(context);
            }
        });
        // Tomcat's own jars hold no fragments of this application.
        context.getJarScanner().setJarScanFilter((type, name) -> name.startsWith("lifeline"));
    }

    /** What is refused before it reaches the web application, in a word: neither Tomcat's version nor a stack trace. */
    private static ErrorReportValve quietReport() {
        ErrorReportValve report = new ErrorReportValve();
        report.setShowServerInfo(false);
        report.setShowReport(false);
        return report;
    }

    /** Tomcat's defaults map JSPs to a compiler that is not here. */
    private static void withoutJsp(StandardContext context) {
        var jsp = context.findChild("jsp");
        if (jsp != null) {
            for (String pattern : ((Wrapper) jsp).findMappings()) {
                context.removeServletMapping(pattern);
            }
            context.removeChild(jsp);
        }
    }

    /** @throws LifecycleException saying what is wrong, the port in use above all */
    void start() throws LifecycleException {
        try {
            tomcat.start();
        } catch (LifecycleException e) {
            throw isBindFailure(e)
                    ? new LifecycleException(
                            "Port " + port + " of " + address + " is in use: set another, such as LIFELINE_PORT="
                                    + (port + 1) + " (lifeline.port).",
                            e)
                    : e;
        }
        var context = tomcat.getHost().findChildren()[0];
        if (!context.getState().isAvailable()) {
            throw new LifecycleException("The web application did not start: the log above says why.");
        }
    }

    void stop() {
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException e) {
            System.getLogger(EmbeddedTomcat.class.getName())
                    .log(System.Logger.Level.WARNING, "Tomcat did not stop cleanly", e);
        }
    }

    static boolean isLoopback(String address) {
        try {
            return Stream.of(InetAddress.getAllByName(address)).allMatch(InetAddress::isLoopbackAddress);
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private Connector connector(String listen) {
        Connector connector = new Connector();
        connector.setPort(port);
        connector.setThrowOnFailure(true);
        connector.setXpoweredBy(false);
        connector.setProperty("address", listen);
        connector.setProperty("maxConnections", MAX_CONNECTIONS);
        connector.setProperty("socket.appReadBufSize", SOCKET_BUFFER);
        connector.setProperty("socket.appWriteBufSize", SOCKET_BUFFER);
        connector.getProtocolHandler().setExecutor(threads);
        return connector;
    }

    private static boolean hasIpv6Loopback() {
        try {
            return NetworkInterface.getByInetAddress(InetAddress.getByAddress(IPV6_LOOPBACK)) != null;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isBindFailure(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException) {
                return true;
            }
        }
        return false;
    }
}
