package dev.lifeline.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ServerLogTest {

    private static final String QUIET =
            "28-Nov-2026 10:00:00.000 INFO [main] a.B.c Server startup in [900] milliseconds\n";
    private static final String REFUSED =
            "28-Nov-2026 10:00:01.000 WARNING [http-nio-1-exec-2] d.RefusalLog.note Refused 3"
                    + " handshakes, the last from 127.0.0.1, with 401 no-token: Show it\n";
    private static final String THROWN =
            "28-Nov-2026 10:00:02.000 SEVERE [http-nio-1-exec-2] a.B.c Failed\n\tjava.lang.RuntimeException: oh\n\t\tat a.b.c\n";

    private final StringBuilder text = new StringBuilder();
    private final ServerLog log = new ServerLog(text::toString);

    @Test
    void expectedLines_areNoSurprise() {
        text.append(QUIET).append(REFUSED);
        assertEquals(List.of(), log.surprises());
    }

    @Test
    void exception_isASurpriseOnceWithItsTrace() {
        text.append(QUIET).append(THROWN).append(REFUSED);
        assertEquals(List.of(THROWN), log.surprises());
        assertEquals(List.of(), log.surprises());
    }

    @Test
    void sameLineLater_isASurpriseAgain() {
        text.append(THROWN);
        log.surprises();
        text.append(THROWN);
        assertEquals(List.of(THROWN), log.surprises());
    }
}
