package dev.lifeline.chaos.log;

/** Kinds of events, with the details that each carries. A message is named by {@code from} and {@code cid}. */
public enum Kind {
    /** A client begins: {@code user}. */
    CLIENT,
    /** {@code epoch}, {@code seq}, {@code all} that it came with, if any; then as the frame: {@code new-epoch}, … */
    WELCOME,
    /** A message was written: {@code cid}, and {@code friend} or {@code group}. Again, too. */
    SEND,
    /** It was acknowledged: {@code cid}, and its number where it has one. */
    SENT,
    /** It was not taken: {@code cid}, {@code code}. */
    REFUSED,
    /** A message went to the application: {@code from}, {@code cid}, {@code seq} or {@code all}. */
    GOT,
    /** A message that the client knew already and kept from the application: as {@link #GOT}. */
    REPEAT,
    /** A message of this content was never written: as {@link #GOT}. */
    ALTERED,
    /** A receipt: the lines to {@code friend} have reached him up to {@code cid}; {@code seq}. */
    DELIVERED,
    /** Another frame with a number. */
    NUMBERED,
    /** About to be acknowledged, or to come back with: {@code seq}, {@code all}. */
    ACK,
    /** The connection is gone: {@code code}. */
    LOST,
    /**
     * What became of a half-open connection that the client had given up: {@code code} of its Close, or a
     * word; {@code replaced} where the client was back before the server can have noticed by itself.
     */
    ABANDONED,
    /** Connected again and up to date: {@code ms} since it was not. */
    RECOVERED,
    /** The client is closed for good, as a tab is. */
    LEFT,
    /** A back end asked for a push: {@code cid}, {@code users} and {@code groups} with commas, or {@code everybody}. */
    PUSH,
    /** It was answered with 202: {@code cid}. */
    PUSHED,
    /** It was answered otherwise, or not at all: {@code cid}, {@code status}. */
    PUSH_FAILED,
    /** A fault begins: {@code fault}. */
    FAULT,
    /** A fault that lasts is over: {@code fault}. */
    FAULT_OVER
}
