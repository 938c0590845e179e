package dev.lifeline.core.path.sim;

import dev.lifeline.core.path.sim.Way.Hop;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * What one scenario came to, over all honest clients.
 *
 * @param scenario of which
 * @param cutsBefore live connections cut for idleness before the first pass on their path was over
 * @param mostBefore the most of one client
 * @param cutsAfter the same, after it
 * @param mostAfter the most of one client
 * @param toldRight ends by a box on the way whose cause was told rightly
 * @param untold those of which nothing was told
 * @param toldWrong ends of which another cause on the way was told
 * @param minutesUntilRight on average; NaN: never
 * @param longestUntilRight the longest, in minutes
 * @param beats heartbeats per connection and hour
 * @param optimum the fewest that keep the connection
 * @param fixed25 heartbeats with a fixed interval of 25 s
 * @param fixed30 with 30 s
 * @param fixed30Cuts cuts per connection and day with 30 s
 */
record Row(
        Scenario scenario,
        int cutsBefore,
        int mostBefore,
        int cutsAfter,
        int mostAfter,
        int toldRight,
        int untold,
        int toldWrong,
        double minutesUntilRight,
        double longestUntilRight,
        double beats,
        double optimum,
        double fixed25,
        double fixed30,
        double fixed30Cuts) {

    /** Fixed intervals learn nothing from each other: fewer clients tell as much. */
    private static final int FIXED_CLIENTS = 50;

    static final String HEAD = """
            | path | cuts before | after | told (wrong) | fits after (longest), min \
            | beats/h | × optimum | × fixed 25 s | × fixed 30 s (cuts/day) |
            |---|---|---|---|---|---|---|---|---|
            """;

    static Row of(Scenario scenario, int clients, long seed) {
        List<Figures> figures = new Simulation(scenario, clients, null, seed).run();
        List<Figures> fixed25 = new Simulation(scenario, FIXED_CLIENTS, Duration.ofSeconds(25), seed).run();
        List<Figures> fixed30 = new Simulation(scenario, FIXED_CLIENTS, Duration.ofSeconds(30), seed).run();
        List<Duration> right = figures.stream()
                .map(figure -> figure.rightAfter)
                .filter(Objects::nonNull)
                .toList();
        return new Row(
                scenario,
                figures.stream().mapToInt(figure -> figure.cutsBefore).sum(),
                figures.stream().mapToInt(figure -> figure.cutsBefore).max().orElseThrow(),
                figures.stream().mapToInt(figure -> figure.cutsAfter).sum(),
                figures.stream().mapToInt(figure -> figure.cutsAfter).max().orElseThrow(),
                figures.stream().mapToInt(figure -> figure.toldRight).sum(),
                figures.stream().mapToInt(figure -> figure.untold).sum(),
                figures.stream().mapToInt(figure -> figure.toldWrong).sum(),
                right.stream().mapToLong(Duration::toMillis).average().orElse(Double.NaN) / 60_000,
                right.stream().mapToLong(Duration::toMillis).max().orElse(0) / 60_000.0,
                beatsPerHour(figures),
                optimum(scenario, figures),
                beatsPerHour(fixed25),
                beatsPerHour(fixed30),
                fixed30.stream()
                                .mapToInt(figure -> figure.cutsBefore + figure.cutsAfter)
                                .sum()
                        * 24.0
                        / hours(fixed30));
    }

    private static double beatsPerHour(List<Figures> figures) {
        return figures.stream().mapToLong(figure -> figure.beats).sum() / hours(figures);
    }

    private static double hours(List<Figures> figures) {
        return figures.stream().mapToLong(figure -> figure.openNanos).sum()
                / (double) Duration.ofHours(1).toNanos();
    }

    private static double optimum(Scenario scenario, List<Figures> figures) {
        double later = scenario.isSilent()
                ? figures.stream()
                        .mapToDouble(figure -> perHour(figure.safe))
                        .average()
                        .orElseThrow()
                : perHour(limit(scenario.later()));
        if (scenario.roams()) {
            return (perHour(limit(scenario.hops())) + perHour(limit(scenario.roaming()))) / 2;
        }
        double part = (double) Scenario.CHANGE.toHours() / scenario.length().toHours();
        return scenario.changes() ? part * perHour(limit(scenario.hops())) + (1 - part) * later : later;
    }

    private static Duration limit(List<Hop> hops) {
        return new Way(hops, Duration.ZERO).limit();
    }

    /** The longest interval is the optimum where four fifths of the limit are longer. */
    private static double perHour(Duration limit) {
        boolean bound = limit.multipliedBy(4).compareTo(Scenario.LONGEST.multipliedBy(5)) > 0;
        return 3_600_000.0 / (bound ? Scenario.LONGEST : limit).toMillis();
    }

    double timesOptimum() {
        return beats / optimum;
    }

    double timesFixed25() {
        return beats / fixed25;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | %s | %s | %.1f | %.2f | %.2f | %.2f (%.0f) |",
                scenario.name(),
                cuts(cutsBefore, mostBefore),
                cuts(cutsAfter, mostAfter),
                told(),
                Double.isNaN(minutesUntilRight)
                        ? "–"
                        : String.format(Locale.ROOT, "%.1f (%.1f)", minutesUntilRight, longestUntilRight),
                beats,
                timesOptimum(),
                timesFixed25(),
                beats / fixed30,
                fixed30Cuts);
    }

    private String told() {
        int all = toldRight + untold;
        return all + toldWrong == 0 ? "–" : toldRight + " of " + all + " (" + toldWrong + ")";
    }

    private static String cuts(int all, int most) {
        return all == 0 ? "0" : all + " (" + most + " each at most)";
    }
}
