package dev.lifeline.attack;

import dev.lifeline.attack.wire.Arrived;
import dev.lifeline.attack.wire.Frame;
import dev.lifeline.attack.wire.Request;
import dev.lifeline.attack.wire.Wire;
import dev.lifeline.rig.BackEnd;
import java.io.IOException;
import java.util.Random;
import java.util.function.IntSupplier;

/**
 * What an attack has before it: the way to the server, its size, and where it tells what happened.
 *
 * @param backEnd pushes to the attackers themselves, for those who do not read
 * @param strangers how many connections the server has, beside the neighbours'
 * @param seed of everything that is random
 */
public record Field(
        Target target, Size size, Passes passes, BackEnd backEnd, IntSupplier strangers, long seed, Tally tally) {

    /** The attacker whom most attacks take. Nothing is ever written to him. */
    public static final String MALLORY = "mallory";

    /** An attacker with a friend. */
    public static final String EVE = "eve";

    /** Gets what Eve writes. */
    public static final String TRENT = "trent";

    /** The same sequence for the same seed and attack, whatever ran before. */
    public Random random(Attack attack) {
        return new Random(seed + attack.name().hashCode());
    }

    /** A TCP connection. */
    public Wire connect() throws IOException {
        return Wire.to(target.port());
    }

    /** A good handshake of {@code lifeline.v1} with the user's own token. */
    public Request handshake(String user) {
        return bare(user).with("Sec-WebSocket-Protocol: lifeline.v1, lifeline.token." + passes.of(user));
    }

    /** The same without a subprotocol, and so without a token. */
    public Request bare(String user) {
        return Request.handshake("/web/count/" + user, target.host());
    }

    /** An open connection of {@code lifeline.v1} that was welcomed. */
    public Wire open(String user) throws IOException {
        return upgrade(connect(), handshake(user));
    }

    /**
     * Upgrades a connection, and waits for its welcome and for one answer more: a Close frame that crosses the end of
     * another send may be lost, and the server is not to be in the middle of one.
     */
    public Wire upgrade(Wire wire, Request handshake) throws IOException {
        tally.handshake();
        wire.write(handshake.bytes());
        int status = wire.status();
        if (status != 101) {
            wire.close();
            throw new IOException("a good handshake was answered with " + status);
        }
        wire.write(Frame.of(Frame.PING, new byte[0]).bytes());
        Arrived answer = wire.read(Wire.PATIENCE);
        while (answer.opcode() != Frame.PONG) {
            if (answer.isLast()) {
                wire.close();
                throw new IOException("a good connection was closed with " + answer.closeCode());
            }
            answer = wire.read(Wire.PATIENCE);
        }
        return wire;
    }

    /** Sends frames of one message or more. */
    public void send(Wire wire, Frame... frames) throws IOException {
        tally.frames(frames.length);
        for (Frame frame : frames) {
            wire.write(frame.bytes());
        }
    }

    /** Asks on the connection itself whether it is still served, past all that was written to it before. */
    public boolean isServed(Wire wire) throws IOException {
        send(wire, Frame.text("ping"));
        Arrived frame = wire.read(Wire.PATIENCE);
        while (!frame.says("pong") && !frame.isLast()) {
            frame = wire.read(Wire.PATIENCE);
        }
        return !frame.isLast();
    }

    /** Reads until the server's Close frame, answers it, and waits for the end. */
    public int awaitClose(Wire wire) throws IOException {
        Arrived frame = wire.read(Wire.PATIENCE);
        while (!frame.isLast()) {
            frame = wire.read(Wire.PATIENCE);
        }
        if (frame.opcode() == Frame.CLOSE) {
            try {
                wire.write(Frame.of(Frame.CLOSE, frame.payload()).bytes());
            } catch (IOException e) {
                // It has ended already.
            }
            long more = wire.drain();
            if (more > 0) {
                tally.failed(more + " bytes came after the Close frame");
            }
        }
        return frame.closeCode();
    }

    /** Notes how something ended, and whether it had to. */
    public void judge(boolean right, String outcome, String what) {
        tally.outcome(outcome);
        if (!right) {
            tally.failed(what + ": " + outcome);
        }
    }
}
