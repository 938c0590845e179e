package dev.lifeline.core.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameTest {

    @ParameterizedTest
    @ValueSource(strings = {"{}", "é", "中文", "😀a", "\u07ff\u0800\uffff"})
    void bytes_areThoseOfUtf8(String text) {
        assertEquals(
                text.getBytes(StandardCharsets.UTF_8).length, Frame.json(text).bytes());
    }

    @Test
    void unpairedSurrogates_areReplaced() {
        assertEquals("\uFFFD", Frame.json("\uD800").text());
        assertEquals("a\uFFFDb\uFFFD", Frame.json("a\uDC00b\uD83D").text());
        assertEquals("\uFFFD\uFFFD😀\uFFFD", Frame.json("\uD800\uD800😀\uDC00").text());
    }

    @Test
    void wellFormedText_isKeptAsItIs() {
        String text = "{\"a\":\"😀\"}";
        assertSame(text, Frame.json(text).text());
    }
}
