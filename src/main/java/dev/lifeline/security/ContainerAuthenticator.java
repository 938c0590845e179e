package dev.lifeline.security;

import dev.lifeline.core.protocol.Problem;
import dev.lifeline.core.protocol.UserId;
import dev.lifeline.core.session.Credential;
import java.util.Optional;

/** Lets in who is logged in to the servlet container under the name that he asks for. Stateless. */
public final class ContainerAuthenticator implements Authenticator {

    @Override
    public Verdict authenticate(UserId claimed, HandshakeRequest request) {
        ContainerLogin login = request.login().get();
        if (login == null) {
            return new Verdict.Refused(
                    Problem.NO_LOGIN,
                    "Log in to this web application (lifeline.auth=container) and come back: the request came without a"
                            + " login, or with one that has ended. Where somebody is logged in, the way to this address"
                            + " loses the session's cookie, or its path does not hold this address.");
        }
        return UserIds.same(claimed, login.user())
                ? new Verdict.Admitted(new Handshake(claimed, Credential.session(login.session())))
                : new Verdict.Refused(
                        Problem.WRONG_USER,
                        "'" + login.user() + "' is logged in, not '" + claimed + "', whom the address names.");
    }

    @Override
    public boolean proves() {
        return true;
    }

    @Override
    public Optional<String> named(HandshakeRequest request) {
        return Optional.ofNullable(request.login().get()).map(ContainerLogin::user);
    }
}
