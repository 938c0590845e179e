package dev.lifeline.it;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import dev.lifeline.rig.Http;
import dev.lifeline.rig.JdkSocket;
import dev.lifeline.rig.Lines;
import dev.lifeline.rig.StockTomcat;
import io.github.bucket4j.Bucket;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.stream.Stream;
import org.h2.mvstore.MVStore;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code lifeline.auth=container}: applications with Lifeline inside whose users log in to Tomcat, one by a form, one by
 * BASIC. Users and passwords stand in {@code tomcat-users.xml}, and each password is its user's name and {@code -secret}.
 */
@ParameterizedClass
@MethodSource("versions")
class ContainerLoginIT {

    @TempDir
    static Path folder;

    private static StockTomcat tomcat;

    @Parameter
    String version;

    static Stream<String> versions() {
        return Stream.of(StockTomcat.TEN, StockTomcat.ELEVEN);
    }

    @BeforeParameterizedClassInvocation
    static void start(String version) throws IOException, URISyntaxException {
        Path base = StockTomcat.base(version, folder);
        Files.writeString(
                base.resolve("conf/tomcat-users.xml"),
                "<tomcat-users xmlns='http://tomcat.apache.org/xml' version='1.0'><role rolename='user'/>"
                        + Stream.of("ann", "bo", "not an id")
                                .map(user ->
                                        "<user username='" + user + "' password='" + user + "-secret' roles='user'/>")
                                .reduce("", String::concat)
                        + "</tomcat-users>");
        deploy(base, "form", """
                <security-constraint>
                  <web-resource-collection>
                    <web-resource-name>inside</web-resource-name><url-pattern>/inside/*</url-pattern>
                  </web-resource-collection>
                  <auth-constraint><role-name>user</role-name></auth-constraint>
                </security-constraint>
                <login-config>
                  <auth-method>FORM</auth-method>
                  <form-login-config>
                    <form-login-page>/login.jsp</form-login-page><form-error-page>/login.jsp</form-error-page>
                  </form-login-config>
                </login-config>
                <security-role><role-name>user</role-name></security-role>""");
        deploy(base, "basic", """
                <security-constraint>
                  <web-resource-collection>
                    <web-resource-name>all</web-resource-name><url-pattern>/*</url-pattern>
                  </web-resource-collection>
                  <auth-constraint><role-name>user</role-name></auth-constraint>
                </security-constraint>
                <login-config><auth-method>BASIC</auth-method></login-config>
                <security-role><role-name>user</role-name></security-role>""");
        tomcat = StockTomcat.start(version, base);
    }

    private static void deploy(Path base, String name, String security) throws URISyntaxException {
        File application =
                folder.resolve(base.getFileName() + "-" + name + ".war").toFile();
        ShrinkWrap.create(WebArchive.class, name + ".war")
                .addAsLibrary(new File(System.getProperty("lifeline.library", "target/ROOT-classes.jar")))
                .addAsLibrary(jarOf(Gson.class))
                .addAsLibrary(jarOf(MVStore.class))
                .addAsLibrary(jarOf(Bucket.class))
                .addAsWebResource(jsp("out.print(\"log in\")"), "login.jsp")
                .addAsWebResource(jsp("out.print(request.getRemoteUser())"), "inside/who.jsp")
                .addAsWebResource(
                        jsp("request.getSession(); String u = request.getParameter(\"u\");"
                                + " request.login(u, u + \"-secret\")"),
                        "login-by-hand.jsp")
                .addAsWebResource(jsp("request.getSession().invalidate()"), "invalidate.jsp")
                .addAsWebResource(jsp("request.logout()"), "logout.jsp")
                .addAsWebResource(jsp("request.logout(); request.login(\"bo\", \"bo-secret\")"), "log-another-in.jsp")
                .addAsWebResource(jsp("request.changeSessionId()"), "change-id.jsp")
                .addAsWebResource(jsp("request.getSession().setMaxInactiveInterval(1)"), "expire-soon.jsp")
                .setWebXML(new StringAsset("<web-app xmlns='https://jakarta.ee/xml/ns/jakartaee' version='6.0'>"
                        + "<context-param><param-name>lifeline.auth</param-name><param-value>container</param-value>"
                        + "</context-param>" + security + "</web-app>"))
                .as(ZipExporter.class)
                .exportTo(application);
        StockTomcat.deploy(base, application.toPath(), name + ".war");
    }

    private static StringAsset jsp(String java) {
        return new StringAsset("<%@ page session=\"false\" contentType=\"text/plain\" %><% " + java + "; %>");
    }

    private static File jarOf(Class<?> type) throws URISyntaxException {
        return new File(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        if (tomcat != null) {
            tomcat.close();
        }
    }

    /** A browser: it has a cookie. */
    private static final class Visitor {
        private String session = "";

        HttpResponse<String> get(String path) {
            return took(Http.get(tomcat.http("/form" + path), "Cookie", cookie()));
        }

        HttpResponse<String> post(String path, String form) {
            return took(Http.post(
                    tomcat.http("/form" + path),
                    form,
                    "Cookie",
                    cookie(),
                    "Content-Type",
                    "application/x-www-form-urlencoded"));
        }

        private HttpResponse<String> took(HttpResponse<String> answer) {
            answer.headers().allValues("Set-Cookie").stream()
                    .filter(line -> line.startsWith("JSESSIONID="))
                    .forEach(line -> session = line.substring("JSESSIONID=".length(), line.indexOf(';')));
            return answer;
        }

        String cookie() {
            return "JSESSIONID=" + session;
        }

        JdkSocket connect(String user) {
            JdkSocket page = JdkSocket.plain(tomcat.address("/form", user), "Cookie", cookie());
            page.awaitRegistered();
            return page;
        }

        int refusal(String user) {
            return JdkSocket.refusal(tomcat.address("/form", user), "Cookie", cookie());
        }

        /** Does something inside the application. */
        void does(String page) {
            HttpResponse<String> answer = get(page);
            assertEquals(200, answer.statusCode(), answer::body);
        }
    }

    private static Visitor visitor(String user) {
        Visitor visitor = new Visitor();
        visitor.does("/login-by-hand.jsp?u=" + user.replace(" ", "%20"));
        return visitor;
    }

    private static void assertProblem(int status, String slug, HttpResponse<String> answer) {
        assertEquals(status, answer.statusCode(), answer::body);
        assertEquals("urn:lifeline:problem:" + slug, Lines.field(answer.body(), "type"));
    }

    @Test
    void loginByAForm_opensItsUsersConnectionsAndNobodyElses() {
        Visitor ann = new Visitor();
        assertEquals(401, ann.refusal("ann"));
        assertProblem(401, "no-login", ann.get("/web/count/ann"));
        assertEquals("log in", ann.get("/inside/who.jsp").body());
        assertProblem(401, "no-login", ann.get("/web/count/ann"));
        ann.post("/j_security_check", "j_username=ann&j_password=ann-secret");
        assertEquals("ann", ann.get("/inside/who.jsp").body());
        try (JdkSocket page = ann.connect("ann")) {
            assertProblem(426, "upgrade-required", ann.get("/web/count/ann"));
            assertEquals(403, ann.refusal("bo"));
            assertProblem(403, "wrong-user", ann.get("/web/count/bo"));
            assertProblem(403, "wrong-user", ann.get("/api/v1/layim/init?user=bo"));
            page.awaitRegistered();
        }
    }

    @Test
    void userWhoseNameIsNoUserId_isTold() {
        Visitor visitor = visitor("not an id");
        HttpResponse<String> answer = visitor.get("/web/count/ann");
        assertProblem(403, "wrong-user", answer);
        assertTrue(answer.body().contains("'not an id' is logged in"), answer::body);
        visitor.does("/invalidate.jsp");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/invalidate.jsp", "/logout.jsp", "/log-another-in.jsp"})
    void logout_endsTheConnectionsOfThatBrowserOnly(String page) {
        Visitor ann = visitor("ann");
        Visitor elsewhere = visitor("ann");
        try (JdkSocket one = ann.connect("ann");
                JdkSocket two = ann.connect("ann");
                JdkSocket other = elsewhere.connect("ann")) {
            ann.does(page);
            assertEquals(4501, one.awaitEnd().code());
            assertEquals(4501, two.awaitEnd().code());
            other.awaitRegistered();
            assertTrue(ann.refusal("ann") == (page.contains("another") ? 403 : 401), "no way back without a login");
            elsewhere.does("/invalidate.jsp");
            assertEquals(4501, other.awaitEnd().code());
        }
    }

    @Test
    void laterLoginInTheSameSession_isOneOfItsOwn() {
        Visitor ann = visitor("ann");
        try (JdkSocket first = ann.connect("ann")) {
            ann.does("/logout.jsp");
            assertEquals(4501, first.awaitEnd().code());
        }
        ann.does("/login-by-hand.jsp?u=ann");
        try (JdkSocket second = ann.connect("ann")) {
            second.awaitRegistered();
            ann.does("/logout.jsp");
            assertEquals(4501, second.awaitEnd().code());
        }
    }

    @Test
    void newIdOfASession_isFollowed() {
        Visitor ann = visitor("ann");
        try (JdkSocket page = ann.connect("ann")) {
            String before = ann.cookie();
            ann.does("/change-id.jsp");
            assertFalse(before.equals(ann.cookie()), "the session has another id now");
            page.awaitRegistered();
            ann.does("/invalidate.jsp");
            assertEquals(4501, page.awaitEnd().code());
        }
    }

    @Test
    void sessionThatExpires_endsNoConnectionButTheWayBack() {
        Visitor ann = visitor("ann");
        try (JdkSocket page = ann.connect("ann")) {
            ann.does("/expire-soon.jsp");
            // Each question is a visit, and a session's age is counted from the last one.
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofSeconds(3))
                    .until(() -> ann.get("/web/count/ann").statusCode() == 401);
            assertEquals(401, ann.refusal("ann"));
            page.awaitRegistered();
        }
    }

    @ParameterizedTest
    @CsvSource({"ann, 200", "bo, 403"})
    void basicLogin_letsItsUserIn(String user, int status) {
        String basic = "Basic " + Base64.getEncoder().encodeToString("ann:ann-secret".getBytes(StandardCharsets.UTF_8));
        String address = tomcat.address("/basic", user);
        if (status == 403) {
            assertEquals(403, JdkSocket.refusal(address, "Authorization", basic));
            return;
        }
        try (JdkSocket page = JdkSocket.plain(address, "Authorization", basic)) {
            page.awaitRegistered();
        }
    }

    @Test
    void nothingIsLoggedAndNothingIsHeldOn() {
        Visitor ann = visitor("ann");
        try (JdkSocket page = ann.connect("ann")) {
            page.awaitRegistered();
            assertFalse(tomcat.log().contains("SEVERE"), tomcat::log);
            String session = ann.cookie().substring("JSESSIONID=".length());
            assertFalse(tomcat.log().contains(session), tomcat::log);
        }
    }
}
