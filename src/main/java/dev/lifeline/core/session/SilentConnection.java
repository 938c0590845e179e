package dev.lifeline.core.session;

import dev.lifeline.core.protocol.CloseCode;
import dev.lifeline.core.protocol.Frame;
import dev.lifeline.core.time.Ticker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One WebSocket connection that only measures its path: it stays silent, then asks for an echo once. Thread-safe; belongs
 * to no user's streams.
 */
public final class SilentConnection {

    /** Hears once how it went. Called on any thread, holding no lock; must not block. */
    public interface Listener {

        /** The client asked for its echo, which has gone out. */
        void echoed(Duration silence);

        /**
         * It ended without an echo.
         *
         * @param cut a FIN or RST arrived and no Close frame before it
         */
        void ended(boolean cut, Duration silence);
    }

    private final Peer peer;
    private final Ticker ticker;
    private final Listener listener;
    private final long openedAt;
    private final AtomicBoolean told = new AtomicBoolean();
    private final AtomicBoolean over = new AtomicBoolean();

    public SilentConnection(Peer peer, Ticker ticker, Listener listener) {
        this.peer = peer;
        this.ticker = ticker;
        this.listener = listener;
        this.openedAt = ticker.nanoTime();
    }

    /** Takes one text frame: {@code ping}, once, is all that may be said here. */
    public void received(String text) {
        if (!text.equals("ping") || !told.compareAndSet(false, true)) {
            close(CloseCode.REFUSED, "a silent connection says ping, once");
            return;
        }
        Duration silence = silence();
        peer.send(Frame.PONG.utf8(), failure -> {});
        listener.echoed(silence);
    }

    /** Ends it from this side. Has no effect on one that has ended. */
    public void close(CloseCode code, String reason) {
        if (over.compareAndSet(false, true)) {
            peer.close(code, reason);
        }
    }

    /**
     * To be told when the container has seen its end.
     *
     * @param cut a FIN or RST arrived and no Close frame before it
     */
    public void closed(boolean cut) {
        boolean first = over.compareAndSet(false, true);
        if (told.compareAndSet(false, true)) {
            listener.ended(cut && first, silence());
        }
    }

    @Override
    public String toString() {
        return "silent connection, " + (over.get() ? "over" : "open");
    }

    private Duration silence() {
        return Duration.ofNanos(ticker.nanoTime() - openedAt);
    }
}
