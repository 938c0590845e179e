package dev.lifeline.core.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserIdTest {

    @ParameterizedTest
    @ValueSource(strings = {"u1", "张三", "a.b_c@d:e-f", "é", "ผู้ใช้", "𠮷野家", "١٢٣", "...", "0"})
    void namesOfAnyScript_areAccepted(String name) {
        assertEquals(name, new UserId(name).value());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "a b",
                "a/b",
                "a\\b",
                "a%2Fb",
                "a\nb",
                "\u0000",
                "a\u200Bb",
                "\u202Eabc",
                "😀",
                "<b>",
                "\uD800",
                "½"
            })
    void whatIsNoName_isRefused(String name) {
        assertThrows(IllegalArgumentException.class, () -> new UserId(name));
    }

    @Test
    void twoSpellings_areOneUser() {
        assertEquals(new UserId("\u00e9"), new UserId("e\u0301"));
    }

    @Test
    void length_isCountedInCodePoints() {
        assertEquals(128, new UserId("𠮷".repeat(64)).value().length());
        var tooLong = assertThrows(IllegalArgumentException.class, () -> new UserId("a".repeat(65)));
        assertTrue(tooLong.getMessage().contains("65") && tooLong.getMessage().contains("64"));
        assertThrows(IllegalArgumentException.class, () -> new UserId("e\u0301".repeat(100_000)));
    }

    @Test
    void refusal_showsNoCharacterOfTheInput() {
        var refused = assertThrows(IllegalArgumentException.class, () -> new UserId("a\u001b[31m"));
        assertEquals(
                "user id: U+001B is not allowed; letters, digits, combining marks and _ . @ : - are",
                refused.getMessage());
    }
}
