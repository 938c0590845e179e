package dev.lifeline.app;

import java.nio.file.Path;

/** Where a web application keeps its data. Pure, but for Tomcat's folder. */
final class DataHome {

    private DataHome() {}

    /**
     * The folder: as set, or {@code lifeline/<context>} in Tomcat's.
     *
     * @param setting of {@code lifeline.data}; empty for the default
     * @param contextPath of the web application; its folder is named as Tomcat names its archive
     */
    static Path of(String setting, String contextPath) {
        if (!setting.isEmpty()) {
            return Path.of(setting).toAbsolutePath();
        }
        String name = contextPath.isEmpty() ? "ROOT" : contextPath.substring(1).replace('/', '#');
        return Path.of(System.getProperty("catalina.base", ""))
                .toAbsolutePath()
                .resolve("lifeline")
                .resolve(name);
    }
}
