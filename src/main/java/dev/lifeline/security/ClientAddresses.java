package dev.lifeline.security;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
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
        List<String> hops = forwardedFor.stream()
                .flatMap(line -> Stream.of(line.split(",", -1)))
                .map(String::strip)
                .filter(hop -> !hop.isEmpty())
                .toList();
        InetAddress client = remote;
        for (int i = hops.size() - 1; i >= 0 && isTrusted(client); i--) {
            InetAddress hop = literal(hops.get(i));
            if (hop == null) {
                break;
            }
            client = hop;
        }
        return client;
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
