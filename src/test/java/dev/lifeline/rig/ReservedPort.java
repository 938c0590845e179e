package dev.lifeline.rig;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Puts a free port into the system property that {@code arquillian.xml} reads. To be registered before Arquillian's own
 * extension; one port for all classes of a JVM, since Arquillian starts its container once.
 */
public final class ReservedPort implements BeforeAllCallback {

    private static final String PROPERTY = "lifeline.it.port";

    @Override
    public void beforeAll(ExtensionContext context) {
        if (System.getProperty(PROPERTY) == null) {
            System.setProperty(PROPERTY, Integer.toString(Ports.free()));
        }
    }
}
