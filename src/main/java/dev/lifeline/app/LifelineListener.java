package dev.lifeline.app;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import org.jspecify.annotations.Nullable;

/** Starts Lifeline with its web application and stops it with it. */
public final class LifelineListener implements ServletContextListener {

    private @Nullable Lifeline lifeline;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        lifeline = Lifeline.start(event.getServletContext());
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        if (lifeline != null) {
            lifeline.stop();
        }
    }
}
