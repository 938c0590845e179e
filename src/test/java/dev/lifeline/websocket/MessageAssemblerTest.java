package dev.lifeline.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lifeline.core.limits.Backlog;
import org.junit.jupiter.api.Test;

class MessageAssemblerTest {

    private final Backlog backlog = new Backlog(20);
    private final MessageAssembler assembler = new MessageAssembler(10, backlog);

    @Test
    void parts_areOneMessage() throws Exception {
        assertNull(assembler.append("ab", false));
        assertNull(assembler.append("", false));
        assertEquals("abc", assembler.append("c", true));
        assertEquals("d", assembler.append("d", true));
    }

    @Test
    void limit_isInBytesOverAllParts() throws Exception {
        assertNull(assembler.append("中文字", false));
        assertEquals("中文字x", assembler.append("x", true));
        assertNull(assembler.append("中文字", false));
        assertThrows(MessageAssembler.TooLargeException.class, () -> assembler.append("xy", false));
    }

    @Test
    void emojiCutInTheMiddle_countsFourBytes() throws Exception {
        assertNull(assembler.append("123456\uD83D", false));
        assertEquals("123456😀", assembler.append("\uDE00", true));
        assertNull(assembler.append("1234567\uD83D", false));
        assertThrows(MessageAssembler.TooLargeException.class, () -> assembler.append("\uDE00", true));
    }

    /** As a builder holds it whose other characters are not of Latin 1. */
    @Test
    void whatIsGathered_countsTwoBytesACharacter_andIsGivenBack() throws Exception {
        assertNull(assembler.append("12345", false));
        assertEquals(10, backlog.bytes());
        assertNull(assembler.append("6789", false));
        assertEquals(18, backlog.bytes());
        assertEquals("123456789x", assembler.append("x", true));
        assertEquals(0, backlog.bytes());
        assertNull(assembler.append("12345", false));
        assembler.end();
        assertEquals(0, backlog.bytes());
    }
}
