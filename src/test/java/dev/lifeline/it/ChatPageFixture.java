package dev.lifeline.it;

import static dev.lifeline.rig.ChatPage.awaitOpen;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import dev.lifeline.rig.BackEnd;
import dev.lifeline.rig.Browser;
import dev.lifeline.rig.LifelineServer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** One demo server for all tests of a class, and Chromium for each; a page that complains fails its test. */
abstract class ChatPageFixture {

    @TempDir
    static Path folder;

    static LifelineServer server;

    Browser browser;

    @BeforeAll
    static void startServer() {
        server = LifelineServer.demo(folder);
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void startBrowser() {
        browser = Browser.start();
    }

    @AfterEach
    void noPageComplained() {
        List<String> complaints = List.copyOf(browser.complaints());
        browser.close();
        assertEquals(List.of(), complaints);
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
