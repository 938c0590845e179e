package dev.lifeline.rig;

import java.util.List;
import java.util.Random;

/** Frames as nobody should send them: real ones with changes, and noise. Repeatable by their seed. */
public final class Frames {

    private static final List<String> REAL = List.of(
            Lines.toFriend("u2", "hello", "c1"),
            Lines.toGroup("g1", "你好", "c2"),
            Lines.status("hide"),
            "ping",
            "pong",
            "{\"type\":\"ack\",\"seq\":5}",
            "{\"type\":\"send\",\"cid\":\"1\",\"to\":{\"id\":\"u2\",\"type\":\"friend\"},\"content\":\"x\"}");

    private static final List<String> PIECES = List.of(
            "\"",
            "{",
            "}",
            "[",
            "]",
            ":",
            ",",
            "\\",
            "\\u0000",
            "\\ud800",
            "null",
            "true",
            "-1e999",
            "\u0000",
            "\uD83D",
            "\u2028",
            "😀",
            "\uFEFF",
            "__proto__",
            "'",
            "//",
            "/*",
            "1".repeat(400),
            "[".repeat(40),
            "\\\"",
            "\n");

    private Frames() {}

    /** A real frame with up to four changes; now and then pure noise. */
    public static String mutated(Random random) {
        if (random.nextInt(10) == 0) {
            return noise(random);
        }
        StringBuilder frame = new StringBuilder(REAL.get(random.nextInt(REAL.size())));
        for (int changes = random.nextInt(5); changes > 0; changes--) {
            int at = random.nextInt(frame.length() + 1);
            switch (random.nextInt(5)) {
                case 0 -> frame.insert(at, PIECES.get(random.nextInt(PIECES.size())));
                case 1 -> frame.delete(at, Math.min(frame.length(), at + 1 + random.nextInt(5)));
                case 2 -> frame.setLength(Math.max(1, at));
                case 3 -> frame.insert(at, (char) random.nextInt(0x10000));
                default -> frame.append(frame, 0, Math.min(at, 200));
            }
            if (frame.isEmpty()) {
                frame.append(' ');
            }
        }
        return frame.toString();
    }

    private static String noise(Random random) {
        StringBuilder noise = new StringBuilder();
        for (int i = random.nextInt(200); i >= 0; i--) {
            noise.append((char) random.nextInt(random.nextBoolean() ? 128 : 0x10000));
        }
        return noise.toString();
    }
}
