package dev.lifeline.core.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.lifeline.core.protocol.UserId;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathKeyTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.200, 192.0.2.0/24",
        "192.0.3.1, 192.0.3.0/24",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:0:0:0:0:0/48",
        "::ffff:192.0.2.7, 192.0.2.0/24",
    })
    void clients_areKnownByTheirNetwork(String client, String network) throws UnknownHostException {
        PathKey path = PathKey.of(InetAddress.getByName("10.0.0.1"), InetAddress.getByName(client));
        assertEquals(new PathKey("10.0.0.1", network), path);
    }

    @Test
    void keys_areComparedByAllTheySay() {
        PathKey key = new PathKey("10.0.0.1", "a");
        assertEquals(key.hashCode(), new PathKey("10.0.0.1", "a").hashCode());
        assertNotEquals(key, new PathKey("10.0.0.2", "a"));
        assertNotEquals(key, new PathKey("10.0.0.1", "b"));
        Prober prober = new Prober(key, new UserId("u"), "c1");
        assertEquals(prober, new Prober(new PathKey("10.0.0.1", "a"), new UserId("u"), "c1"));
        assertEquals(prober.hashCode(), new Prober(key, new UserId("u"), "c1").hashCode());
        assertNotEquals(prober, new Prober(key, new UserId("v"), "c1"));
        assertNotEquals(prober, new Prober(key, new UserId("u"), "c2"));
        assertNotEquals(prober, new Prober(new PathKey("10.0.0.2", "a"), new UserId("u"), "c1"));
    }
}
