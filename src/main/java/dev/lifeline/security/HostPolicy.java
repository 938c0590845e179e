package dev.lifeline.security;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which host names the server answers to ({@code lifeline.hosts}); none listed means any. Keeps a page of a foreign site
 * from reaching a server on loopback by a name that it points there (DNS rebinding). Immutable.
 */
public final class HostPolicy {

    private final Set<String> hosts;

    /** @param hosts names without port; IPv6 addresses in brackets */
    public HostPolicy(List<String> hosts) {
        this.hosts = hosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether every request passes. */
    public boolean acceptsAll() {
        return hosts.isEmpty();
    }

    /** @param hostHeader the value of the {@code Host} header, with or without a port; null where it is absent */
    public boolean accepts(@Nullable String hostHeader) {
        if (acceptsAll()) {
            return true;
        }
        if (hostHeader == null) {
            return false;
        }
        String host = hostHeader.strip().toLowerCase(Locale.ROOT);
        int port = host.lastIndexOf(':');
        return hosts.contains(port > host.lastIndexOf(']') ? host.substring(0, port) : host);
    }

    @Override
    public String toString() {
        return String.join(", ", new TreeSet<>(hosts));
    }
}
