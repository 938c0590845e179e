package dev.lifeline.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import dev.lifeline.rig.Http;
import dev.lifeline.rig.JdkSocket;
import dev.lifeline.rig.Lines;
import dev.lifeline.rig.PushingServlet;
import dev.lifeline.rig.StockTomcat;
import java.io.File;
import java.net.URISyntaxException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
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

/** The classes as a JAR inside an application's own WAR, on a stock Tomcat. */
class LibraryIT {

    /** All that the application has to say: everything else comes with the JAR. */
    private static final String WEB_XML = "<web-app xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"6.0\">"
            + "<context-param><param-name>lifeline.auth</param-name><param-value>demo</param-value></context-param>"
            + "</web-app>";

    @TempDir
    private static Path folder;

    private static StockTomcat tomcat;

    @BeforeAll
    static void deployApplication() throws URISyntaxException {
        File application = folder.resolve("built.war").toFile();
        ShrinkWrap.create(WebArchive.class, "shop.war")
                .addAsLibrary(new File(System.getProperty("lifeline.library", "target/ROOT-classes.jar")))
                .addAsLibrary(jarOf(Gson.class))
                .addAsLibrary(jarOf(MVStore.class))
                .addClass(PushingServlet.class)
                .addAsWebResource(new StringAsset("the shop"), "index.html")
                .setWebXML(new StringAsset(WEB_XML))
                .as(ZipExporter.class)
                .exportTo(application);
        Path base = StockTomcat.base(StockTomcat.TEN, folder);
        StockTomcat.deploy(base, application.toPath(), "shop.war");
        tomcat = StockTomcat.start(StockTomcat.TEN, base);
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
    void pushOfTheApplicationsServlet_arrives() {
        try (JdkSocket page = JdkSocket.v1(tomcat.address("/shop", "u1"))) {
            assertEquals("lifeline.v1", page.subprotocol());
            page.nextWith("welcome");

            HttpResponse<String> ordered = Http.post(tomcat.http("/shop/order?user=u1"), "");
            assertEquals("1", ordered.body());
            assertEquals(Lines.json("{\"type\":\"order\",\"content\":\"已发货\"}"), Lines.json(page.nextWith("order")));
            assertEquals("0", Http.post(tomcat.http("/shop/order?user=u2"), "").body());
        }
    }

    @Test
    void chatBetweenItsUsers_works() {
        try (JdkSocket lin = JdkSocket.plain(tomcat.address("/shop", "u1"));
                JdkSocket anna = JdkSocket.plain(tomcat.address("/shop", "u2"))) {
            anna.awaitRegistered();
            lin.send(Lines.toFriend("u2", "hello", "c-1"));
            assertEquals("/shop/lifeline/avatars/u1.svg", Lines.field(anna.nextWith("c-1"), "avatar"));
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
        assertEquals("the shop", Http.get(tomcat.http("/shop/")).body());
        assertEquals(404, Http.get(tomcat.http("/shop/health")).statusCode());
        assertFalse(tomcat.log().contains("SEVERE"), tomcat::log);
    }
}
