package dev.lifeline.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.websocket.server.WsSci;

/** A Tomcat on its stock settings with {@link StockEndpoint}. */
final class StockServer {

    /** Kept strongly: the log manager forgets levels of loggers that nobody holds. */
    private static final Logger TOMCAT = Logger.getLogger("org.apache");

    private StockServer() {}

    /**
     * Serves until its input ends.
     *
     * @param args the port, and a folder for Tomcat's files
     */
    public static void main(String[] args) throws LifecycleException {
        TOMCAT.setLevel(Level.WARNING);
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(args[1]);
        tomcat.setPort(Integer.parseInt(args[0]));
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        Context context =
                tomcat.addContext("", Path.of(args[1]).toAbsolutePath().toString());
        Tomcat.addServlet(context, "default", new DefaultServlet()).addMapping("/");
        context.addServletContainerInitializer(new WsSci(), Set.of(StockEndpoint.class));
        tomcat.start();
        ServerControl.start(new ServerControl.Target() {
            @Override
            public int connections() {
                return StockEndpoint.connections();
            }

            @Override
            public void broadcast(String message) throws IOException {
                StockEndpoint.broadcast(message);
            }
        });
        tomcat.getServer().await();
    }
}
