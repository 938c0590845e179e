package dev.lifeline.bench;

import dev.lifeline.app.Lifeline;
import dev.lifeline.core.delivery.PushOrder;
import dev.lifeline.websocket.CountEndpoint;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.time.Duration;
import java.util.List;

/** Lifeline under test: this class is put into the web application, which is otherwise as it ships. */
@WebListener
public final class LifelineTarget implements ServletContextListener {

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletContext context = event.getServletContext();
        ServerControl.start(new ServerControl.Target() {
            @Override
            public int connections() {
                return CountEndpoint.sessions().size();
            }

            @Override
            public void broadcast(String message) {
                var unused = Lifeline.of(context)
                        .push(new PushOrder(List.of(), List.of(), true, message, null, null, Duration.ZERO));
            }
        });
    }
}
