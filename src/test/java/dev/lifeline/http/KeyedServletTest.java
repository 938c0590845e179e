package dev.lifeline.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lifeline.core.directory.DemoDirectory;
import dev.lifeline.security.PushKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings that no other test starts a server with. */
class KeyedServletTest {

    @Test
    void withoutAKey_nothingIsAnswered() throws Exception {
        List<KeyedServlet> servlets = List.of(
                new PushServlet(), new UsersServlet(), new GroupsServlet(), new DoctorServlet(), new FindingsServlet());
        for (KeyedServlet servlet : servlets) {
            for (Route route : servlet.routes()) {
                FakeExchange exchange =
                        new FakeExchange(route.method(), route.path()).serve(servlet, services(List.of()));
                assertEquals(403, exchange.status);
                assertTrue(exchange.text().contains("push-key-not-configured"), exchange::text);
                assertTrue(exchange.text().contains("Set lifeline.push-key"), exchange::text);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE, /u1",
        "PUT, /u1/friends/u2",
        "DELETE, /u1/friends/u2",
    })
    void usersOfTheApplicationsOwnDirectory_areNotChangedHere(String method, String path) throws Exception {
        assertNotEditable(new FakeExchange(method, path).serve(new UsersServlet(), services(List.of("key"))));
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE, /g1",
        "PUT, /g1/members/u2",
        "DELETE, /g1/members/u2",
    })
    void groupsOfTheApplicationsOwnDirectory_areNotChangedHere(String method, String path) throws Exception {
        assertNotEditable(new FakeExchange(method, path).serve(new GroupsServlet(), services(List.of("key"))));
    }

    @Test
    void applicationsOwnDirectory_canBeRead() throws Exception {
        FakeExchange user = new FakeExchange("GET", "/u2").serve(new UsersServlet(), services(List.of("key")));
        assertTrue(user.status == 200 && user.text().contains("Anna Keller"), user::text);
        FakeExchange group = new FakeExchange("GET", "/g2").serve(new GroupsServlet(), services(List.of("key")));
        assertTrue(group.status == 200 && group.text().contains("\"members\":[\"u1\""), group::text);
    }

    @Test
    void routeThatIsNotTaken_tellsWhichAre() throws Exception {
        FakeExchange exchange =
                new FakeExchange("POST", "/u2/friends/u1").serve(new UsersServlet(), services(List.of("key")));
        assertEquals(405, exchange.status);
        List<String> allowed =
                new ArrayList<>(List.of(exchange.headers.get("Allow").split(", ")));
        assertEquals(List.of("PUT", "DELETE"), allowed);
    }

    private static void assertNotEditable(FakeExchange exchange) {
        assertEquals(409, exchange.status, exchange::text);
        assertTrue(exchange.text().contains("directory-not-editable"), exchange::text);
        assertTrue(exchange.text().contains("lifeline.directory"), exchange::text);
    }

    private static Services services(List<String> keys) {
        return new Services(
                null,
                null,
                null,
                null,
                null,
                null,
                false,
                new PushKeys(keys),
                new DemoDirectory("/a/"),
                Optional.empty(),
                null,
                null,
                null,
                null,
                List::of,
                null,
                null,
                null,
                null);
    }
}
