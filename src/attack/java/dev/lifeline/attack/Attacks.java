package dev.lifeline.attack;

import dev.lifeline.attack.exhaustion.DeafPingFlood;
import dev.lifeline.attack.exhaustion.OpenAndClose;
import dev.lifeline.attack.exhaustion.PingFlood;
import dev.lifeline.attack.exhaustion.ReconnectStorm;
import dev.lifeline.attack.exhaustion.SilentConnections;
import dev.lifeline.attack.exhaustion.SlowHandshakes;
import dev.lifeline.attack.exhaustion.SlowPosts;
import dev.lifeline.attack.exhaustion.SlowReaders;
import dev.lifeline.attack.exhaustion.TinyFragments;
import dev.lifeline.attack.exhaustion.TornConnections;
import dev.lifeline.attack.exhaustion.UnfinishedMessages;
import dev.lifeline.attack.fuzz.MutatedFrames;
import dev.lifeline.attack.fuzz.MutatedHandshakes;
import dev.lifeline.attack.fuzz.MutatedLines;
import dev.lifeline.attack.login.ForeignOrigins;
import dev.lifeline.attack.login.ForgedTokens;
import dev.lifeline.attack.rfc6455.AfterClose;
import dev.lifeline.attack.rfc6455.CloseCodes;
import dev.lifeline.attack.rfc6455.ControlFrames;
import dev.lifeline.attack.rfc6455.Fragments;
import dev.lifeline.attack.rfc6455.Handshakes;
import dev.lifeline.attack.rfc6455.Lengths;
import dev.lifeline.attack.rfc6455.Masking;
import dev.lifeline.attack.rfc6455.Opcodes;
import dev.lifeline.attack.rfc6455.ReservedBits;
import dev.lifeline.attack.rfc6455.Utf8;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The list of all attacks, and the suite as a command; fails if anything happened that must not. */
public final class Attacks {

    private Attacks() {}

    /** Every attack, in the order of {@code docs/attacks.md}. */
    public static List<Attack> all() {
        return Stream.of(protocol(), others()).flatMap(List::stream).toList();
    }

    /** Violations of RFC 6455, section by section. */
    static List<Attack> protocol() {
        return List.of(
                new Handshakes(),
                new Masking(),
                new ReservedBits(),
                new Opcodes(),
                new Lengths(),
                new Fragments(),
                new ControlFrames(),
                new CloseCodes(),
                new AfterClose(),
                new Utf8());
    }

    /** All the others. */
    static List<Attack> others() {
        return List.of(
                new ForgedTokens(),
                new ForeignOrigins(),
                new MutatedFrames(),
                new MutatedLines(),
                new MutatedHandshakes(),
                new SlowReaders(),
                new PingFlood(),
                new DeafPingFlood(),
                new TinyFragments(),
                new UnfinishedMessages(),
                new SlowHandshakes(),
                new SlowPosts(),
                new SilentConnections(),
                new TornConnections(),
                new OpenAndClose(),
                new ReconnectStorm());
    }

    /**
     * Runs the whole suite and prints its report.
     *
     * @param args Lifeline's archive, and a folder for report, logs and servers
     */
    public static void main(String[] args) throws Exception {
        Report report = new AttackRun(
                        AttackOptions.read(Path.of(args[0]), Path.of(args[1]).toAbsolutePath()))
                .run();
        System.out.println(report);
        System.exit(report.passed() ? 0 : 1);
    }
}
