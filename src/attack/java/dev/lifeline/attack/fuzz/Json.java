package dev.lifeline.attack.fuzz;

import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Changes JSON where it hurts: values of other types and sizes, keys twice, depths. Repeatable by its random numbers. */
final class Json {

    /** A value or a key as it stands in the text. */
    private static final Pattern PIECE = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*+\"|-?[0-9.]+|true|false|null");

    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "0",
            "-1",
            "1.5",
            "1e999",
            "-1e-999",
            "9223372036854775807",
            "9223372036854775808",
            "1" + "0".repeat(400),
            "NaN",
            "01",
            "\"\"",
            "\" \"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"\\udc00\\ud800\"",
            "\"\u202e\u0000\ufeff\"",
            "\"" + "x".repeat(5_000) + "\"",
            "\"../../mallory\"",
            "\"__proto__\"",
            "[]",
            "{}",
            "[[[[]]]]",
            "{\"type\":{\"type\":{}}}",
            "[".repeat(40) + "]".repeat(40),
            "[".repeat(20_000),
            "{\"a\":".repeat(200) + "1" + "}".repeat(200),
            "[" + "0,".repeat(5_000) + "0]");

    private Json() {}

    /** One to three changes. */
    static String mutated(String good, Random random) {
        String text = good;
        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
            text = changed(text, random);
        }
        return text;
    }

    private static String changed(String text, Random random) {
        List<MatchResult> pieces = PIECE.matcher(text).results().toList();
        if (pieces.isEmpty() || text.length() > 40_000) {
            return VALUES.get(random.nextInt(VALUES.size()));
        }
        MatchResult piece = pieces.get(random.nextInt(pieces.size()));
        String before = text.substring(0, piece.start());
        String after = text.substring(piece.end());
        String value = VALUES.get(random.nextInt(VALUES.size()));
        return switch (random.nextInt(6)) {
            case 0, 1, 2 -> before + value + after;
            case 3 -> before + after;
            case 4 -> before + piece.group() + ":" + value + "," + piece.group() + after;
            default -> before + "[" + piece.group() + "," + value + "]" + after;
        };
    }
}
