package dev.lifeline.core.path.sim;

import dev.lifeline.core.path.PathKey;
import dev.lifeline.core.protocol.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** One day of one scenario. */
final class Simulation {

    /** Of all clients every second lives in a network of its own, the others in networks of so many. */
    private static final int SHARED_BY = 5;

    private static final Duration ARRIVE_WITHIN = Duration.ofMinutes(30);

    /** A mobile network has so many clients behind one address. */
    private static final int MOBILE_SHARED_BY = 50;

    /** How long a client that roams stays in one network. */
    private static final Duration STAY = Duration.ofHours(4);

    private final Timeline time = new Timeline();
    private final Scenario scenario;
    private final Random random;
    private final Server server;
    private final List<Device> honest = new ArrayList<>();
    private final List<Way> ways = new ArrayList<>();
    private final Map<PathKey, Way> mobileWays = new HashMap<>();
    private int roamers;

    /**
     * @param fixed the interval of every connection; null: learned
     * @param seed the same one gives the same day
     */
    Simulation(Scenario scenario, int clients, Duration fixed, long seed) {
        this.scenario = scenario;
        this.random = new Random(seed);
        this.server = new Server(time, random, fixed);
        int alone = clients / 2;
        for (int network = 0; network < alone; network++) {
            populate(network, 1);
        }
        for (int network = alone; network < alone + (clients - alone) / SHARED_BY; network++) {
            populate(network, SHARED_BY);
        }
    }

    private void populate(int network, int users) {
        PathKey path = new PathKey("10.0.0.1", "192." + network / 256 + "." + network % 256 + ".0/24");
        Way way = new Way(scenario.hops(), scenario.lifetime());
        ways.add(way);
        for (int i = 0; i < users; i++) {
            UserId user = new UserId("u" + network + "-" + i);
            boolean lies = users > 1 && i < scenario.liars();
            boolean stranger = users > 1 && i < scenario.strangers();
            Device device = lies
                    ? new Liar(time, server, random, user, path, way)
                    : new Device(time, server, random, user, path, stranger ? new Way(List.of(), Duration.ZERO) : way);
            if (!lies && !stranger) {
                honest.add(device);
            }
            time.after((long) (random.nextDouble() * ARRIVE_WITHIN.toNanos()), device::connect);
            if (scenario.roams()) {
                roam(device, path, way);
            }
            if (random.nextInt(10) < 3) {
                closeLid(device);
            }
        }
    }

    /** Out and back again, each time for {@link #STAY}; who arrives is somewhere in his first. */
    private void roam(Device device, PathKey home, Way homeWay) {
        int network = roamers++ / MOBILE_SHARED_BY;
        PathKey mobile = new PathKey(home.proxy(), "100.64." + network + ".0/24");
        Way mobileWay = mobileWays.computeIfAbsent(mobile, key -> new Way(scenario.roaming(), Duration.ZERO));
        Duration next = ARRIVE_WITHIN.plusNanos((long) (random.nextDouble() * STAY.toNanos()));
        for (boolean out = true; next.compareTo(scenario.length()) < 0; out = !out) {
            boolean away = out;
            time.after(next, () -> device.move(away ? mobile : home, away ? mobileWay : homeWay));
            next = next.plus(STAY);
        }
    }

    /** A laptop: closed twice for half an hour to four hours, and twice for less than a minute. */
    private void closeLid(Device device) {
        for (int nap = 0; nap < 4; nap++) {
            double length = nap < 2 ? 30 + random.nextDouble() * 210 : 0.1 + random.nextDouble() * 0.9;
            Duration at = Duration.ofMinutes(60 + nap * 320L + random.nextInt(60));
            time.after(at, device::sleep);
            time.after(at.plusSeconds((long) (length * 60)), device::wake);
        }
    }

    List<Figures> run() {
        if (scenario.changes()) {
            time.after(Scenario.CHANGE, () -> ways.forEach(way -> way.set(scenario.later())));
        }
        time.runUntil(scenario.length());
        honest.forEach(Device::ended);
        return honest.stream().map(Device::figures).toList();
    }
}
