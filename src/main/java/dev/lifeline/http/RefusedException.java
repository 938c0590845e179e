package dev.lifeline.http;

import dev.lifeline.core.protocol.Problem;

/** Carries a refusal up to where it is answered. No stack trace: bad input is no fault of the program. */
final class RefusedException extends Exception {

    private final transient Answer.Refused answer;

    RefusedException(Problem problem, String detail) {
        super(problem.slug() + ": " + detail, null, false, false);
        this.answer = new Answer.Refused(problem, detail);
    }

    Answer answer() {
        return answer;
    }
}
