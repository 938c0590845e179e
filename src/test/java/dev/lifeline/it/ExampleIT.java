package dev.lifeline.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.nimbusds.jwt.SignedJWT;
import dev.lifeline.example.OrderServlet;
import dev.lifeline.rig.Browser;
import dev.lifeline.rig.Http;
import dev.lifeline.rig.JdkSocket;
import dev.lifeline.rig.Lines;
import dev.lifeline.rig.StockTomcat;
import dev.lifeline.rig.Tokens;
import io.github.bucket4j.Bucket;
import java.io.File;
import java.net.URISyntaxException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.h2.mvstore.MVStore;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The example application: the classes as a JAR inside its own WAR, on a stock Tomcat. */
class ExampleIT {

    @TempDir
    static Path folder;

    private static StockTomcat tomcat;

    @BeforeAll
    static void deployTheShop() throws URISyntaxException {
        File application = folder.resolve("built.war").toFile();
        File pages = new File("src/example/webapp");
        ShrinkWrap.create(WebArchive.class, "shop.war")
                .addAsLibrary(new File(System.getProperty("lifeline.library", "target/ROOT-classes.jar")))
                .addAsLibrary(jarOf(Gson.class))
                .addAsLibrary(jarOf(MVStore.class))
                .addAsLibrary(jarOf(Bucket.class))
                .addAsLibrary(jarOf(SignedJWT.class))
                .addPackage(OrderServlet.class.getPackage())
                .addAsWebResource(new File(pages, "index.html"))
                .addAsWebResource(new File(pages, "shop.js"))
                .setWebXML(new File(pages, "WEB-INF/web.xml"))
                .as(ZipExporter.class)
                .exportTo(application);
        Path base = StockTomcat.base(StockTomcat.TEN, folder);
        StockTomcat.deploy(base, application.toPath(), "shop.war");
        deployWithoutTokens(base);
        tomcat = StockTomcat.start(
                StockTomcat.TEN,
                base,
                "lifeline.jwt.secret=" + Tokens.SECRET,
                "lifeline.jwt.leeway=0s",
                "shop.token-seconds=4");
    }

    /** An application of the smallest kind, and the library of tokens is not in it. */
    private static void deployWithoutTokens(Path base) throws URISyntaxException {
        File application = folder.resolve("bare-built.war").toFile();
        ShrinkWrap.create(WebArchive.class, "bare.war")
                .addAsLibrary(new File(System.getProperty("lifeline.library", "target/ROOT-classes.jar")))
                .addAsLibrary(jarOf(Gson.class))
                .addAsLibrary(jarOf(MVStore.class))
                .addAsLibrary(jarOf(Bucket.class))
                .setWebXML(new StringAsset("<web-app xmlns='https://jakarta.ee/xml/ns/jakartaee' version='6.0'>"
                        + "<context-param><param-name>lifeline.auth</param-name><param-value>demo</param-value>"
                        + "</context-param></web-app>"))
                .as(ZipExporter.class)
                .exportTo(application);
        StockTomcat.deploy(base, application.toPath(), "bare.war");
    }

    @AfterAll
    static void stop() {
        if (tomcat != null) {
            tomcat.close();
        }
    }

    private static File jarOf(Class<?> type) throws URISyntaxException {
        return new File(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    @Test
    void withoutTokens_theirLibraryIsNotNeeded() {
        try (JdkSocket page = JdkSocket.v1(tomcat.address("/bare", "u1"))) {
            page.nextWith("welcome");
            page.send("{\"type\":\"token\",\"token\":\"x\"}");
            assertEquals("bad-token", Lines.field(page.nextWith("refused"), "code"));
        }
    }

    /** Longer than two tokens last: the page is told nothing of it. */
    @Test
    void page_isLoggedInOrdersAndStaysConnectedOnRenewedTokens() {
        try (Browser browser = Browser.start()) {
            Page page = browser.open(tomcat.http("/shop/"));
            page.getByText("Log in").click();
            Locator state = page.locator("#state");
            assertThat(state).hasText("ann: open");
            page.evaluate("""
                    window.said = [];
                    new MutationObserver(() => said.push(state.textContent)).observe(state, { childList: true })""");
            page.getByText("Order three").click();
            assertThat(page.locator("#news")).containsText("is in.");
            String renewed =
                    "performance.getEntriesByType('resource').filter((e) => e.name.endsWith('/token')).length >= 4";
            Browser.awaitTrue(page, renewed);
            assertEquals(202, ship("ann"));
            assertThat(page.locator("#news")).hasText("已发货");
            assertEquals(List.of(), page.evaluate("said"));
            assertEquals(List.of(), browser.complaints());
        }
    }

    @Test
    void shopsTokens_areForItsCustomersOnly() {
        assertEquals(401, Http.get(tomcat.http("/shop/token")).statusCode());
        assertEquals(401, JdkSocket.refusal(tomcat.address("/shop", "ann")));
        assertEquals(403, Http.post(tomcat.http("/shop/login?customer=eve"), "").statusCode());
    }

    private static JdkSocket v1(String customer) {
        return JdkSocket.v1(tomcat.address("/shop", customer), Tokens.of(customer, Duration.ofHours(1)));
    }

    private static JdkSocket plain(String customer) {
        return JdkSocket.plain(
                tomcat.address("/shop", customer) + "?access_token=" + Tokens.of(customer, Duration.ofHours(1)));
    }

    @Test
    void orderOfAPage_isHandledByTheShopAndAnswered() {
        try (JdkSocket page = v1("ann")) {
            page.nextWith("welcome");
            page.send("{\"type\":\"order\",\"cid\":\"order-1\",\"amount\":3}");
            assertTrue(page.nextWith("\"ordered\"").contains("\"number\":"));
            page.nextWith("\"sent\"");
            page.send("{\"type\":\"order\",\"cid\":\"order-2\",\"amount\":10}");
            String refused = page.nextWith("\"refused\"");
            assertEquals("failed", Lines.field(refused, "code"));
            assertEquals("order-2", Lines.field(refused, "cid"));
        }
    }

    @Test
    void pushOfTheShop_waitsForACustomerWhoIsAway() {
        assertEquals(202, ship("bo"));
        try (JdkSocket page = v1("bo")) {
            assertTrue(page.nextWith("shipped").contains("{\"seq\":1,\"type\":\"shipped\",\"content\":\"已发货\"}"));
            assertEquals(202, ship("bo"));
            page.nextWith("\"seq\":2");
        }
    }

    private static int ship(String customer) {
        return Http.post(tomcat.http("/shop/shipped?customer=" + customer), "").statusCode();
    }

    @Test
    void shopsOwnTable_saysWhoMayWriteToWhom() {
        try (JdkSocket ann = plain("ann");
                JdkSocket clerk = plain("clerk")) {
            ann.send(Lines.toFriend("clerk", "where is my order?", "c-1"));
            assertEquals("Ann", Lines.field(clerk.nextWith("c-1"), "username"));
            ann.send(Lines.toFriend("bo", "hello", "c-2"));
            assertEquals("not-a-friend", Lines.field(ann.nextWith("c-2"), "code"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/lifeline/lifeline.js", "/lifeline/timer-worker.js", "/lifeline/avatars/u1.svg"})
    void clientsFiles_areServed(String path) {
        HttpResponse<String> answer = Http.get(tomcat.http("/shop" + path));
        assertEquals(200, answer.statusCode());
        String type = answer.headers().firstValue("Content-Type").orElse("");
        assertTrue(
                path.endsWith(".js") ? type.contains("javascript") : type.equals("image/svg+xml"),
                "a browser's module loader minds: " + type);
    }

    @Test
    void applicationsOwnPages_stayItsOwn() {
        assertTrue(Http.get(tomcat.http("/shop/")).body().contains("The shop"));
        assertEquals(404, Http.get(tomcat.http("/shop/health")).statusCode());
        assertFalse(tomcat.log().contains("SEVERE"), tomcat::log);
    }
}
