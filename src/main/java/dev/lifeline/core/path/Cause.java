package dev.lifeline.core.path;

import java.util.Locale;

/** Why a connection ended. */
public enum Cause {
    /** The client closed it by itself. */
    CLIENT_CLOSED,
    /** The page was left: the browser said so. */
    PAGE_LEFT,
    /** The server closed it. */
    SERVER_CLOSED,
    /** The server closed it since its client read too slowly. */
    TOO_SLOW,
    /** Something on the way ends connections that are quiet for so long. */
    IDLE_LIMIT,
    /** Something on the way ends connections of that age. */
    LIFETIME_LIMIT,
    /** A proxy ended many at one moment. */
    PROXY_RELOADED,
    /** The client was not there: asleep, ended without a word, or without a network for more than a minute. */
    PEER_VANISHED,
    /** The line broke while its client lived, and nothing tells why. */
    NETWORK;

    /** As frames and the API write it, such as {@code idle-limit}. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether somebody on the way did it, whom the page and the administrator should hear of. */
    public boolean isOnTheWay() {
        return this == IDLE_LIMIT || this == LIFETIME_LIMIT || this == PROXY_RELOADED;
    }
}
