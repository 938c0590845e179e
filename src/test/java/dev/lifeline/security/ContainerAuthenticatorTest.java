package dev.lifeline.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lifeline.core.protocol.Problem;
import dev.lifeline.core.protocol.UserId;
import dev.lifeline.core.session.Credential;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContainerAuthenticatorTest {

    private static final UserId ZOE = new UserId("zo\u00EB");

    @ParameterizedTest
    @ValueSource(strings = {"zo\u00EB", "zoe\u0308"})
    void whoIsLoggedIn_isLetInWithHisSession(String name) {
        Verdict.Admitted admitted = assertInstanceOf(Verdict.Admitted.class, judge(new ContainerLogin(name, "s-1")));
        assertEquals(new Handshake(ZOE, Credential.session("s-1")), admitted.handshake());
    }

    @Test
    void loginWithoutASession_isLetInToo() {
        Verdict.Admitted admitted =
                assertInstanceOf(Verdict.Admitted.class, judge(new ContainerLogin("zo\u00EB", null)));
        assertEquals(Credential.ENDLESS, admitted.handshake().credential());
    }

    @Test
    void nobody_isToldToLogIn() {
        Verdict.Refused refused = assertInstanceOf(Verdict.Refused.class, judge(null));
        assertEquals(Problem.NO_LOGIN, refused.problem());
        assertTrue(refused.detail().contains("Log in"), refused.detail());
    }

    @ParameterizedTest
    @ValueSource(strings = {"zoe", "ZO\u00CB", "zo\u00EB ", "", "CN=zo\u00EB, O=Example", "zo\u00EB\u0000"})
    void anotherName_isAnotherUser(String name) {
        Verdict.Refused refused = assertInstanceOf(Verdict.Refused.class, judge(new ContainerLogin(name, "s-1")));
        assertEquals(Problem.WRONG_USER, refused.problem());
        assertTrue(refused.detail().contains("'" + name + "' is logged in"), refused.detail());
    }

    private static Verdict judge(ContainerLogin login) {
        return new ContainerAuthenticator()
                .authenticate(
                        ZOE, new HandshakeRequest("zo\u00EB", "GET", name -> List.of(), name -> null, () -> login));
    }
}
