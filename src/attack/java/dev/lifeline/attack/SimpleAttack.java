package dev.lifeline.attack;

/** An attack that knows its own row of the table. */
public abstract class SimpleAttack implements Attack {

    private final String name;
    private final String does;
    private final String must;

    protected SimpleAttack(String name, String does, String must) {
        this.name = name;
        this.does = does;
        this.must = must;
    }

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
}
