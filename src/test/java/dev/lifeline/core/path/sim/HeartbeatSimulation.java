package dev.lifeline.core.path.sim;

import dev.lifeline.core.path.sim.Way.Hop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A day of each scenario. */
public final class HeartbeatSimulation {

    static final int CLIENTS = Integer.getInteger("clients", 1_000);
    static final long SEED = 20_260_101;

    private HeartbeatSimulation() {}

    static List<Scenario> scenarios() {
        List<Scenario> all = new ArrayList<>();
        for (long limit : new long[] {30, 55, 60, 90, 100, 240, 350}) {
            all.add(Scenario.of("proxy cuts at " + limit + " s", Hop.cutter(limit)));
        }
        for (long limit : new long[] {30, 55, 60, 90, 100, 240, 350}) {
            all.add(Scenario.of("NAT drops at " + limit + " s", Hop.dropper(limit)));
        }
        all.add(Scenario.of("no limit"));
        all.add(Scenario.of("NAT 100 s before a proxy of 350 s", Hop.dropper(100), Hop.cutter(350)));
        all.add(Scenario.of("NAT 350 s before a proxy of 60 s", Hop.dropper(350), Hop.cutter(60)));
        all.add(Scenario.of("proxy 90 s, then 60 s", Hop.cutter(90)).then(Hop.cutter(60)));
        all.add(Scenario.of("proxy 350 s, then 60 s", Hop.cutter(350)).then(Hop.cutter(60)));
        all.add(Scenario.of("proxy 90 s, then 1 h", Hop.cutter(90)).then(Hop.cutter(3600)));
        all.add(Scenario.of("NAT 240 s, then 60 s", Hop.dropper(240)).then(Hop.dropper(60)));
        all.add(Scenario.of("lifetime 30 s").lasting(Duration.ofSeconds(30)));
        all.add(Scenario.of("lifetime 1 h").lasting(Duration.ofHours(1)));
        all.add(Scenario.of("proxy 60 s, one liar in five", Hop.cutter(60)).with(1, 0));
        all.add(Scenario.of("proxy 350 s, two liars in five", Hop.cutter(350)).with(2, 0));
        all.add(Scenario.of("proxy 60 s, two in five have no limit", Hop.cutter(60))
                .with(0, 2));
        return all;
    }

    public static void main(String[] arguments) {
        for (Scenario scenario : scenarios()) {
            if (arguments.length > 0 && !scenario.name().contains(arguments[0])) continue;
            long start = System.nanoTime();
            List<Figures> figures = new Simulation(scenario, CLIENTS, null, SEED).run();
            double took = (System.nanoTime() - start) / 1e9;
            long beats = figures.stream().mapToLong(f -> f.beats).sum();
            double hours = figures.stream().mapToLong(f -> f.openNanos).sum() / 3.6e12;
            int before = figures.stream().mapToInt(f -> f.cutsBefore).sum();
            int maxBefore = figures.stream().mapToInt(f -> f.cutsBefore).max().getAsInt();
            int after = figures.stream().mapToInt(f -> f.cutsAfter).sum();
            int maxAfter = figures.stream().mapToInt(f -> f.cutsAfter).max().getAsInt();
            long never = figures.stream().filter(f -> f.rightAfter == null).count();
            double mean = figures.stream()
                            .filter(f -> f.rightAfter != null)
                            .mapToLong(f -> f.rightAfter.toMillis())
                            .average()
                            .orElse(0)
                    / 60000;
            double max = figures.stream()
                            .filter(f -> f.rightAfter != null)
                            .mapToLong(f -> f.rightAfter.toMillis())
                            .max()
                            .orElse(0)
                    / 60000.;
            double safe =
                    figures.stream().mapToLong(f -> f.safe.toMillis()).average().orElse(0) / 1000;
            double limit = Math.min(
                    300,
                    scenario.hops().stream()
                            .mapToLong(h -> h.limit().toSeconds())
                            .min()
                            .orElse(300));
            double perHour = beats / hours;
            System.out.printf(
                    Locale.ROOT,
                    "%-40s beats/h %6.1f ratio %.3f (safe %.0f: %.3f) cuts %d (max %d) | %d (max %d); right %.1f max %.1f min, never %d; %.0f h, %.1f s%n",
                    scenario.name(),
                    perHour,
                    perHour * limit / 3600,
                    safe,
                    perHour * Math.min(300, safe) / 3600,
                    before,
                    maxBefore,
                    after,
                    maxAfter,
                    mean,
                    max,
                    never,
                    hours,
                    took);
        }
    }
}
