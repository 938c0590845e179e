package dev.lifeline.app;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.LifecycleException;

/**
 * Lifeline with a Tomcat of its own: {@code java -jar ROOT.war [--demo]}; or the checks of {@link DoctorCommand},
 * without one. Settings come from the same sources as in a web application; {@code --demo} sets those that the demo
 * needs, where nothing else is set.
 */
public final class Main {

    private static final String USAGE =
            "usage: java -jar ROOT.war [--demo]\n" + DoctorCommand.USAGE.replace("usage:", "      ");

    /** Tomcat's own loggers, kept strongly: the log manager forgets levels of loggers that nobody holds. */
    private static final List<Logger> QUIET =
            List.of(Logger.getLogger("org.apache"), Logger.getLogger("org.apache.catalina"));

    private Main() {}

    /**
     * Starts the server and returns once it serves; the JVM ends with a signal such as Ctrl-C.
     *
     * @param folder holds the unpacked archive in {@code webapp}; removed at the end
     * @param args at most {@code --demo}, or a check and its arguments
     */
    public static void run(Path folder, String[] args) {
        configureLogging();
        TemporaryFolders.removeAbandonedBeside(folder);
        if (DoctorCommand.takes(args)) {
            check(folder, args);
            return;
        }
        boolean demo = args.length == 1 && args[0].equals("--demo");
        if (args.length > 0 && !demo) {
            fail(folder, USAGE);
            return;
        }
        // Beside the place where it was started: Tomcat's own folder is a temporary one here.
        setDefault(Setting.DATA, "data");
        if (demo) {
            setDefault(Setting.AUTH, "demo");
            setDefault(Setting.HOSTS, "localhost,127.0.0.1,[::1]");
            setDefault(Setting.PUSH_KEY, newKey());
        }
        LifelineConfig config;
        EmbeddedTomcat server;
        try {
            config = LifelineConfig.read(sources());
            if (demo && !EmbeddedTomcat.isLoopback(config.address())) {
                throw new IllegalStateException(
                        "--demo lets anyone take any name, so it listens on loopback only; lifeline.address is "
                                + config.address());
            }
            server = new EmbeddedTomcat(folder, config.address(), config.port());
            Runtime.getRuntime().addShutdownHook(new Thread(() -> shutDown(server, folder), "lifeline shutdown"));
            server.start();
        } catch (IllegalStateException | LifecycleException e) {
            fail(folder, String.valueOf(e.getMessage()));
            return;
        }
        print(config, demo);
    }

    /** Ends the JVM: the exit code is the answer. */
    private static void check(Path folder, String[] args) {
        Locale locale = Locale.getDefault(Locale.Category.DISPLAY);
        int code = new DoctorCommand(Main::sources, System.in, System.out, System.err, locale).run(args);
        System.out.flush();
        TemporaryFolders.remove(folder);
        Runtime.getRuntime().halt(code);
    }

    private static SettingSources sources() {
        return SettingSources.of(name -> null);
    }

    private static void setDefault(Setting setting, String value) {
        if (sources().find(setting) == null) {
            System.setProperty(setting.key(), value);
        }
    }

    private static String newKey() {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().encodeToString(random);
    }

    private static void print(LifelineConfig config, boolean demo) {
        String base = "http://" + config.address() + ":" + config.port() + "/";
        StringBuilder text = new StringBuilder("\nLifeline ").append(Version.current());
        text.append(" serves on ").append(base).append("\n\n");
        if (demo) {
            text.append("  Chat page        ").append(base).append("?user=u1\n");
            text.append("  A second window  ").append(base).append("?user=u2\n");
            text.append("  Push key         ").append(config.pushKeys().get(0)).append("\n\n");
            text.append("Anyone on this machine can take any name: this is a demo. ");
        }
        text.append("Ctrl-C stops it.\n");
        System.out.println(text);
    }

    private static void shutDown(EmbeddedTomcat server, Path folder) {
        server.stop();
        TemporaryFolders.remove(folder);
    }

    private static void fail(Path folder, String message) {
        System.err.println("\n" + message + "\n");
        TemporaryFolders.remove(folder);
        Runtime.getRuntime().halt(1);
    }

    /** One line an event, Tomcat's own start-up talk left out; an administrator's own configuration wins. */
    private static void configureLogging() {
        if (System.getProperty("java.util.logging.config.file") == null) {
            System.setProperty("java.util.logging.SimpleFormatter.format", "%1$tF %1$tT %4$s %5$s%6$s%n");
            QUIET.forEach(logger -> logger.setLevel(Level.WARNING));
        }
    }
}
