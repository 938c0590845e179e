package dev.lifeline.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lifeline.http.SetupServlet;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.lang.reflect.Proxy;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoginTest {

    @Test
    void unconfiguredWarWithItsPage_showsAKeyAndThePage() {
        Login login = login("", true);
        assertTrue(login.trial().isPresent() && login.anyName());
        List<String> lines = login.warning().lines().map(String::strip).toList();
        assertTrue(lines.contains("page   /push/ on this server"), login.warning());
        assertEquals(
                1, lines.stream().filter(line -> line.startsWith("key    ")).count());
        assertTrue(lines.stream().allMatch(line -> line.length() <= 100), "a terminal shows each in one piece");
    }

    @Test
    void unconfiguredApplicationWithoutThePage_staysClosedAndShowsNoKey() {
        Login login = login("", false);
        assertTrue(login.trial().isEmpty() && !login.anyName());
        assertFalse(login.warning().contains("key"), login.warning());
        assertTrue(login.warning().contains("lifeline.auth is not set"), login.warning());
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "jwt"})
    void configuredWar_hasNoTrial(String auth) {
        Login login = login(auth, true);
        assertTrue(login.trial().isEmpty());
        assertEquals(auth.equals("demo"), login.anyName());
        assertFalse(login.warning().contains("key"), login.warning());
    }

    private static Login login(String auth, boolean withPage) {
        Properties system = new Properties();
        system.setProperty("lifeline.auth", auth);
        system.setProperty("lifeline.jwt.secret", "s".repeat(32));
        LifelineConfig config =
                LifelineConfig.read(new SettingSources(system, Map.of(), name -> null, new Properties(), "none"));
        return Login.of(config, new Threads("/push", 1, 1), InstantSource.system(), context(withPage));
    }

    private static ServletContext context(boolean withPage) {
        ServletRegistration setup =
                fake(ServletRegistration.class, Map.of("getClassName", SetupServlet.class.getName()));
        Map<String, ServletRegistration> servlets = withPage ? Map.of("setup", setup) : Map.of();
        return fake(ServletContext.class, Map.of("getContextPath", "/push", "getServletRegistrations", servlets));
    }

    private static <T> T fake(Class<T> type, Map<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, called, arguments) -> answers.get(called.getName())));
    }
}
