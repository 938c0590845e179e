package dev.lifeline.doctor.live;

import java.time.Duration;

/** What the administrator's side is to do now. */
public sealed interface Next {

    /**
     * Open a connection with the nonce, stay silent, ask for the echo.
     *
     * @param nonce 32 hexadecimal digits, good for one handshake within {@link Exams#GRACE}
     * @param silence zero for one that asks at once
     */
    record Try(String nonce, Duration silence) implements Next {}

    /** Ask again when one of the connections has ended or had its echo. */
    record Wait() implements Next {}

    /** Nothing more. */
    record Done() implements Next {}
}
