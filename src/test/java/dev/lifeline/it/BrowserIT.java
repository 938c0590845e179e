package dev.lifeline.it;

import static dev.lifeline.rig.ChatPage.awaitOpen;
import static dev.lifeline.rig.ChatPage.awaitText;
import static dev.lifeline.rig.ChatPage.isOpen;
import static dev.lifeline.rig.ChatPage.say;
import static dev.lifeline.rig.ChatPage.talkTo;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.lifeline.rig.BlackHole;
import dev.lifeline.rig.ChatPage;
import dev.lifeline.rig.Http;
import dev.lifeline.rig.JdkSocket;
import dev.lifeline.rig.LifelineServer;
import dev.lifeline.rig.Nginx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two people at the shipped chat page, in Chromium, behind an nginx that would cut them after 3 s of silence. */
class BrowserIT extends BrowserFixture {

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    @TempDir
    Path folder;

    @Test
    void twoPeople_chatBothWaysAndTheSilentOneStillReceives() {
        try (LifelineServer server =
                        LifelineServer.demo(folder, "lifeline.heartbeat.interval=1s", "lifeline.presence.grace=0s");
                Nginx nginx = limited(server)) {
            Page u1 = open(nginx, "u1");
            Page u2 = browser.open(nginx.http() + "/?user=u2", 390, 844, ColorScheme.DARK);
            awaitOpen(u2);
            u1.waitForSelector("[data-contact='friend:u2'][data-status='online']");

            talkTo(u1, "friend:u2");
            say(u1, "The lighthouse shines again. 灯塔又亮了。");
            u2.waitForSelector("[data-contact='friend:u1'] .unread");
            talkTo(u2, "friend:u1");
            awaitText(u2, "The lighthouse shines again. 灯塔又亮了。");
            say(u2, "收到！See you on Saturday.");
            awaitText(u1, "收到！See you on Saturday.");

            // Nobody says a word for four limits; nothing but heartbeats is on the way.
            await().during(Duration.ofSeconds(12))
                    .atMost(Duration.ofSeconds(15))
                    .until(() -> isOpen(u1) && isOpen(u2));
            say(u1, "Still there after all that silence?");
            awaitText(u2, "Still there after all that silence?");
            say(u2, "Yes. Nothing was lost.");
            awaitText(u1, "Yes. Nothing was lost.");
            assertEquals(4, u1.locator(".message").count());
            assertTrue(!nginx.errorLog().contains("upstream timed out"), nginx::errorLog);

            say(u2, "The route: https://example.org/hikes/saturday");
            u1.waitForSelector(".text a[href='https://example.org/hikes/saturday']");
            say(u1, "👍");
            awaitText(u2, "👍");

            shoot(u1, "chat-desktop-light");
            shoot(u2, "chat-phone-dark");
            u2.context().close();
            u1.waitForSelector("[data-contact='friend:u2'][data-status='offline']");
        }
    }

    @Test
    void groupMessage_reachesTheOtherTabOfTheSenderToo() {
        try (LifelineServer server = LifelineServer.demo(folder)) {
            Page one = browser.open(server.http() + "/?user=u1");
            Page two = browser.open(server.http() + "/?user=u1");
            Page other = browser.open(server.http() + "/?user=u4");
            List.of(one, two, other).forEach(ChatPage::awaitOpen);
            List.of(one, two, other).forEach(page -> talkTo(page, "group:g2"));
            say(one, "<b>Bring</b> water & a hat");
            List.of(two, other).forEach(page -> awaitText(page, "<b>Bring</b> water & a hat"));
            assertEquals(1, two.locator(".message.mine").count());
            assertEquals(0, other.locator(".message.mine").count());
            assertEquals(1, one.locator(".message").count());
        }
    }

    @Test
    void nginxReloaded_twoHundredConnectionsAllComeBack() {
        try (LifelineServer server = LifelineServer.demo(folder, "lifeline.presence.grace=1m");
                Nginx nginx = Nginx.before(
                        server.port(),
                        folder.resolve("nginx"),
                        text -> text.replace("worker_shutdown_timeout 5m;", "worker_shutdown_timeout 1s;"))) {
            Page page = browser.open(nginx.http() + "/doctor.html");
            page.evaluate("""
                    async () => {
                      const { connect } = await import('/lifeline/lifeline.js');
                      window.lines = Array.from({ length: 200 }, (_, i) => {
                        const entry = { opened: 0, line: connect('/web/count/r' + i, { share: false }) };
                        entry.line.onState(line => { if (line.state === 'open') entry.opened++; });
                        return entry;
                      });
                    }""");
            awaitCount(page, "lines.filter(l => l.line.state === 'open').length", 200);
            nginx.reload();
            awaitCount(page, "lines.filter(l => l.opened === 2 && l.line.state === 'open').length", 200);
            assertEquals(200, connections(server));
        }
    }

    @Test
    void everythingSwallowed_clientFindsTheLinkDeadByItself() throws Exception {
        try (LifelineServer server = LifelineServer.demo(
                        folder, "lifeline.heartbeat.interval=1s", "lifeline.heartbeat.patience=2s");
                BlackHole hole = new BlackHole(server.port())) {
            Page page = browser.open("http://127.0.0.1:" + hole.port() + "/?user=u1");
            awaitOpen(page);
            hole.swallow();
            await().atMost(Duration.ofSeconds(10)).until(() -> !isOpen(page));
        }
    }

    @Test
    void everythingSwallowed_serverFindsTheLinkDeadByItself() throws Exception {
        try (LifelineServer server = LifelineServer.demo(
                        folder, "lifeline.heartbeat.interval=1s", "lifeline.heartbeat.patience=2s");
                BlackHole hole = new BlackHole(server.port());
                JdkSocket lost = JdkSocket.plain("ws://127.0.0.1:" + hole.port() + "/web/count/u1");
                JdkSocket well = JdkSocket.plain(server.address("u2"))) {
            lost.awaitRegistered();
            well.awaitRegistered();
            assertEquals(2, connections(server));
            hole.swallow();
            await().atMost(Duration.ofSeconds(10)).until(() -> connections(server) == 1);
            assertTrue(lost.isOpen(), "the client was told, so this proves nothing about the server");
            well.send("ping");
            assertEquals("pong", well.nextWith("pong"));
        }
    }

    @Test
    void upgradeLinesMissingInNginx_pageNamesThem() {
        try (LifelineServer server = LifelineServer.demo(folder);
                Nginx nginx = Nginx.before(
                        server.port(),
                        folder.resolve("nginx"),
                        text -> text.replace("    proxy_set_header Upgrade $http_upgrade;\n", "")
                                .replace("    proxy_set_header Connection \"upgrade\";\n", ""))) {
            Page page = browser.open(nginx.http() + "/?user=u1");
            page.waitForSelector("#why:has-text('proxy_set_header Upgrade $http_upgrade')");
        }
    }

    @Test
    void hostLineMissingInNginx_pageNamesItAndNothingElse() {
        try (LifelineServer server = LifelineServer.demo(folder, "lifeline.hosts=");
                Nginx nginx = Nginx.before(
                        server.port(),
                        folder.resolve("nginx"),
                        text -> text.replace("    proxy_set_header Host $http_host;\n", ""))) {
            Page page = browser.open(nginx.http() + "/?user=u1");
            page.waitForSelector("#panel:visible");
            String text = page.locator("#panel").innerText();
            assertTrue(text.contains("proxy_set_header Host $http_host;"), text);
            assertTrue(!text.contains("lifeline.auth"), text);
        }
    }

    private Page open(Nginx nginx, String user) {
        Page page = browser.open(nginx.http() + "/?user=" + user);
        awaitOpen(page);
        return page;
    }

    private Nginx limited(LifelineServer server) {
        return Nginx.before(server.port(), folder.resolve("nginx"), Nginx.idleLimit(Duration.ofSeconds(3)));
    }

    private static void awaitCount(Page page, String expression, int count) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(250))
                .untilAsserted(() -> assertEquals(count, page.evaluate(expression)));
    }

    private static int connections(LifelineServer server) {
        return Http.health(server.http()).get("connections").getAsInt();
    }

    private static void shoot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
    }
}
