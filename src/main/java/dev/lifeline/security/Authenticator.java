package dev.lifeline.security;

import dev.lifeline.core.protocol.Problem;
import dev.lifeline.core.protocol.UserId;

/** Decides whether a request may act as the user that its address names. Implementations are thread-safe. */
@FunctionalInterface
public interface Authenticator {

    Verdict authenticate(UserId claimed, HandshakeRequest request);

    /** Whether who is admitted has proven that he is that user, so that nobody can be several at will. */
    default boolean proves() {
        return false;
    }

    /** Lets nobody in: the state of an application's own WAR that nobody configured. */
    static Authenticator closed() {
        return (claimed, request) -> new Verdict.Refused(
                Problem.LOGIN_NOT_CONFIGURED,
                "Set lifeline.auth: jwt lets in who shows a token; to try Lifeline out, demo lets anyone take any name."
                        + " It is read from"
                        + " the system property lifeline.auth, the environment variable LIFELINE_AUTH, a context"
                        + " parameter, or lifeline.properties in Tomcat's conf folder.");
    }

    /** Lets anyone take any name. For trying out, never for the open internet. */
    static Authenticator demo() {
        return (claimed, request) -> new Verdict.Admitted(new Handshake(claimed));
    }
}
