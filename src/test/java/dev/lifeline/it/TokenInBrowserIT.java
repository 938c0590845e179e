package dev.lifeline.it;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Route;
import dev.lifeline.rig.BackEnd;
import dev.lifeline.rig.Browser;
import dev.lifeline.rig.ClientPage;
import dev.lifeline.rig.LifelineServer;
import dev.lifeline.rig.Nginx;
import dev.lifeline.rig.Tokens;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The client's tokens in Chromium, through nginx: renewed in time, fetched anew when used up, and never in a loop. */
class TokenInBrowserIT {

    private static final String SHARED = "user=u1&token";
    private static final String ALONE = "user=u1&token&alone";

    @TempDir
    Path folder;

    private Browser browser;
    private LifelineServer server;
    private Nginx nginx;
    private BrowserContext person;
    private final AtomicInteger asked = new AtomicInteger();
    private volatile Duration validFor = Duration.ofSeconds(5);

    @BeforeEach
    void start() {
        browser = Browser.start();
        server = LifelineServer.start(folder, List.of(), Tokens.settings());
        nginx = Nginx.before(server.port(), folder.resolve("nginx"), text -> text);
        person = browser.person();
        ClientPage.serveIn(person);
        person.route("**/client-test-token*", route -> {
            asked.incrementAndGet();
            route.fulfill(new Route.FulfillOptions().setBody(Tokens.of("u1", validFor)));
        });
    }

    @AfterEach
    void noPageComplained() {
        List<String> complaints = List.copyOf(browser.complaints());
        browser.close();
        nginx.close();
        server.close();
        assertEquals(List.of(), complaints);
    }

    @ParameterizedTest
    @ValueSource(strings = {SHARED, ALONE})
    void tokenThatIsRenewed_keepsItsConnectionForLongerThanItLives(String query) {
        ClientPage page = ClientPage.open(person, nginx.http(), query).awaitState("open");
        List<?> states = page.list("states");
        // The driver answers the page's requests only while it is being called.
        await().atMost(Duration.ofSeconds(40)).until(() -> page.state().equals("open") && asked.get() >= 4);
        assertEquals(states, page.list("states"), "it was not interrupted");
        push(1);
        page.awaitGot(List.of(1));
        assertFalse(nginx.accessLog().contains("eyJ"), "no token in the log");
    }

    @ParameterizedTest
    @ValueSource(strings = {SHARED, ALONE})
    void tokenThatEndsAndIsFollowedByOldOnes_stopsTheLineWithTheServersReason(String query) {
        ClientPage page = ClientPage.open(person, nginx.http(), query).awaitState("open");
        validFor = Duration.ofSeconds(-10);
        page.awaitState("stopped");
        assertEquals(401, page.page().evaluate("line.reason.status"));
        int then = asked.get();
        // Waiting longer than any back-off of a first attempt: nobody asks any more.
        await().during(Duration.ofSeconds(3))
                .atMost(Duration.ofSeconds(6))
                .until(() -> page.state().equals("stopped") && asked.get() == then);
        push(1);
        validFor = Duration.ofMinutes(5);
        page.page().evaluate("line.retry()");
        page.awaitGot(List.of(1));
    }

    private void push(int n) {
        var answer = new BackEnd(server.http()).push("{'to':{'users':['u1']},'message':{'type':'n','n':" + n + "}}");
        assertEquals(202, answer.statusCode(), answer::body);
    }
}
