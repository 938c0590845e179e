package dev.lifeline.core.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
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
                "a\u200D",
                "a\u00AD",
                "a\uFEFF",
                "a\u034F",
                "\u115F",
                "a\u17B4",
                "a\u180B",
                "\u3164",
                "a\uFE0F",
                "\uFFA0",
                "a\uDB40\uDD00",
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

    /** Compared exactly, but for how a sign is composed: what only looks alike is somebody else. */
    @ParameterizedTest
    @ValueSource(strings = {"U1", "\uFF551", "u\uFF11", "u\u0661", "\u1D581", "u1.", "u1-", "u1\u0301"})
    void lookAlikes_areOtherUsers(String name) {
        assertNotEquals(new UserId("u1"), new UserId(name));
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
