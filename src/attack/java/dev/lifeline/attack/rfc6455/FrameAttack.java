package dev.lifeline.attack.rfc6455;

import dev.lifeline.attack.Attack;
import dev.lifeline.attack.Field;
import dev.lifeline.attack.wire.Wire;
import java.io.IOException;
import java.util.List;

/** Frames that break a rule, or seem to, on connections that are open: one for each case. */
abstract class FrameAttack implements Attack {

    private final String name;
    private final String does;
    private final String must;

    FrameAttack(String name, String does, String must) {
        this.name = name;
        this.does = does;
        this.must = must;
    }

    abstract List<FrameCase> cases();

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final String does() {
        return does;
    }

    @Override
    public final String must() {
        return must;
    }

    @Override
    public void run(Field field) throws IOException {
        for (FrameCase each : cases()) {
            run(field, each);
        }
    }

    static void run(Field field, FrameCase each) throws IOException {
        try (Wire wire = field.open(Field.MALLORY)) {
            field.tally().frames(each.pieces().length);
            wire.write(each.pieces());
            if (each.codes().isEmpty()) {
                boolean served = field.isServed(wire);
                field.judge(served, served ? "served" : "ended", each.name());
            } else {
                int code = field.awaitClose(wire);
                field.judge(each.codes().contains(code), "closed " + code, each.name());
            }
        } catch (IOException e) {
            field.judge(false, e.getClass().getSimpleName(), each.name() + ", " + e.getMessage());
        }
    }
}
