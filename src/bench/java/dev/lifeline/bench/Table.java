package dev.lifeline.bench;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was measured, round by round, and how it is printed. Not thread-safe. */
final class Table {

    /** Who was measured. */
    enum Column {
        STOCK("stock endpoint"),
        PLAIN("Lifeline, plain"),
        V1("Lifeline, lifeline.v1");

        private final String title;

        Column(String title) {
            this.title = title;
        }
    }

    private static final String ROW = "| %-46s | %-30s | %-38s | %-38s |%n";

    /** The values of each row and column, one a round. */
    private final Map<String, Map<Column, List<Double>>> rows = new LinkedHashMap<>();

    void add(String row, Column column, double value) {
        rows.computeIfAbsent(row, name -> new EnumMap<>(Column.class))
                .computeIfAbsent(column, name -> new ArrayList<>())
                .add(value);
    }

    /** The median of each cell, its least and greatest value, and its ratio to the stock endpoint's of the same round. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        text.append(ROW.formatted("", Column.STOCK.title, Column.PLAIN.title, Column.V1.title));
        text.append("|---|---|---|---|").append(System.lineSeparator());
        rows.forEach((name, cells) -> text.append(
                ROW.formatted(name, cell(cells, Column.STOCK), cell(cells, Column.PLAIN), cell(cells, Column.V1))));
        return text.toString();
    }

    private static String cell(Map<Column, List<Double>> cells, Column column) {
        List<Double> values = cells.get(column);
        if (values == null) {
            return "";
        }
        List<Double> sorted = values.stream().sorted().toList();
        String text = number(median(values)) + " (" + number(sorted.get(0)) + ".."
                + number(sorted.get(sorted.size() - 1)) + ")";
        List<Double> stock = cells.get(Column.STOCK);
        return column == Column.STOCK || stock == null ? text : text + " " + ratio(values, stock);
    }

    private static String ratio(List<Double> values, List<Double> stock) {
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < values.size(); round++) {
            ratios.add(values.get(round) / stock.get(round));
        }
        return String.format(Locale.ROOT, "**%.2fx**", median(ratios));
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 1_000 ? "%.1f" : "%,.0f", value);
    }
}
