package dev.lifeline.core.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
        assertEquals("?", Frame.json("\uD800").toString());
        assertEquals("a?b?", Frame.json("a\uDC00b\uD83D").toString());
        assertEquals("??😀?", Frame.json("\uD800\uD800😀\uDC00").toString());
    }

    @Test
    void wellFormedText_isKeptAsItIs() {
        assertEquals("{\"a\":\"😀\"}", Frame.json("{\"a\":\"😀\"}").toString());
    }
}
