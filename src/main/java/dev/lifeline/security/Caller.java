package dev.lifeline.security;

import org.jspecify.annotations.Nullable;

/**
 * Who asks, as far as limits per address go. Immutable.
 *
 * @param address what he counts as: an IPv4 address, or the {@code /64} of an IPv6 one, of which a household has all; null
 *     where nobody is known but a trusted proxy, which is no client
 * @param forwards whether he says that he asks for others, and is not trusted to ({@code lifeline.trusted-proxies})
 */
public record Caller(@Nullable String address, boolean forwards) {

    /** Nobody whom limits per address concern. */
    public static final Caller UNCOUNTED = new Caller(null, false);
}
