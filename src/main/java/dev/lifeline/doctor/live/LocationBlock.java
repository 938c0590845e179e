package dev.lifeline.doctor.live;

import dev.lifeline.doctor.Site;
import java.time.Duration;

/** The location that nginx needs, with the values that fit the heartbeat's settings. */
final class LocationBlock {

    /** Lost heartbeats that are forgiven, and the one that comes. */
    private static final int HEARTBEATS = 3;

    /** The timeout is a multiple of it, in seconds. */
    private static final long STEP = 30;

    private LocationBlock() {}

    /** Without comments; {@code nginx/lifeline-location.conf} is the same with them, for the default settings. */
    static String of(Site site) {
        return """
                location %s {
                    proxy_pass http://lifeline;
                    proxy_http_version 1.1;
                    proxy_set_header Upgrade $http_upgrade;
                    proxy_set_header Connection "upgrade";
                    proxy_set_header Host $http_host;
                    proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
                    proxy_set_header X-Forwarded-Proto $scheme;
                    proxy_set_header Via "$http_via, 1.1 nginx";
                    %s
                    proxy_send_timeout 60s;
                    proxy_connect_timeout 5s;
                }
                """.formatted(site.endpoint(), readTimeout(site));
    }

    /** Three silences of a live connection and two heartbeats with the patience, rounded up to half a minute. */
    static String readTimeout(Site site) {
        Duration three = site.longestSilence().multipliedBy(HEARTBEATS);
        Duration least = site.leastIdleLimit();
        Duration needed = three.compareTo(least) > 0 ? three : least;
        long steps = (needed.toMillis() + STEP * 1_000 - 1) / (STEP * 1_000);
        return "proxy_read_timeout " + steps * STEP + "s;";
    }
}
