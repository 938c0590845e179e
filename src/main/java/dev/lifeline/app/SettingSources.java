package dev.lifeline.app;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Where settings come from, highest first: system property, environment, context parameter, file. Immutable.
 *
 * @param properties the system's properties
 * @param environment the process's environment
 * @param contextParameter looks up a context parameter, null where it is absent
 * @param file the keys of {@code lifeline.properties}
 * @param fileName for messages
 */
record SettingSources(
        Properties properties,
        Map<String, String> environment,
        UnaryOperator<@Nullable String> contextParameter,
        Properties file,
        String fileName) {

    static final String FILE = "lifeline.properties";

    /**
     * The sources of this process and web application.
     *
     * @throws IllegalStateException if the file cannot be read
     */
    static SettingSources of(UnaryOperator<@Nullable String> contextParameter) {
        Properties file = new Properties();
        String name = FILE;
        Path path = filePath(System.getProperties());
        if (Files.exists(path)) {
            name = path.toString();
            try (Reader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
                file.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                throw new IllegalStateException(path + " cannot be read: " + e.getMessage(), e);
            }
        }
        return new SettingSources(System.getProperties(), System.getenv(), contextParameter, file, name);
    }

    private static Path filePath(Properties system) {
        String base = system.getProperty("catalina.base");
        Path conf = base == null ? null : Path.of(base, "conf", FILE);
        return conf != null && Files.exists(conf) ? conf : Path.of(FILE);
    }

    /** The value from the highest source that has one, or null. */
    @Nullable
    String find(Setting setting) {
        String value = properties.getProperty(setting.key());
        if (value == null) {
            value = environment.get(setting.environmentName());
        }
        if (value == null) {
            value = contextParameter.apply(setting.key());
        }
        return value != null ? value : file.getProperty(setting.key());
    }

    /** Keys of the file that look like settings and are none, in order. */
    Iterable<String> unknownKeys() {
        TreeSet<String> unknown = new TreeSet<>();
        for (String key : file.stringPropertyNames()) {
            if (key.toLowerCase(Locale.ROOT).startsWith("lifeline")
                    && !Setting.keys().contains(key)) {
                unknown.add(key);
            }
        }
        return unknown;
    }
}
