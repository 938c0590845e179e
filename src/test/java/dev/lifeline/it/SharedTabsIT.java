package dev.lifeline.it;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lifeline.rig.ClientPage;
import dev.lifeline.rig.LifelineServer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tabs of one browser share a connection, in Chromium, through nginx: nothing is missed, doubled or mixed up. */
class SharedTabsIT extends ClientFixture {

    @BeforeEach
    void start() {
        behindNginx(LifelineServer.demo(folder), UnaryOperator.identity());
    }

    @Test
    void tenTabs_shareOneSocketAndMissNothingWhileTheyAreClosedOneByOne() {
        List<ClientPage> tabs = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            tabs.add(tabOf("u1"));
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
                tab.awaitGot(allPushed());
            }
            if (!tabs.isEmpty()) {
                assertEquals(1, server.connections());
            }
        }
        await().until(() -> server.connections() == 0);
    }

    @Test
    void duplicatedTab_goesOnWhereItsOriginalWas() {
        ClientPage original = tabOf("u1");
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
        ClientPage anna = tabOf("u1");
        ClientPage ben = tabOf("u2");
        ClientPage annasOther = tabOf("u1");
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
        ClientPage one = tabOf("u1");
        ClientPage other = tabOf("u1");
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
        ClientPage awake = tabOf("u1");
        ClientPage asleep = tabOf("u1");
        var devTools = person.newCDPSession(asleep.page());
        devTools.send("Page.setWebLifecycleState", lifecycle("frozen"));
        for (int i = 0; i < 100; i++) {
            push("u1");
        }
        List<Integer> all = allPushed();
        assertEquals(100, all.size());
        awake.awaitGot(all);
        devTools.send("Page.setWebLifecycleState", lifecycle("active"));
        asleep.awaitGot(all);
        assertEquals(List.of(), asleep.list("reloads"));
    }

    private ClientPage tabOf(String user) {
        return open("user=" + user);
    }
}
