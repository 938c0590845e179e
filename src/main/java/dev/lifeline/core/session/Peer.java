package dev.lifeline.core.session;

import dev.lifeline.core.protocol.CloseCode;
import org.jspecify.annotations.Nullable;

/**
 * The other end of one WebSocket connection.
 *
 * <p>{@link Connection} keeps to this: at most one {@link #send} or {@link #ping} is under way at any time; {@link
 * #close} is called at most once and may come while one is.
 */
public interface Peer {

    /** Told once how a send or ping ended. */
    @FunctionalInterface
    interface Completion {

        /** @param failure null if the bytes were handed to the network */
        void done(@Nullable Throwable failure);
    }

    /**
     * Starts to send one text frame and returns without waiting for the network.
     *
     * @param utf8 the frame's payload, valid UTF-8; not to be changed by anyone
     * @param completion called exactly once, on any thread, possibly before this method returns; not called if this
     *     method throws
     */
    void send(byte[] utf8, Completion completion);

    /**
     * Sends a protocol Ping; may block for as long as the container's blocking send timeout.
     *
     * @param number goes out as its eight bytes of application data, and comes back with the Pong
     * @throws Exception if it could not be sent
     */
    void ping(long number) throws Exception;

    /**
     * Starts the closing handshake and returns without waiting for it. The container reports the end of the connection
     * later, however the other side behaves.
     *
     * @param reason at most 123 bytes of it go out
     */
    void close(CloseCode code, String reason);
}
