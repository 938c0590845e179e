package dev.lifeline.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.lifeline.core.path.PathKey;
import dev.lifeline.core.protocol.Client;
import dev.lifeline.core.protocol.Position;
import dev.lifeline.core.protocol.Problem;
import dev.lifeline.core.protocol.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a client says of itself in its address. */
class StandingTest {

    private static final UserId U1 = new UserId("u1");
    private static final Duration SOON = Duration.ofSeconds(9);
    private static final Handshake LOGIN = new Handshake(U1, SOON);

    @Test
    void clientThatSaysNothing_isUnnamedAndHasNoPosition() {
        assertEquals(LOGIN, admitted(Map.of()));
    }

    @Test
    void allThatAClientCanSay_isTaken() {
        assertEquals(
                new Handshake(
                        U1,
                        new Client("c-1_A", true),
                        new Position("e.1", 12, 3),
                        SOON,
                        null,
                        null,
                        PathKey.UNKNOWN,
                        Set.of()),
                admitted(Map.of("client", "c-1_A", "echo", "1", "epoch", "e.1", "seq", "12", "all", "3")));
        assertEquals(
                new Handshake(U1, Client.UNNAMED, new Position("e", 0, 0), SOON, null, null, PathKey.UNKNOWN, Set.of()),
                admitted(Map.of("epoch", "e")),
                "streams that are left out begin at 0");
    }

    @ParameterizedTest
    @CsvSource({
        "client, 'a b', 'client must be 1 to 64 letters, digits, _ or -.'",
        "client, '', 'client must be 1 to 64 letters, digits, _ or -.'",
        "echo, true, 'echo must be 1, or left out.'",
        "echo, '', 'echo must be 1, or left out.'",
        "epoch, 'e e', 'epoch must be 1 to 64 letters, digits, dots, _ or -.'",
        "seq, -1, 'seq and all must be whole numbers from 0, of 18 digits at most.'",
        "all, 1234567890123456789, 'seq and all must be whole numbers from 0, of 18 digits at most.'",
        "seq, 1, 'seq and all need their epoch.'",
    })
    void whatCannotBeUnderstood_isRefusedInWords(String parameter, String value, String detail) {
        assertEquals(
                new Verdict.Refused(Problem.BAD_REQUEST, detail),
                Standing.of(LOGIN, request(Map.of(parameter, value))));
    }

    private static Handshake admitted(Map<String, String> parameters) {
        return assertInstanceOf(Verdict.Admitted.class, Standing.of(LOGIN, request(parameters)))
                .handshake();
    }

    private static HandshakeRequest request(Map<String, String> parameters) {
        return new HandshakeRequest("u1", "GET", name -> List.of(), parameters::get);
    }
}
