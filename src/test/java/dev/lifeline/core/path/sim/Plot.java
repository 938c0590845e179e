package dev.lifeline.core.path.sim;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Heartbeats over the limit of the path, as a picture. */
final class Plot {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 360;
    private static final int MARGIN = 50;
    private static final double MOST_BEATS = 160;
    private static final double LONGEST_LIMIT = 360;

    private Plot() {}

    /** @param rows those of one limit that does not change are drawn */
    static String of(List<Row> rows) {
        List<Row> cutters = rows.stream()
                .filter(row -> isPlain(row) && !row.scenario().isSilent())
                .toList();
        List<Row> droppers = rows.stream()
                .filter(row -> isPlain(row) && row.scenario().isSilent())
                .toList();
        StringBuilder svg = new StringBuilder(String.format(Locale.ROOT, """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="12">
                <rect width="100%%" height="100%%" fill="#fff"/>
                <text x="%d" y="20">Heartbeats per connection and hour, by the idle limit of the path in seconds</text>
                """, WIDTH, HEIGHT, MARGIN));
        for (int beats = 0; beats <= MOST_BEATS; beats += 40) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<path d=\"M%d %.1fH%d\" stroke=\"#ddd\"/>"
                            + "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%d</text>%n",
                    MARGIN,
                    y(beats),
                    WIDTH - MARGIN,
                    MARGIN - 6,
                    y(beats) + 4,
                    beats));
        }
        for (Row row : cutters) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%d</text>%n",
                    x(row),
                    HEIGHT - MARGIN + 18,
                    limit(row)));
        }
        line(svg, cutters, Row::fixed25, "#999", "fixed 25 s", 60);
        line(svg, droppers, Row::beats, "#c60", "learned, silent droppers", 80);
        line(svg, cutters, Row::beats, "#06c", "learned, proxies that cut", 100);
        line(svg, cutters, Row::optimum, "#090", "optimum", 120);
        return svg.append("</svg>\n").toString();
    }

    private static boolean isPlain(Row row) {
        Scenario scenario = row.scenario();
        return scenario.hops().size() == 1
                && !scenario.changes()
                && scenario.lifetime().isZero()
                && scenario.liars() + scenario.strangers() == 0;
    }

    private static void line(
            StringBuilder svg, List<Row> rows, ToDoubleFunction<Row> value, String colour, String name, int legendY) {
        svg.append("<polyline fill=\"none\" stroke-width=\"2\" stroke=\"" + colour + "\" points=\"");
        rows.forEach(row -> svg.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(row), y(value.applyAsDouble(row)))));
        svg.append(String.format(
                Locale.ROOT,
                "\"/>%n<text x=\"%d\" y=\"%d\" fill=\"%s\">%s</text>%n",
                WIDTH - 220,
                legendY,
                colour,
                name));
    }

    private static long limit(Row row) {
        Duration limit = row.scenario().hops().get(0).limit();
        return limit.toSeconds();
    }

    private static double x(Row row) {
        return MARGIN + (WIDTH - 2 * MARGIN) * limit(row) / LONGEST_LIMIT;
    }

    private static double y(double beats) {
        return HEIGHT - MARGIN - (HEIGHT - 2 * MARGIN) * beats / MOST_BEATS;
    }
}
