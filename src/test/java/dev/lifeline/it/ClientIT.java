package dev.lifeline.it;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import dev.lifeline.rig.ClientPage;
import dev.lifeline.rig.LifelineServer;
import dev.lifeline.rig.Nginx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shipped client in Chromium, behind an nginx that cuts after 3 s of silence: whatever happens, nothing is lost. */
class ClientIT extends ClientFixture {

    private static final String SHARED = "user=u1";
    private static final String ALONE = "user=u1&alone";
    private static final UnaryOperator<String> LIMITED = Nginx.idleLimit(Duration.ofSeconds(3));

    @BeforeEach
    void start() {
        behindNginx(LifelineServer.demo(folder, "lifeline.heartbeat.interval=1s"), LIMITED);
    }

    @ParameterizedTest
    @ValueSource(strings = {SHARED, ALONE})
    void hiddenAndFrozenPage_isConnectedForLongerThanTheIdleLimitAndReceives(String query) {
        ClientPage page = open(query);
        String connection = (String) page.page().evaluate("states.join()");
        // Another tab in front hides it.
        person.newPage().bringToFront();
        CDPSession devTools = person.newCDPSession(page.page());
        devTools.send("Page.setWebLifecycleState", lifecycle("frozen"));
        await().during(Duration.ofSeconds(9)).atMost(Duration.ofSeconds(12)).until(() -> server.connections() == 1);
        push("u1");
        devTools.send("Page.setWebLifecycleState", lifecycle("active"));
        page.awaitGot(List.of(1));
        assertEquals(connection, page.page().evaluate("states.join()"), "the connection was the same all the time");
    }

    @ParameterizedTest
    @ValueSource(strings = {SHARED, ALONE})
    void networkGoneAndBack_everythingComesAndTheTimeIsPrinted(String query) {
        ClientPage page = open(query);
        for (int round = 1; round <= 10; round++) {
            person.setOffline(true);
            page.awaitState("offline");
            push("u1");
            person.setOffline(false);
            page.awaitState("open");
            page.awaitGot(allPushed());
            assertEquals(round, allPushed().size());
        }
        List<Double> spans = page.list("spans").stream()
                .map(span -> ((Number) span).doubleValue())
                .sorted()
                .toList();
        assertEquals(10, spans.size());
        System.out.printf(
                "From 'network back' to 'open and recovered' (%s): median %.0f ms, longest %.0f ms of %d%n",
                query, spans.get(spans.size() / 2), spans.get(spans.size() - 1), spans.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {SHARED, ALONE})
    void machineAsleep_forLongerThanAnyLimit_comesBackByItself(String query) {
        ClientPage page = open(query);
        browser.suspend();
        try {
            await().atMost(Duration.ofSeconds(30)).until(() -> server.connections() == 0);
            push("u1");
        } finally {
            browser.resume();
        }
        page.awaitGot(List.of(1));
        page.awaitState("open");
    }

    @Test
    void serverKilledAndRestartedWhileSomebodyWrites_everyLineArrivesOnceInOrder() {
        ClientPage writer = open(SHARED);
        BrowserContext other = person();
        ClientPage reader = ClientPage.open(other, nginx.http(), "user=u2").awaitState("open");
        writer.page().evaluate("""
                () => {
                  let n = 0;
                  window.answers = [];
                  const write = () => {
                    const cid = `line-${++n}`;
                    say('u2', cid).then((answer) => answers.push(`${cid} ${answer}`));
                    if (n < 150) setTimeout(write, 20);
                  };
                  write();
                }""");
        await().until(() -> reader.got().size() > 20);
        server.process().signal("KILL");
        server.process().awaitExit();
        server = LifelineServer.demoOn(server.port(), folder, "lifeline.heartbeat.interval=1s");
        reader.awaitGot(lines(150));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertEquals(
                        lines(150).stream().map(line -> line + " sent").toList(), writer.list("answers")));
    }

    @ParameterizedTest
    @ValueSource(strings = {SHARED, ALONE})
    void reloadWithUnsentMessages_sendsThemOnceInOrder(String query) {
        BrowserContext other = person();
        ClientPage reader = ClientPage.open(other, nginx.http(), "user=u2").awaitState("open");
        nginx.reload(ClientIT::noWayThrough);
        ClientPage writer = ClientPage.open(person, nginx.http(), query);
        writer.awaitState("waiting");
        lines(3).forEach(cid -> writer.say("u2", cid));
        await().until(() -> writer.list("progress").size() == 3);
        writer.page().reload();
        ClientPage again = ClientPage.of(writer.page());
        await().until(() -> again.list("progress").size() == 3);
        assertEquals(lines(3).stream().map(cid -> cid + " queued restored").toList(), again.list("progress"));
        again.say("u2", "line-4");
        nginx.reload(LIMITED);
        reader.awaitGot(lines(4));
        await().untilAsserted(() -> assertEquals(
                "line-4 sent", again.list("progress").get(again.list("progress").size() - 1)));
        again.page().reload();
        ClientPage third = ClientPage.of(again.page()).awaitState("open");
        assertEquals(List.of(), third.list("progress"), "nothing is left");
    }

    @Test
    void tabClosedWithUnsentMessages_theNextOneSendsThem() {
        nginx.reload(ClientIT::noWayThrough);
        ClientPage writer = ClientPage.open(person, nginx.http(), SHARED);
        writer.say("u2", "left behind");
        await().until(() -> writer.list("progress").size() == 1);
        writer.page().close();
        nginx.reload(LIMITED);
        ClientPage reader = ClientPage.open(person(), nginx.http(), "user=u2").awaitState("open");
        open(SHARED);
        reader.awaitGot(List.of("left behind"));
    }

    @ParameterizedTest
    @ValueSource(strings = {SHARED, ALONE})
    void backAndForward_thePageComesFromTheBrowsersCacheAndMissesNothing(String query) {
        ClientPage page = open(query);
        page.page().navigate(nginx.http() + "/chat/icon.svg");
        push("u1");
        // The driver's own way back waits for a page that is loaded, and this one is not.
        page.page().evaluate("setTimeout(() => history.back(), 1)");
        await().ignoreExceptions().until(() -> page.page().evaluate("persisted").equals(1));
        page.awaitGot(List.of(1));
        page.awaitState("open");
    }

    @Test
    void serverAway_isSaidInWordsWithTheTimeOfTheNextAttempt() {
        ClientPage page = open(ALONE);
        nginx.reload(ClientIT::noWayThrough);
        backEnd.delete("/users/u1/connections?reason=bye");
        page.awaitState("stopped");
        page.page().evaluate("line.retry()");
        page.awaitState("waiting");
        assertEquals("The server answered 502", page.page().evaluate("line.reason.title"));
        assertEquals(true, page.page().evaluate("line.retryAt > Date.now() - 1000"));
    }

    /** The location answers what an upstream that is away answers; the pages themselves are still served. */
    private static String noWayThrough(String configuration) {
        return LIMITED.apply(configuration).replace("location /web/count {", "location /web/count { return 502;");
    }

    private static List<String> lines(int last) {
        return new ArrayList<>(
                IntStream.rangeClosed(1, last).mapToObj(n -> "line-" + n).toList());
    }
}
