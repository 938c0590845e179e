package dev.lifeline.rig;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** A tab whose page holds one line of the shipped client and notes what comes; it is served beside the server's own. */
public final class ClientPage {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final Page page;

    private ClientPage(Page page) {
        this.page = page;
    }

    /** Makes the page available in a browser. To be called once for each. */
    public static void serveIn(BrowserContext browser) {
        browser.route("**/client-test.html*", route -> fulfil(route, "text/html", "page.html"));
        browser.route("**/client-test.js", route -> fulfil(route, "text/javascript", "page.js"));
    }

    private static void fulfil(Route route, String type, String file) {
        try (InputStream in = ClientPage.class.getResourceAsStream("/client/" + file)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            route.fulfill(new Route.FulfillOptions().setContentType(type).setBody(text));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Opens a tab.
     *
     * @param server such as {@code http://127.0.0.1:8080}
     * @param query of the page's address: {@code user=u1}, and {@code alone} for a connection of its own
     */
    public static ClientPage open(BrowserContext browser, String server, String query) {
        Page page = browser.newPage();
        page.navigate(server + "/client-test.html?" + query);
        return of(page);
    }

    /** A tab that something else has opened. */
    public static ClientPage of(Page page) {
        Browser.awaitTrue(page, "window.line !== undefined");
        return new ClientPage(page);
    }

    public Page page() {
        return page;
    }

    public String state() {
        return (String) page.evaluate("line.state");
    }

    public ClientPage awaitState(String state) {
        await().atMost(LONG).untilAsserted(() -> assertEquals(state, state()));
        return this;
    }

    /** What the page's handlers got since the tab was opened: numbers and lines of chat. */
    public List<?> got() {
        return list("got");
    }

    /** Waits for exactly that: a message too many, one that is missing or out of its order fails. */
    public void awaitGot(List<?> expected) {
        await().atMost(LONG).untilAsserted(() -> assertEquals(expected, got()));
    }

    /** A list that the page keeps under that name. */
    public List<?> list(String name) {
        return (List<?>) page.evaluate("[...window." + name + "]");
    }

    /** Sends a line to a friend and does not wait for its answer. */
    public void say(String to, String cid) {
        page.evaluate("([to, cid]) => { say(to, cid); }", List.of(to, cid));
    }

    public boolean isShared() {
        return (Boolean) page.evaluate("line.isShared");
    }
}
