package dev.lifeline.doctor.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lifeline.doctor.Site;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocationBlockTest {

    @Test
    void defaultSettings_giveTheShippedLocation() throws Exception {
        List<String> shipped = Files.readAllLines(Path.of("nginx/lifeline-location.conf")).stream()
                .filter(line -> !line.isBlank() && !line.strip().startsWith("#"))
                .toList();
        assertEquals(shipped, LocationBlock.of(site("", 25, 10)).lines().toList());
    }

    @Test
    void contextPath_isTheLocations() {
        assertEquals(
                "location /push/web/count {",
                LocationBlock.of(site("/push", 25, 10)).lines().findFirst().orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({"25, 10, 90", "2, 1, 30", "50, 10, 180", "300, 10, 990", "9, 40, 60"})
    void readTimeout_forgivesTwoLostHeartbeats(int interval, int patience, int seconds) {
        assertEquals("proxy_read_timeout " + seconds + "s;", LocationBlock.readTimeout(site("", interval, patience)));
    }

    private static Site site(String context, int interval, int patience) {
        return new Site(context, Duration.ofSeconds(interval), Duration.ofSeconds(patience));
    }
}
