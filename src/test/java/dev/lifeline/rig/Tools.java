package dev.lifeline.rig;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Programs of the system that tests need. A missing one fails the test: {@code ./test} installs them. */
public final class Tools {

    private Tools() {}

    public static String nginx() {
        return find("nginx");
    }

    public static String haproxy() {
        return find("haproxy");
    }

    public static String httpd() {
        return find("apache2", "httpd");
    }

    public static String caddy() {
        return find("caddy");
    }

    public static String chromium() {
        return find("chromium", "chromium-browser", "google-chrome");
    }

    public static String firefox() {
        return find("firefox-esr", "firefox");
    }

    public static String node() {
        return find("node");
    }

    public static String openssl() {
        return find("openssl");
    }

    /** A script for Node below {@code src/test/js}, with the packages that it imports beside it. */
    public static String script(Path script) {
        if (!Files.isDirectory(Path.of("src/test/js/node_modules"))) {
            throw new IllegalStateException(
                    script + " needs packages that are not installed: run ./test, which installs them");
        }
        return script.toAbsolutePath().toString();
    }

    private static String find(String... names) {
        List<Path> folders = Stream.concat(
                        Arrays.stream(System.getenv("PATH").split(":")), Stream.of("/usr/sbin", "/usr/local/sbin"))
                .map(Path::of)
                .toList();
        for (String name : names) {
            for (Path folder : folders) {
                if (Files.isExecutable(folder.resolve(name))) {
                    return folder.resolve(name).toString();
                }
            }
        }
        throw new IllegalStateException(
                String.join(" or ", names) + " is not installed: run ./test, which installs it");
    }
}
