package dev.lifeline.it;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import dev.lifeline.rig.BackEnd;
import dev.lifeline.rig.Browser;
import dev.lifeline.rig.ClientPage;
import dev.lifeline.rig.LifelineServer;
import dev.lifeline.rig.Nginx;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tabs of one browser share a connection, in Chromium, through nginx: nothing is missed, doubled or mixed up. */
class SharedTabsIT {

    @TempDir
    Path folder;

    private Browser browser;
    private LifelineServer server;
    private Nginx nginx;
    private BackEnd backEnd;
    private BrowserContext person;
    private int pushed;

    @BeforeEach
    void start() {
        browser = Browser.start();
        server = LifelineServer.demo(folder);
        nginx = Nginx.before(server.port(), folder.resolve("nginx"), text -> text);
        backEnd = new BackEnd(server.http());
        person = browser.person();
        ClientPage.serveIn(person);
    }

    @AfterEach
    void noPageComplained() {
        List<String> complaints = List.copyOf(browser.complaints());
        browser.close();
        nginx.close();
        server.close();
        assertEquals(List.of(), complaints);
    }

    @Test
    void tenTabs_shareOneSocketAndMissNothingWhileTheyAreClosedOneByOne() {
        List<ClientPage> tabs = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            tabs.add(open("u1"));
        }
        assertEquals(1, server.connections());
        for (ClientPage tab : tabs) {
            assertTrue(tab.isShared());
        }
        while (!tabs.isEmpty()) {
            push("u1");
            // The first of them opened the connection: it outlives him.
            tabs.remove(0).page().close();
            push("u1");
            for (ClientPage tab : tabs) {
                tab.awaitGot(IntStream.rangeClosed(1, pushed).boxed().toList());
            }
            if (!tabs.isEmpty()) {
                assertEquals(1, server.connections());
            }
        }
        await().until(() -> server.connections() == 0);
    }

    @Test
    void duplicatedTab_goesOnWhereItsOriginalWas() {
        ClientPage original = open("u1");
        push("u1");
        original.awaitGot(List.of(1));
        ClientPage twin = ClientPage.of(
                person.waitForPage(() -> original.page().evaluate("() => { window.open(location.href); }")));
        twin.awaitState("open");
        assertEquals(List.of(1), twin.got(), "the list was copied with the tab, and nothing came twice");
        push("u1");
        for (ClientPage tab : List.of(original, twin)) {
            tab.awaitGot(List.of(1, 2));
        }
        assertEquals(1, server.connections());
    }

    @Test
    void twoUsersInOneBrowser_areNeverMixedUp() {
        ClientPage anna = open("u1");
        ClientPage ben = open("u2");
        ClientPage annasOther = open("u1");
        assertEquals(2, server.connections());
        anna.say("u2", "hello");
        ben.awaitGot(List.of("hello"));
        annasOther.awaitGot(List.of("mine hello"));
        push("u1");
        ben.say("u1", "hi");
        annasOther.awaitGot(List.of("mine hello", 1, "hi"));
        anna.awaitGot(List.of(1, "hi"));
        ben.awaitGot(List.of("hello"));
    }

    @Test
    void kickedUser_staysAwayInAllTabsUntilOneOfThemTriesAgain() {
        ClientPage one = open("u1");
        ClientPage other = open("u1");
        assertEquals(
                200, backEnd.delete("/users/u1/connections?reason=Good%20night").statusCode() / 100 * 100);
        one.awaitState("stopped");
        other.awaitState("stopped");
        assertEquals("Good night", other.page().evaluate("line.reason.title"));
        assertEquals(4503, other.page().evaluate("line.reason.code"));
        push("u1");
        other.page().evaluate("line.retry()");
        one.awaitGot(List.of(1));
        other.awaitGot(List.of(1));
        assertEquals(1, server.connections());
    }

    @Test
    void tabThatSlept_isNoReasonForTheOthersToMissAnything() {
        ClientPage awake = open("u1");
        ClientPage asleep = open("u1");
        var devTools = person.newCDPSession(asleep.page());
        devTools.send("Page.setWebLifecycleState", state("frozen"));
        for (int i = 0; i < 100; i++) {
            push("u1");
        }
        List<Integer> all = IntStream.rangeClosed(1, 100).boxed().toList();
        awake.awaitGot(all);
        devTools.send("Page.setWebLifecycleState", state("active"));
        asleep.awaitGot(all);
        assertEquals(List.of(), asleep.list("reloads"));
    }

    private static JsonObject state(String state) {
        var json = new JsonObject();
        json.addProperty("state", state);
        return json;
    }

    private ClientPage open(String user) {
        return ClientPage.open(person, nginx.http(), "user=" + user).awaitState("open");
    }

    private void push(String user) {
        var answer = backEnd.push("{'to':{'users':['" + user + "']},'message':{'type':'n','n':" + ++pushed + "}}");
        assertEquals(202, answer.statusCode(), answer::body);
    }
}
