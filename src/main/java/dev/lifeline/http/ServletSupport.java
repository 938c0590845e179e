package dev.lifeline.http;

import org.jspecify.annotations.Nullable;

/** What filters and servlets have in common. */
final class ServletSupport {

    private ServletSupport() {}

    /** The value that {@code init} set; the container calls it before any request. */
    static <T> T required(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("used before init");
        }
        return value;
    }
}
