package dev.lifeline.rig;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A network namespace of Linux with a server in it. Its packet filter forgets connections that were idle and drops what
 * still comes on them, in both directions and without a word: what NATs and firewalls do, done by the kernel.
 */
public final class ForgetfulNetwork implements AutoCloseable {

    private final RunningProcess holder;
    private final String link;
    private final String inside;
    private BlackHole door;

    private ForgetfulNetwork(RunningProcess holder, String link, String inside) {
        this.holder = holder;
        this.link = link;
        this.inside = inside;
    }

    /** Whether this machine lets us have one: it takes root and its own network. */
    public static boolean isAllowed() {
        return exit(List.of("unshare", "-n", "true")) == 0;
    }

    /**
     * Makes one.
     *
     * @param forgetsAfter in whole seconds
     */
    public static ForgetfulNetwork forgetting(Path folder, Duration forgetsAfter) {
        RunningProcess holder = RunningProcess.start(
                List.of("unshare", "-n", "sleep", "600"), Map.of(), folder, folder.resolve("network.out"));
        long pid = holder.pid();
        await().until(() -> !network("self").equals(network(Long.toString(pid))));
        // Addresses for benchmarks (RFC 2544), apart from those of another run.
        String subnet = "198.18." + pid % 250 + ".";
        String link = "ll" + pid % 1_000_000;
        sh("""
                ip link add %1$s type veth peer name ll netns %2$d
                ip addr add %3$s1/30 dev %1$s
                ip link set %1$s up
                """.formatted(link, pid, subnet));
        sh("""
                nsenter -t %d -n sh -e <<'END'
                ip link set lo up
                ip addr add %s2/30 dev ll
                ip link set ll up
                nft add table inet forgetful
                nft add chain inet forgetful in '{ type filter hook input priority 0; }'
                nft add chain inet forgetful out '{ type filter hook output priority 0; }'
                nft add rule inet forgetful in ct state invalid drop
                nft add rule inet forgetful out ct state invalid drop
                echo 0 > /proc/sys/net/netfilter/nf_conntrack_tcp_loose
                echo %d > /proc/sys/net/netfilter/nf_conntrack_tcp_timeout_established
                END
                """.formatted(pid, subnet, forgetsAfter.toSeconds()));
        return new ForgetfulNetwork(holder, link, subnet + "2");
    }

    /** Starts a server in there that is reached by its port on this side's loopback. */
    public LifelineServer server(Path folder, String... settings) {
        int port = Ports.free();
        door = new BlackHole(port, new InetSocketAddress(inside, port), Duration.ofDays(1));
        String[] all = java.util.Arrays.copyOf(settings, settings.length + 2);
        all[settings.length] = "lifeline.auth=demo";
        all[settings.length + 1] = "lifeline.address=" + inside;
        return LifelineServer.startOn(java(folder), port, folder, List.of(), all);
    }

    private String java(Path folder) {
        Path script = folder.resolve("java-inside");
        try {
            Files.writeString(
                    script,
                    "#!/bin/sh\nexec nsenter -t " + holder.pid() + " -n " + RunningProcess.java() + " \"$@\"\n");
            Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return script.toString();
    }

    private static String network(String process) throws IOException {
        return Files.readSymbolicLink(Path.of("/proc", process, "ns/net")).toString();
    }

    private static void sh(String script) {
        int exit = exit(List.of("sh", "-ec", script));
        if (exit != 0) {
            throw new IllegalStateException("exit code " + exit + " of\n" + script);
        }
    }

    private static int exit(List<String> command) {
        try {
            return new ProcessBuilder(command).inheritIO().start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What its connections still wait for would keep the link for minutes. */
    @Override
    public void close() throws IOException {
        if (door != null) {
            door.close();
        }
        sh("ip link del " + link);
        holder.close();
    }
}
