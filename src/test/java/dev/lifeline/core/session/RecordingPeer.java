package dev.lifeline.core.session;

import dev.lifeline.core.protocol.CloseCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Assertions;

/**
 * A peer that writes down what it is told. Its network is ready at once, or, after {@link #block}, when the test says.
 * Overlapping sends, which would corrupt a real stream, fail the test; so does whatever nobody read at the end.
 */
public final class RecordingPeer implements Peer {

    private final Deque<String> events = new ArrayDeque<>();
    private Completion pending;
    private boolean blocked;
    private long pinged;
    private boolean pingFails;
    private boolean refuses;
    private Runnable duringPing = () -> {};

    @Override
    public void send(byte[] utf8, Completion completion) {
        Assertions.assertNull(pending, "a send began while another was under way");
        if (refuses) {
            throw new IllegalStateException("the session is closed");
        }
        events.add(new String(utf8, StandardCharsets.UTF_8));
        if (blocked) {
            pending = completion;
        } else {
            completion.done(null);
        }
    }

    @Override
    public void ping(long number) throws Exception {
        pinged = number;
        Assertions.assertNull(pending, "a Ping was sent while a send was under way");
        events.add("<ping>");
        duringPing.run();
        if (pingFails) {
            throw new IOException("broken");
        }
    }

    @Override
    public void close(CloseCode code, String reason) {
        events.add("<close " + code.number() + " " + reason + ">");
    }

    /** From now on the network takes nothing until {@link #complete}. */
    public void block() {
        blocked = true;
    }

    /** From now on sends are refused with an exception, as a container does that has closed its session. */
    public void refuse() {
        refuses = true;
    }

    /** What happens while a Ping is being sent. */
    public void duringPing(Runnable event) {
        duringPing = event;
    }

    /** The number that the last Ping went out with. */
    public long pinged() {
        return pinged;
    }

    public void failPings() {
        pingFails = true;
    }

    /** The network has taken the send under way. */
    public void complete() {
        finish(null);
    }

    /** The same, where one is under way. */
    public void completeIfUnderWay() {
        if (pending != null) {
            finish(null);
        }
    }

    /** The network broke on the send under way. */
    public void fail(Throwable failure) {
        finish(failure);
    }

    private void finish(Throwable failure) {
        Completion completion = pending;
        Assertions.assertNotNull(completion, "no send is under way");
        pending = null;
        completion.done(failure);
    }

    public void unblock() {
        blocked = false;
    }

    /** The oldest event that was not read yet; fails if there is none. */
    public String next() {
        String event = events.poll();
        Assertions.assertNotNull(event, "nothing was sent");
        return event;
    }

    /** The oldest event that was not read yet, or null. */
    public String poll() {
        return events.poll();
    }

    /** Drops what was not read: talk that the test is not about. */
    public void forget() {
        events.clear();
    }

    /** Fails if something was not read. */
    public void assertNothingMore() {
        Assertions.assertEquals("[]", events.toString());
    }
}
