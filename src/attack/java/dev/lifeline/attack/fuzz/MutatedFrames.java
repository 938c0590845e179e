package dev.lifeline.attack.fuzz;

import dev.lifeline.attack.Field;
import dev.lifeline.attack.SimpleAttack;
import dev.lifeline.attack.wire.Frame;
import dev.lifeline.attack.wire.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Frames with changed bytes, from their first bit on: what follows a wrong length is read as whatever it happens to be. */
public final class MutatedFrames extends SimpleAttack {

    private static final int ON_ONE_CONNECTION = 15;

    public MutatedFrames() {
        super(
                "mutated frames",
                "frames of every type with up to four changed, missing, doubled or added bytes, 15 a connection, then the"
                        + " end of the sender's side",
                "every connection ends, however it may");
    }

    @Override
    public void run(Field field) throws IOException {
        Random random = field.random(this);
        for (int sent = 0; sent < field.size().frames(); sent += ON_ONE_CONNECTION) {
            ByteArrayOutputStream frames = new ByteArrayOutputStream();
            for (int i = 0; i < ON_ONE_CONNECTION; i++) {
                frames.writeBytes(Bytes.mutated(good(random).bytes(), random));
            }
            try (Wire wire = field.open(Field.MALLORY)) {
                field.tally().frames(ON_ONE_CONNECTION);
                try {
                    wire.write(frames.toByteArray());
                    wire.endOutput();
                } catch (IOException e) {
                    // Closed in the middle.
                }
                wire.drain();
                field.tally().outcome("ended");
            } catch (IOException e) {
                field.judge(false, e.toString(), "connection " + sent / ON_ONE_CONNECTION);
            }
        }
    }

    private static Frame good(Random random) {
        String line = Corpus.LINES.get(random.nextInt(Corpus.LINES.size()));
        Frame text = Frame.text(line).masked(random.nextInt());
        return switch (random.nextInt(8)) {
            case 0 -> Frame.of(Frame.PING, new byte[random.nextInt(126)]);
            case 1 -> Frame.of(Frame.PONG, new byte[8]);
            case 2 -> text.unfinished();
            case 3 -> Frame.of(Frame.CONTINUATION, line.getBytes(StandardCharsets.UTF_8));
            default -> text;
        };
    }
}
