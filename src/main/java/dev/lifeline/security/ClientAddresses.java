package dev.lifeline.security;

import java.math.BigInteger;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who is at the other end of the proxies: the right-most address of {@code X-Forwarded-For} that is no proxy of ours.
 * What stands to the left of it was written by strangers. Immutable.
 */
public final class ClientAddresses {

    /** A block of addresses: those whose first bits are the same. */
    private record Block(InetAddress first, int bits) {

        boolean holds(InetAddress other) {
            byte[] mine = first.getAddress();
            byte[] bytes = other.getAddress();
            int left = bytes.length * Byte.SIZE - bits;
            return bytes.length == mine.length
                    && new BigInteger(1, bytes).shiftRight(left).equals(new BigInteger(1, mine).shiftRight(left));
        }
    }

    /** How far the word of trusted proxies leads: to whom, and how many hops stand left of him. */
    private record Walk(InetAddress client, int left) {}

    /** What proxies say of whom they ask for; of these, {@code X-Forwarded-For} is believed where they are trusted. */
    private static final List<String> FORWARDING = List.of("X-Forwarded-For", "Forwarded", "X-Real-IP");

    /** The least that a provider gives to one household (RFC 6177): it has all the addresses in it. */
    private static final int IPV6_NETWORK_BYTES = 8;

    private static final String OCTET = "(25[0-5]|2[0-4]\\d|1?\\d?\\d)";

    /** {@link InetAddress} takes other numbers for a host name: looking one up would ask a stranger's name server. */
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");

    /** Nor begins with a dot what it takes for an address. */
    private static final Pattern IPV6 = Pattern.compile("(?!\\.)[0-9A-Fa-f.]*:[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*");

    /** An address with a port behind it, as some balancers write it. */
    private static final Pattern WITH_PORT = Pattern.compile("(\\[.*]|[^:]*):\\d{1,5}");

    private final List<Block> trusted;

    /**
     * @param trusted addresses and blocks ({@code 10.0.0.0/8}) whose word on who asked them is believed
     * @throws IllegalArgumentException naming the first that is none
     */
    public ClientAddresses(List<String> trusted) {
        this.trusted = trusted.stream().map(ClientAddresses::block).toList();
    }

    /**
     * The client's address.
     *
     * @param remote who connects to the server
     * @param forwardedFor the lines of {@code X-Forwarded-For}
     */
    public InetAddress client(InetAddress remote, List<String> forwardedFor) {
        return walk(remote, forwardedFor).client();
    }

    /**
     * Who asks, as far as limits per address go.
     *
     * @param remote the address that connects to the server, as the container writes it
     * @param headers looks up a header's lines by its name
     */
    public Caller caller(String remote, Function<String, List<String>> headers) {
        InetAddress nearest = literal(remote);
        if (nearest == null) {
            return Caller.UNCOUNTED;
        }
        Walk walk = walk(nearest, headers.apply("X-Forwarded-For"));
        if (isTrusted(walk.client())) {
            return Caller.UNCOUNTED;
        }
        // Behind a proxy of ours, only what stands left of the client in its line is the client's own word.
        boolean forwards = isTrusted(nearest)
                ? walk.left() > 0
                : FORWARDING.stream().anyMatch(name -> !headers.apply(name).isEmpty());
        return new Caller(countedAs(walk.client()), forwards);
    }

    private static String countedAs(InetAddress client) {
        if (!(client instanceof Inet6Address)) {
            return client.getHostAddress();
        }
        byte[] address = client.getAddress();
        Arrays.fill(address, IPV6_NETWORK_BYTES, address.length, (byte) 0);
        try {
            return InetAddress.getByAddress(address).getHostAddress() + "/" + IPV6_NETWORK_BYTES * Byte.SIZE;
        } catch (UnknownHostException e) {
            throw new AssertionError("an address of " + address.length + " bytes came from InetAddress itself", e);
        }
    }

    private Walk walk(InetAddress remote, List<String> forwardedFor) {
        List<String> hops = forwardedFor.stream()
                .flatMap(line -> Stream.of(line.split(",", -1)))
                .map(String::strip)
                .filter(hop -> !hop.isEmpty())
                .toList();
        InetAddress client = remote;
        int left = hops.size();
        while (left > 0 && isTrusted(client)) {
            InetAddress hop = literal(hops.get(left - 1));
            if (hop == null) {
                break;
            }
            client = hop;
            left--;
        }
        return new Walk(client, left);
    }

    /** Whether the word of who has that address is believed. */
    public boolean isTrusted(InetAddress address) {
        return trusted.stream().anyMatch(block -> block.holds(address));
    }

    private static Block block(String text) {
        int slash = text.indexOf('/');
        InetAddress address = literal(slash < 0 ? text : text.substring(0, slash));
        String bits = slash < 0 ? "" : text.substring(slash + 1);
        if (address == null || !bits.matches(slash < 0 ? "" : "\\d{1,3}")) {
            throw new IllegalArgumentException("'" + text + "' is no address and no block such as 10.0.0.0/8");
        }
        int all = address.getAddress().length * Byte.SIZE;
        int prefix = slash < 0 ? all : Integer.parseInt(bits);
        if (prefix > all) {
            throw new IllegalArgumentException("'" + text + "': an address has " + all + " bits");
        }
        return new Block(address, prefix);
    }

    /** The address that a text writes out; null for anything else. */
    public static @Nullable InetAddress literal(String text) {
        String bare = WITH_PORT.matcher(text).matches() ? text.substring(0, text.lastIndexOf(':')) : text;
        if (bare.startsWith("[") && bare.endsWith("]")) {
            bare = bare.substring(1, bare.length() - 1);
        }
        int zone = bare.indexOf('%');
        if (zone >= 0) {
            bare = bare.substring(0, zone);
        }
        if (!IPV4.matcher(bare).matches() && !IPV6.matcher(bare).matches()) {
            return null;
        }
        try {
            return InetAddress.getByName(bare);
        } catch (UnknownHostException e) {
            return null;
        }
    }
}
