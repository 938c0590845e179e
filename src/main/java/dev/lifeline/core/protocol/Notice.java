package dev.lifeline.core.protocol;

import org.jspecify.annotations.Nullable;

/**
 * An entry of a user's message box, such as a request for his friendship. Immutable.
 *
 * @param content the line that is shown
 * @param from who it is about, or null
 * @param fromGroup the group that it is about, or null
 * @param remark a word of the asker, or null
 * @param href where it leads, or null
 */
public record Notice(
        String content,
        @Nullable UserId from,
        @Nullable String fromGroup,
        @Nullable String remark,
        @Nullable String href) {}
