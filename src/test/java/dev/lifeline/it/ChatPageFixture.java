package dev.lifeline.it;

import static dev.lifeline.rig.ChatPage.awaitOpen;

import com.microsoft.playwright.Page;
import dev.lifeline.rig.BackEnd;
import dev.lifeline.rig.LifelineServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** One demo server for all tests of a class. */
abstract class ChatPageFixture extends BrowserFixture {

    @TempDir
    static Path folder;

    static LifelineServer server;

    @BeforeAll
    static void startServer() {
        server = LifelineServer.demo(folder);
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    Page open(String user) {
        Page page = browser.open(server.http() + "/?user=" + user);
        awaitOpen(page);
        return page;
    }

    /** Two friends whom no other test knows: {@code name}, and {@code name-friend}. */
    static void befriend(String name) {
        BackEnd backEnd = new BackEnd(server.http());
        backEnd.put("/users/" + name, "{\"name\":\"Me, " + name + "\"}");
        backEnd.put("/users/" + name + "-friend", "{\"name\":\"My friend\"}");
        backEnd.put("/users/" + name + "/friends/" + name + "-friend", "");
    }
}
