package dev.lifeline.core.path;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The way by which connections come: they share the boxes that may cut them. Immutable.
 *
 * @param proxy the address that connects to the server, in the literal form of {@link InetAddress#getHostAddress}
 * @param network the client's network, {@code 192.0.2.0/24} or {@code 2001:db8:1:0:0:0:0:0/48}
 */
public record PathKey(String proxy, String network) {

    /** Of a connection that was not told how it came. */
    public static final PathKey UNKNOWN = new PathKey("", "");

    private static final int IPV4_PREFIX_BYTES = 3;
    private static final int IPV6_PREFIX_BYTES = 6;

    /**
     * The path of one connection.
     *
     * @param proxy who connects to the server: the nearest proxy, or the client itself
     * @param client the client's own address, as far as the proxies are trusted to tell it
     */
    public static PathKey of(InetAddress proxy, InetAddress client) {
        byte[] address = client.getAddress();
        int prefix = address.length == 4 ? IPV4_PREFIX_BYTES : IPV6_PREFIX_BYTES;
        Arrays.fill(address, prefix, address.length, (byte) 0);
        try {
            String network = InetAddress.getByAddress(address).getHostAddress();
            return new PathKey(proxy.getHostAddress(), network + "/" + prefix * Byte.SIZE);
        } catch (UnknownHostException e) {
            throw new AssertionError("an address of " + address.length + " bytes came from InetAddress itself", e);
        }
    }

    /** Whether the client's network is another, whoever the proxies are. */
    boolean hasOtherNetworkThan(PathKey other) {
        return !network.equals(other.network);
    }

    /** Written out: linking the equals that a record generates makes the JDK hold on to an undeployed application. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PathKey path && path.proxy.equals(proxy) && path.network.equals(network);
    }

    @Override
    public int hashCode() {
        return 31 * proxy.hashCode() + network.hashCode();
    }

    @Override
    public String toString() {
        return network + " by " + proxy;
    }
}
