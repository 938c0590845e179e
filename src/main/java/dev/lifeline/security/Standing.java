package dev.lifeline.security;

import dev.lifeline.core.protocol.Client;
import dev.lifeline.core.protocol.Level;
import dev.lifeline.core.protocol.Position;
import dev.lifeline.core.protocol.Problem;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a client says of itself in its address: its name, and how far it has got, or that it is a probe. Stateless. */
final class Standing {

    private static final Pattern CLIENT = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern EPOCH = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern PROBE = Pattern.compile("[0-9a-f]{32}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    private Standing() {}

    /** Adds it to a handshake that is admitted otherwise. */
    static Verdict of(Handshake admitted, HandshakeRequest request) {
        String probe = request.parameter("probe");
        if (probe != null) {
            return PROBE.matcher(probe).matches()
                    ? new Verdict.Admitted(admitted.probing(probe))
                    : refused("probe must be a lease of 32 hexadecimal digits");
        }
        if (request.tokens("Sec-WebSocket-Protocol").contains(Level.PROBE_SUBPROTOCOL)) {
            return refused("a connection of " + Level.PROBE_SUBPROTOCOL + " needs its lease, in probe");
        }
        String name = request.parameter("client");
        if (name != null && !CLIENT.matcher(name).matches()) {
            return refused("client must be 1 to 64 letters, digits, _ or -");
        }
        String echo = request.parameter("echo");
        if (echo != null && !echo.equals("1")) {
            return refused("echo must be 1, or left out");
        }
        Client client = new Client(name == null ? "" : name, echo != null);
        String epoch = request.parameter("epoch");
        if (epoch != null && !EPOCH.matcher(epoch).matches()) {
            return refused("epoch must be 1 to 64 letters, digits, dots, _ or -");
        }
        String seq = request.parameter("seq");
        String all = request.parameter("all");
        if (!isNumber(seq) || !isNumber(all)) {
            return refused("seq and all must be whole numbers from 0, of 18 digits at most");
        }
        if (epoch == null) {
            return seq == null && all == null
                    ? new Verdict.Admitted(admitted.of(client, null))
                    : refused("seq and all need their epoch");
        }
        return new Verdict.Admitted(admitted.of(client, new Position(epoch, number(seq), number(all))));
    }

    private static boolean isNumber(@Nullable String text) {
        return text == null || NUMBER.matcher(text).matches();
    }

    private static long number(@Nullable String text) {
        return text == null ? 0 : Long.parseLong(text);
    }

    private static Verdict refused(String detail) {
        return new Verdict.Refused(Problem.BAD_REQUEST, detail + ".");
    }
}
