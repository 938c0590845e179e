package dev.lifeline.attack.rfc6455;

import dev.lifeline.attack.Field;
import dev.lifeline.attack.neighbours.Voice;
import dev.lifeline.attack.wire.Arrived;
import dev.lifeline.attack.wire.Frame;
import dev.lifeline.attack.wire.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** RFC 6455, section 8.1: text is UTF-8, wherever parts and segments divide it; anything else fails. */
public final class Utf8 extends FrameAttack {

    /** Overlong forms, surrogates, too large, bytes that never occur, and characters cut short. */
    static final List<byte[]> INVALID = Stream.of(
                    "c0af",
                    "e08080",
                    "f0808080",
                    "eda080",
                    "edbfbf",
                    "f4908080",
                    "f8888080",
                    "fe",
                    "ff",
                    "80",
                    "bf",
                    "c328",
                    "e28228",
                    "f0288cbc",
                    "c3",
                    "e282",
                    "f09f98")
            .map(HexFormat.of()::parseHex)
            .toList();

    /** Characters of one to four bytes, and the last of each. */
    private static final String CONTENT = "aé€😀\u007f\u07ff\uffff\udbff\udfff";

    public Utf8() {
        super(
                "UTF-8 (8.1)",
                "a line with characters of 1 to 4 bytes, divided at every byte over parts, over segments, and into single"
                        + " bytes; 17 sequences that are no UTF-8, divided the same way",
                "the line arrives whole; no UTF-8 is closed 1007");
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    List<FrameCase> cases() {
        List<FrameCase> cases = new ArrayList<>();
        for (byte[] bad : INVALID) {
            byte[] text = joined("\"a".getBytes(StandardCharsets.UTF_8), bad);
            cases.add(FrameCase.fails(hex(bad), FrameCase.NOT_UTF8, Frame.of(Frame.TEXT, text)));
            for (int at = 1; at < text.length; at++) {
                cases.add(FrameCase.fails(hex(bad) + " divided at " + at, FrameCase.NOT_UTF8, parts(text, at)));
            }
        }
        return cases;
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    private static Frame[] parts(byte[] text, int at) {
        return new Frame[] {
            Frame.of(Frame.TEXT, Arrays.copyOf(text, at)).unfinished(),
            Frame.of(Frame.CONTINUATION, Arrays.copyOfRange(text, at, text.length))
        };
    }

    @Override
    public void run(Field field) throws IOException {
        super.run(field);
        String tag = UUID.randomUUID().toString();
        try (Voice trent = Voice.open(field.target(), field.passes(), Field.TRENT, true);
                Wire eve = field.open(Field.EVE)) {
            int length = line(tag + "-0").length;
            for (int at = 1; at < length; at++) {
                byte[] parted = line(tag + "-p" + at);
                expect(field, trent, eve, "divided at " + at, tag + "-p" + at, bytes(parts(parted, at)));
                byte[] frame = Frame.of(Frame.TEXT, line(tag + "-s" + at)).bytes();
                int cut = frame.length - length + at;
                expect(
                        field,
                        trent,
                        eve,
                        "in segments divided at " + at,
                        tag + "-s" + at,
                        Arrays.copyOf(frame, cut),
                        Arrays.copyOfRange(frame, cut, frame.length));
            }
            expect(field, trent, eve, "in single bytes", tag + "-1", bytes(singles(line(tag + "-1"))));
        }
    }

    /** As a page sends it to the friend. */
    private static byte[] line(String cid) {
        return ("{\"type\":\"send\",\"to\":{\"id\":\"" + Field.TRENT + "\",\"type\":\"friend\"},\"content\":\""
                        + CONTENT + "\",\"cid\":\"" + cid + "\"}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Frame[] singles(byte[] text) {
        Frame[] singles = new Frame[text.length];
        for (int i = 0; i < text.length; i++) {
            Frame part = Frame.of(i == 0 ? Frame.TEXT : Frame.CONTINUATION, new byte[] {text[i]});
            singles[i] = i < text.length - 1 ? part.unfinished() : part;
        }
        return singles;
    }

    private static byte[] bytes(Frame... frames) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (Frame frame : frames) {
            bytes.writeBytes(frame.bytes());
        }
        return bytes.toByteArray();
    }

    private static void expect(Field field, Voice trent, Wire eve, String name, String cid, byte[]... pieces)
            throws IOException {
        field.tally().frames(pieces.length);
        eve.write(pieces);
        for (Arrived answer = eve.read(Wire.PATIENCE); !answer.text().contains(cid); ) {
            if (answer.isLast()) {
                throw new IOException(name + " was closed with " + answer.closeCode());
            }
            answer = eve.read(Wire.PATIENCE);
        }
        boolean whole = trent.await(cid).get("content").getAsString().equals(CONTENT);
        field.judge(whole, whole ? "arrived" : "altered", name);
    }
}
