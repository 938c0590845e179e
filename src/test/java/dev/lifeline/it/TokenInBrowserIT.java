package dev.lifeline.it;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.microsoft.playwright.Route;
import dev.lifeline.rig.ClientPage;
import dev.lifeline.rig.LifelineServer;
import dev.lifeline.rig.Tokens;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The client's tokens in Chromium, through nginx: renewed in time, fetched anew when used up, and never in a loop. */
class TokenInBrowserIT extends ClientFixture {

    private static final String SHARED = "user=u1&token";
    private static final String ALONE = "user=u1&token&alone";

    private final AtomicInteger asked = new AtomicInteger();
    private volatile Duration validFor = Duration.ofSeconds(5);

    @BeforeEach
    void start() {
        behindNginx(LifelineServer.start(folder, List.of(), Tokens.settings()), UnaryOperator.identity());
        person.route("**/client-test-token*", route -> {
            asked.incrementAndGet();
            route.fulfill(new Route.FulfillOptions().setBody(Tokens.of("u1", validFor)));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {SHARED, ALONE})
    void tokenThatIsRenewed_keepsItsConnectionForLongerThanItLives(String query) {
        ClientPage page = open(query);
        List<?> states = page.list("states");
        // The driver answers the page's requests only while it is being called.
        await().atMost(Duration.ofSeconds(40)).until(() -> page.state().equals("open") && asked.get() >= 4);
        assertEquals(states, page.list("states"), "it was not interrupted");
        push("u1");
        page.awaitGot(List.of(1));
        assertFalse(nginx.accessLog().contains("eyJ"), "no token in the log");
    }

    @ParameterizedTest
    @ValueSource(strings = {SHARED, ALONE})
    void tokenThatEndsAndIsFollowedByOldOnes_stopsTheLineWithTheServersReason(String query) {
        ClientPage page = open(query);
        validFor = Duration.ofSeconds(-10);
        page.awaitState("stopped");
        assertEquals(401, page.page().evaluate("line.reason.status"));
        int then = asked.get();
        // Waiting longer than any back-off of a first attempt: nobody asks any more.
        await().during(Duration.ofSeconds(3))
                .atMost(Duration.ofSeconds(6))
                .until(() -> page.state().equals("stopped") && asked.get() == then);
        push("u1");
        validFor = Duration.ofMinutes(5);
        page.page().evaluate("line.retry()");
        page.awaitGot(List.of(1));
    }
}
