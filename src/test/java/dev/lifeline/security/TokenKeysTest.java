package dev.lifeline.security;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lifeline.rig.KeyPairs;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which keys tokens can be checked with. */
class TokenKeysTest {

    @ParameterizedTest
    @ValueSource(strings = {"short", "0123456789-0123456789-012345678"})
    void shortSecret_isRefusedWithoutShowingIt(String secret) {
        String message = assertThrows(IllegalArgumentException.class, () -> TokenKeys.secrets(List.of(secret)))
                .getMessage();
        assertTrue(message.contains(secret.length() + " bytes, must be 32"), message);
        assertFalse(message.contains(secret), message);
    }

    static List<String> unusableKeys() {
        return List.of(
                KeyPairs.pem(KeyPairs.rsa(1_024)),
                KeyPairs.pem(KeyPairs.ec("secp384r1")),
                "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----",
                "-----BEGIN PUBLIC KEY-----\n\n-----END PUBLIC KEY-----",
                "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----",
                "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----",
                "AAAA");
    }

    @ParameterizedTest
    @MethodSource("unusableKeys")
    void unusablePublicKeys_areRefused(String pem) {
        assertThrows(IllegalArgumentException.class, () -> TokenKeys.pem(pem));
    }
}
