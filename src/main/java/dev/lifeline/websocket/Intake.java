package dev.lifeline.websocket;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.lifeline.core.limits.Limit;
import dev.lifeline.core.limits.Meter;
import dev.lifeline.core.protocol.CloseCode;
import dev.lifeline.core.protocol.Utf8;
import java.nio.ByteBuffer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What comes in on one connection: holds the client to what it may send, and hands whole messages to the speaker.
 * Thread-safe.
 */
final class Intake {

    private final IntakeRules rules;
    private final Speaker speaker;
    private final MessageAssembler assembler;

    /** The container's count of all frames; null where it has none. */
    private final @Nullable LongSupplier received;

    @GuardedBy("this")
    private final Meter frames;

    @GuardedBy("this")
    private final Meter bytes;

    /** Frames that are charged to the client. */
    @GuardedBy("this")
    private long charged;

    @GuardedBy("this")
    private boolean over;

    Intake(IntakeRules rules, Speaker speaker, @Nullable LongSupplier received) {
        this.rules = rules;
        this.speaker = speaker;
        this.received = received;
        this.assembler = new MessageAssembler(rules.maxMessageBytes(), rules.backlog());
        this.frames = new Meter(rules.frames(), rules.ticker().nanoTime());
        this.bytes = new Meter(rules.bytes(), rules.ticker().nanoTime());
    }

    /** A part of a text message. */
    void text(String part, boolean last) {
        speaker.heard();
        if (!passes(last ? 1 : 0, Utf8.length(part))) {
            return;
        }
        try {
            String message = assembler.append(part, last);
            if (message != null) {
                speaker.text(message);
            }
        } catch (MessageAssembler.TooLargeException e) {
            end(
                    Limit.MESSAGE_SIZE,
                    CloseCode.TOO_LARGE,
                    "a message of more than " + rules.maxMessageBytes() + " bytes");
        } catch (MessageAssembler.NoRoomException e) {
            end(Limit.BACKLOG, CloseCode.OVERLOAD, "no room for a part of a message: too much waits already");
        }
    }

    /** A Pong and what it carried. */
    void pong(ByteBuffer data) {
        if (passes(1, 0)) {
            speaker.pong(data);
        }
    }

    /** Charges the frames that only the container saw; to be called now and then. */
    void check() {
        passes(0, 0);
    }

    /** The connection has ended. */
    void ended() {
        assembler.end();
    }

    /** @param seen frames that came with this call, for where the container does not count them */
    private boolean passes(int seen, int size) {
        Limit met;
        synchronized (this) {
            if (over) {
                return false;
            }
            long now = rules.ticker().nanoTime();
            long count = received == null ? charged + seen : received.getAsLong();
            boolean inTime = frames.pass(count - charged, now);
            charged = count;
            if (inTime && bytes.pass(size, now)) {
                return true;
            }
            met = inTime ? Limit.BYTE_RATE : Limit.FRAME_RATE;
        }
        end(
                met,
                CloseCode.TOO_FAST,
                met == Limit.BYTE_RATE
                        ? "more than " + rules.bytes().amount() + " bytes a second"
                        : "more than " + rules.frames().amount() + " frames a second");
        return false;
    }

    private void end(Limit limit, CloseCode code, String what) {
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
        }
        assembler.end();
        rules.counts().met(limit);
        speaker.close(code, what + " (" + limit.setting() + ")");
    }
}
