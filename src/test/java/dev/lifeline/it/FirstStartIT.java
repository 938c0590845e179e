package dev.lifeline.it;

import static dev.lifeline.rig.BackEnd.assertProblem;
import static dev.lifeline.rig.ChatPage.awaitOpen;
import static dev.lifeline.rig.ChatPage.awaitText;
import static dev.lifeline.rig.ChatPage.say;
import static dev.lifeline.rig.ChatPage.talkTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;
import dev.lifeline.rig.FirstStart;
import dev.lifeline.rig.Http;
import dev.lifeline.rig.JdkSocket;
import dev.lifeline.rig.LifelineServer;
import dev.lifeline.rig.Nginx;
import dev.lifeline.rig.StockTomcat;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A WAR that nobody configured: closed, but for the browser of whoever reads its log. */
class FirstStartIT extends BrowserFixture {

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    @TempDir
    private Path folder;

    static Stream<String> versions() {
        return Stream.of(StockTomcat.TEN, StockTomcat.ELEVEN);
    }

    @ParameterizedTest
    @MethodSource("versions")
    void keyOfTheLog_opensOneContextForOneBrowser(String version) {
        Path base = StockTomcat.base(version, folder);
        StockTomcat.deploy(base, LifelineServer.war(), "ROOT.war");
        StockTomcat.deploy(base, LifelineServer.war(), "push.war");
        try (StockTomcat tomcat = StockTomcat.start(version, base)) {
            String rootKey = FirstStart.key(tomcat.log(), "/");
            String pushKey = FirstStart.key(tomcat.log(), "/push/");
            assertNotEquals(rootKey, pushKey);

            BrowserContext admin = browser.person();
            Page root = admin.newPage();
            root.navigate(tomcat.http("/"));
            FirstStart.enter(root, pushKey);
            PlaywrightAssertions.assertThat(root.locator("#setup-error")).containsText("That is not the key");
            FirstStart.enter(root, rootKey);
            root.waitForSelector("#signin .trial:visible");
            assertChatsWithItself(admin, tomcat.http("/"));
            assertClosedToOthers(tomcat.http(""));

            Page push = admin.newPage();
            push.navigate(tomcat.http("/push/?user=u1"));
            FirstStart.enter(push, pushKey.toUpperCase(Locale.ROOT).replace("-", " "));
            awaitOpen(push);
            root.reload();
            root.waitForSelector("#signin .trial:visible");
            assertCookies(admin.cookies());
            assertClosedToOthers(tomcat.http("/push"));
            assertFalse(tomcat.log().contains(admin.cookies().get(0).value), "a cookie is never logged");
        }
    }

    /** Two tabs, two people. */
    private static void assertChatsWithItself(BrowserContext person, String address) {
        Page lin = person.newPage();
        lin.navigate(address + "?user=u1");
        Page anna = person.newPage();
        anna.navigate(address + "?user=u2");
        awaitOpen(lin);
        awaitOpen(anna);
        lin.waitForSelector("#chat .trial:visible");
        talkTo(lin, "friend:u2");
        say(lin, "first light");
        talkTo(anna, "friend:u1");
        awaitText(anna, "first light");
        say(anna, "and an answer");
        awaitText(lin, "and an answer");
    }

    private void assertClosedToOthers(String base) {
        for (String address : List.of("/web/count/u1", "/api/v1/layim/init?user=u1")) {
            HttpResponse<String> answer = Http.get(base + address);
            assertEquals(401, answer.statusCode());
            assertTrue(answer.body().contains("login-not-configured"), answer::body);
        }
        assertEquals(401, JdkSocket.refusal(base.replace("http:", "ws:") + "/web/count/u1"));
        Page stranger = browser.open(base + "/?user=u1");
        stranger.waitForSelector("#setup:visible");
        stranger.context().close();
    }

    private static void assertCookies(List<Cookie> cookies) {
        assertEquals(
                List.of("/", "/push"),
                cookies.stream().map(cookie -> cookie.path).sorted().toList());
        assertEquals(2, cookies.stream().map(cookie -> cookie.name).distinct().count());
        for (Cookie cookie : cookies) {
            assertTrue(cookie.httpOnly);
            assertEquals(SameSiteAttribute.STRICT, cookie.sameSite);
            assertFalse(cookie.secure, "this was no HTTPS");
            assertEquals(-1, cookie.expires, "gone with the browser");
        }
    }

    @Test
    void behindNginx_theKeyOpensToo() {
        try (LifelineServer server = LifelineServer.start(folder, List.of());
                Nginx nginx = Nginx.before(server.port(), folder.resolve("nginx"), text -> text)) {
            BrowserContext admin = browser.person();
            Page page = admin.newPage();
            page.navigate(nginx.http() + "/");
            FirstStart.enter(page, FirstStart.key(server.log(), "/"));
            page.waitForSelector("#signin .trial:visible");
            assertChatsWithItself(admin, nginx.http() + "/");
            assertClosedToOthers(nginx.http());
        }
    }

    @Test
    void serverThatStartsAgain_hasAnotherKeyAndKnowsNoCookie() {
        BrowserContext admin = browser.person();
        Page page = admin.newPage();
        String first;
        int port;
        try (LifelineServer server = LifelineServer.start(folder, List.of())) {
            port = server.port();
            first = FirstStart.key(server.log(), "/");
            page.navigate(server.http() + "/?user=u1");
            FirstStart.enter(page, first);
            awaitOpen(page);
        }
        try (LifelineServer server = LifelineServer.startOn(port, folder.resolve("again"), List.of())) {
            assertNotEquals(first, FirstStart.key(server.log(), "/"));
            page.waitForSelector("#setup:visible");
            assertProblem403(FirstStart.enter(server.http(), first));
        }
    }

    @Test
    void cookieOverHttps_isForHttpsOnly() {
        try (LifelineServer server = LifelineServer.start(folder, List.of())) {
            String key = FirstStart.key(server.log(), "/");
            HttpResponse<String> answer = FirstStart.enter(server.http(), key, "X-Forwarded-Proto", "https");
            assertEquals(204, answer.statusCode(), answer::body);
            String cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
            for (String attribute : List.of("Secure", "HttpOnly", "SameSite=Strict", "Path=/")) {
                assertTrue(List.of(cookie.split("; ")).contains(attribute), cookie);
            }
            String[] shown = {"Cookie", cookie.replaceAll(";.*", "")};
            assertEquals(426, Http.get(server.http() + "/web/count/u1", shown).statusCode());
            assertProblem403(FirstStart.enter(server.http(), key));
            assertFalse(server.log().contains(shown[1]), server::log);
        }
    }

    @Test
    void wrongKeys_areLimitedAndThoseOfOthersPagesNotCounted() {
        try (LifelineServer server = LifelineServer.start(folder, List.of())) {
            String key = FirstStart.key(server.log(), "/");
            HttpResponse<String> foreign =
                    FirstStart.enter(server.http(), FirstStart.WRONG, "Origin", "http://evil.example");
            assertTrue(foreign.body().contains("foreign-origin"), foreign::body);
            HttpResponse<String> form =
                    Http.post(server.http() + "/setup", "{\"key\":\"" + key + "\"}", "Content-Type", "text/plain");
            assertProblem(415, "not-json", "Send it as application/json.", form);
            HttpResponse<String> number =
                    Http.post(server.http() + "/setup", "{\"key\":7}", "Content-Type", "application/json");
            assertProblem(400, "bad-request", "'key' must be a string: the setup key.", number);

            for (int i = 0; i < 5; i++) {
                assertProblem403(FirstStart.enter(server.http(), FirstStart.WRONG));
            }
            HttpResponse<String> answer = FirstStart.enter(server.http(), FirstStart.WRONG);
            assertEquals(429, answer.statusCode(), answer::body);
            assertTrue(answer.body().contains("too-many-setup-keys"), answer::body);
            int seconds =
                    Integer.parseInt(answer.headers().firstValue("Retry-After").orElse("0"));
            assertTrue(seconds > 10 && seconds <= 60, () -> "Retry-After: " + seconds);
            Page page = browser.open(server.http() + "/");
            FirstStart.enter(page, FirstStart.WRONG);
            PlaywrightAssertions.assertThat(page.locator("#setup-error")).containsText("Too many wrong keys");
            assertEquals(204, FirstStart.enter(server.http(), key).statusCode(), "the right one opens at any time");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"lifeline.auth=demo", "lifeline.auth=jwt"})
    void configuredServer_hasNoKey(String auth) {
        String secret = "lifeline.jwt.secret=" + "s".repeat(32);
        try (LifelineServer server = LifelineServer.start(folder, List.of(), auth, secret)) {
            assertFalse(server.log().contains("setup key"), server::log);
            assertProblem(
                    404,
                    "not-found",
                    "lifeline.auth is set: there is no setup key.",
                    FirstStart.enter(server.http(), FirstStart.WRONG));
        }
    }

    /** For people to look at: every face of a first start. */
    @Test
    void faces_areDrawn() {
        try (LifelineServer server = LifelineServer.start(folder, List.of())) {
            String key = FirstStart.key(server.log(), "/");
            String cookie = FirstStart.enter(server.http(), key)
                    .headers()
                    .firstValue("Set-Cookie")
                    .orElseThrow()
                    .replaceAll(";.*", "");
            for (ColorScheme colors : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                for (String locale : List.of("en", "zh-CN")) {
                    for (int width : List.of(360, 1280)) {
                        String name = String.join("-", colors.name().toLowerCase(Locale.ROOT), locale, "" + width);
                        BrowserContext person = browser.person(width, 800, colors, locale);
                        Page page = person.newPage();
                        page.navigate(server.http() + "/");
                        page.waitForSelector("#setup:visible");
                        assertFits(page);
                        shoot(page, "setup-" + name);
                        person.addCookies(List.of(new Cookie(
                                        cookie.substring(0, cookie.indexOf('=')),
                                        cookie.substring(cookie.indexOf('=') + 1))
                                .setUrl(server.http())));
                        page.reload();
                        page.waitForSelector("#signin .trial:visible");
                        assertFits(page);
                        shoot(page, "trial-signin-" + name);
                        page.navigate(server.http() + "/?user=u1");
                        awaitOpen(page);
                        assertFits(page);
                        shoot(page, "trial-chat-" + name);
                        person.close();
                    }
                }
            }
        }
    }

    private static void assertFits(Page page) {
        assertEquals(true, page.evaluate("document.documentElement.scrollWidth <= innerWidth"));
    }

    private static void shoot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
    }

    private static void assertProblem403(HttpResponse<String> answer) {
        assertEquals(403, answer.statusCode(), answer::body);
        assertTrue(answer.body().contains("wrong-setup-key"), answer::body);
    }
}
