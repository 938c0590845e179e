package dev.lifeline.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.lifeline.rig.Browser;
import dev.lifeline.rig.Http;
import dev.lifeline.rig.LifelineServer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gallery of examples in Chromium: each of them does what its text says, and shows the file that runs. */
class ExamplesIT extends BrowserFixture {

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final List<String> WITH_LINES = List.of("layim", "socket", "plain", "vue", "react");

    @TempDir
    Path folder;

    @Test
    void messageOfAFriend_reachesEveryExample() {
        try (LifelineServer server = LifelineServer.demo(folder)) {
            Page page = open(server, 1280, 900, ColorScheme.LIGHT);
            page.click("#write");
            awaitEverywhere(page, "Message 1: the tram is late");
            awaitBadge(page, "1");
            shoot(page, "examples-desktop-light");
        }
    }

    @Test
    void connectionLost_whatWasWrittenMeanwhileArrivesBothWaysOnce() {
        try (LifelineServer server = LifelineServer.demo(folder)) {
            Page page = open(server, 1280, 900, ColorScheme.LIGHT);
            Page anna = browser.open(server.http() + "/?user=u2");
            page.click("#lose");
            page.waitForSelector("#state[data-state='offline']");
            page.click("#write");
            say(page, "socket", "Written while away");
            page.waitForSelector("#state[data-state='open']");
            awaitEverywhere(page, "Message 1: the tram is late");
            anna.waitForSelector(".contacts >> text=Written while away");
            page.click("#write");
            awaitEverywhere(page, "Message 2: the tram is late");
            awaitBadge(page, "2");
        }
    }

    @Test
    void push_setsTheCounter() {
        try (LifelineServer server = LifelineServer.demo(folder)) {
            Page page = open(server, 1280, 900, ColorScheme.LIGHT);
            String command = page.locator("#push code").textContent();
            String body = command.substring(command.indexOf('{'), command.lastIndexOf('}') + 1);
            assertTrue(command.contains(server.http() + "/api/v1/push"), command);
            var answer = Http.post(
                    server.http() + "/api/v1/push", body, "Authorization", "Bearer " + LifelineServer.PUSH_KEY);
            assertEquals(202, answer.statusCode());
            awaitBadge(page, "42");
        }
    }

    @Test
    void layimWindow_sendsAndShowsWhoIsThere() {
        try (LifelineServer server = LifelineServer.demo(folder)) {
            Page page = open(server, 1280, 900, ColorScheme.LIGHT);
            page.selectOption("#layim select", "u3");
            Page ming = browser.open(server.http() + "/?user=u3");
            say(page, "layim", "Up the hill tomorrow?");
            ming.waitForSelector(".contacts >> text=Up the hill tomorrow?");
            page.click("#lose"); // the demo tells guests who is there at each connection, not in between
            awaitOnline(page, "u3");
            assertEquals(1, page.locator("#layim .log p").count());
        }
    }

    @Test
    void code_isTheFileThatRuns() {
        try (LifelineServer server = LifelineServer.demo(folder)) {
            Page page = open(server, 1280, 900, ColorScheme.LIGHT);
            for (String file : List.of("counter", "layim", "socket", "plain", "vue", "react")) {
                String running = Http.get(server.http() + "/examples/" + file + ".js")
                        .body()
                        .strip();
                assertEquals(
                        running,
                        page.locator(".code[data-file='" + file + ".js'] code").textContent());
            }
        }
    }

    @Test
    void phoneInTheDark_nothingIsWiderThanTheScreen() {
        try (LifelineServer server = LifelineServer.demo(folder)) {
            Page page = open(server, 360, 780, ColorScheme.DARK);
            page.click("#write");
            awaitEverywhere(page, "Message 1: the tram is late");
            assertEquals(360, page.evaluate("document.documentElement.scrollWidth"));
            shoot(page, "examples-phone-dark");
        }
    }

    private Page open(LifelineServer server, int width, int height, ColorScheme colors) {
        Page page = browser.open(server.http() + "/examples/", width, height, colors);
        page.waitForSelector("#state[data-state='open']");
        page.waitForSelector("#vue .state >> text=open");
        page.waitForSelector("#react .state >> text=open");
        page.waitForSelector("#layim option[value='u2']", attached());
        Browser.awaitTrue(
                page, "[...document.querySelectorAll('.code[data-file] code')].every(code => code.textContent !== '')");
        return page;
    }

    private static Page.WaitForSelectorOptions attached() {
        return new Page.WaitForSelectorOptions()
                .setState(com.microsoft.playwright.options.WaitForSelectorState.ATTACHED);
    }

    private static void awaitEverywhere(Page page, String text) {
        WITH_LINES.forEach(example -> page.waitForSelector("#" + example + " >> text=" + text));
        for (String example : WITH_LINES) {
            String all = page.locator("#" + example + " > div").textContent();
            assertEquals(all.indexOf(text), all.lastIndexOf(text), () -> example + " shows it twice: " + all);
        }
    }

    private static void awaitOnline(Page page, String friend) {
        Browser.awaitTrue(
                page, "document.querySelector(`#layim option[value='" + friend + "']`).textContent.startsWith('●')");
    }

    private static void awaitBadge(Page page, String number) {
        page.waitForSelector("#counter .badge >> text=\"" + number + "\"");
    }

    private static void say(Page page, String example, String text) {
        page.fill("#" + example + " input", text);
        page.click("#" + example + " form button");
    }

    private static void shoot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(SCREENSHOTS.resolve(name + ".png"))
                .setFullPage(true));
    }
}
