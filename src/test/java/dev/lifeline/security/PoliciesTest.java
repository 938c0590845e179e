package dev.lifeline.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoliciesTest {

    private static final String KEY = "0123456789-0123456789-0123456789";

    @ParameterizedTest
    @CsvSource({
        "localhost, true",
        "LOCALHOST:8080, true",
        "127.0.0.1:8080, true",
        "[::1], true",
        "[::1]:8080, true",
        "[::2]:8080, false",
        "evil.example, false",
        "localhost.evil.example, false",
        "evil.example:127.0.0.1, false",
        "'', false"
    })
    void host_mustBeListed(String host, boolean accepted) {
        HostPolicy policy = new HostPolicy(List.of("localhost", "127.0.0.1", "[::1]"));
        assertEquals(accepted, policy.accepts(host));
        assertFalse(policy.accepts(null));
    }

    @Test
    void noListedHost_meansAny() {
        assertTrue(new HostPolicy(List.of()).accepts("anything"));
        assertTrue(new HostPolicy(List.of()).accepts(null));
    }

    @Test
    void pushKey_isTakenAsBearerOnly() {
        PushKeys keys = new PushKeys(List.of(KEY, "second-" + KEY));
        assertTrue(keys.accepts("Bearer " + KEY));
        assertTrue(keys.accepts("bearer second-" + KEY));
        assertFalse(keys.accepts("Basic " + KEY));
        assertFalse(keys.accepts(KEY));
        assertFalse(keys.accepts("Bearer " + KEY + "x"));
        assertFalse(keys.accepts("Bearer "));
        assertFalse(keys.accepts(null));
    }

    @Test
    void noPushKey_acceptsNothing() {
        PushKeys none = new PushKeys(List.of());
        assertFalse(none.configured());
        assertFalse(none.accepts("Bearer "));
        assertFalse(none.accepts("Bearer null"));
    }
}
