package dev.lifeline.chaos.verify;

/**
 * A rule was broken.
 *
 * @param text whom and what it concerns, with numbers
 */
public record Finding(Rule rule, String text) {

    /** What a run must have kept. */
    public enum Rule {
        LOST("acknowledged, and an addressee never got it"),
        DOUBLED("came to the application twice, or stands in one stream twice"),
        REORDERED("came after a later one of its sender"),
        ALTERED("came with another content, or to somebody whom it was not for"),
        FALSE_RECEIPT("a receipt for what had not arrived"),
        NOT_RECOVERED("told that it is not recovered, within retention"),
        WRONG_START("a welcome that begins elsewhere than the client's position, or after what was acknowledged"),
        BEHIND("a number that does not rise above the client's position"),
        NOT_TAKEN_OVER("a half-open connection that did not end with 4003 when its client came back"),
        UNANSWERED("a message or push that never got its answer"),
        REFUSED("a message or push refused for good");

        private final String meaning;

        Rule(String meaning) {
            this.meaning = meaning;
        }

        public String meaning() {
            return meaning;
        }
    }

    @Override
    public String toString() {
        return rule + ": " + text;
    }
}
