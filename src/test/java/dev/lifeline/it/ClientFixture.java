package dev.lifeline.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import dev.lifeline.rig.BackEnd;
import dev.lifeline.rig.ClientPage;
import dev.lifeline.rig.LifelineServer;
import dev.lifeline.rig.Nginx;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** A server behind nginx, and one person's browser in which tabs with the shipped client are opened. */
abstract class ClientFixture extends BrowserFixture {

    @TempDir
    Path folder;

    LifelineServer server;
    Nginx nginx;
    BackEnd backEnd;
    BrowserContext person;
    private int pushed;

    /** To be called before each test. */
    final void behindNginx(LifelineServer started, UnaryOperator<String> configuration) {
        server = started;
        nginx = Nginx.before(server.port(), folder.resolve("nginx"), configuration);
        backEnd = new BackEnd(server.http());
        person = person();
    }

    @Override
    @AfterEach
    void noPageComplained() {
        try {
            super.noPageComplained();
        } finally {
            nginx.close();
            server.close();
        }
    }

    /** Another browser, in which such tabs can be opened. */
    final BrowserContext person() {
        BrowserContext context = browser.person();
        ClientPage.serveIn(context);
        return context;
    }

    final ClientPage open(String query) {
        return ClientPage.open(person, nginx.http(), query).awaitState("open");
    }

    /** Pushes the next number to a user, from 1 in each test. */
    final void push(String user) {
        var answer = backEnd.push("{'to':{'users':['" + user + "']},'message':{'type':'n','n':" + ++pushed + "}}");
        assertEquals(202, answer.statusCode(), answer::body);
    }

    /** The numbers that were pushed. */
    final List<Integer> allPushed() {
        return IntStream.rangeClosed(1, pushed).boxed().toList();
    }

    /** For the developer tools' {@code Page.setWebLifecycleState}. */
    static JsonObject lifecycle(String state) {
        JsonObject json = new JsonObject();
        json.addProperty("state", state);
        return json;
    }
}
