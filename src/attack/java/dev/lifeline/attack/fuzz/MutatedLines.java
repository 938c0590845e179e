package dev.lifeline.attack.fuzz;

import dev.lifeline.attack.Field;
import dev.lifeline.attack.SimpleAttack;
import dev.lifeline.attack.wire.Frame;
import dev.lifeline.attack.wire.Wire;
import java.io.IOException;
import java.util.Random;

/** Good frames whose JSON is not what the server expects. */
public final class MutatedLines extends SimpleAttack {

    /** Below the refusals that one connection may have in a minute. */
    private static final int ON_ONE_CONNECTION = 15;

    public MutatedLines() {
        super(
                "mutated JSON",
                "lines of every type with values of other types, sizes and depths, numbers past every range, keys twice,"
                        + " NUL and half surrogates, 15 a connection",
                "refused or served; the connection stays");
    }

    @Override
    public void run(Field field) throws IOException {
        Random random = field.random(this);
        for (int sent = 0; sent < field.size().frames(); sent += ON_ONE_CONNECTION) {
            try (Wire wire = field.open(Field.EVE)) {
                for (int i = 0; i < ON_ONE_CONNECTION; i++) {
                    String line = Json.mutated(Corpus.LINES.get(random.nextInt(Corpus.LINES.size())), random);
                    field.send(wire, Frame.text(line));
                }
                boolean served = field.isServed(wire);
                field.judge(served, served ? "served" : "closed", "connection " + sent / ON_ONE_CONNECTION);
            } catch (IOException e) {
                field.judge(false, e.toString(), "connection " + sent / ON_ONE_CONNECTION);
            }
        }
    }
}
