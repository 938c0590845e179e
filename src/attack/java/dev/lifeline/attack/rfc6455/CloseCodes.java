package dev.lifeline.attack.rfc6455;

import dev.lifeline.attack.wire.Frame;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** RFC 6455, sections 5.5.1 and 7.4: what a Close frame may say. */
public final class CloseCodes extends FrameAttack {

    private static final List<Integer> GOOD = List.of(1000, 1001, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 3999, 4999);
    private static final List<Integer> BAD =
            List.of(0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 10_000, 32_767, 32_768, 65_535);

    public CloseCodes() {
        super(
                "close codes (7.4)",
                "Close frames with codes that nobody may send, with one byte, with a reason that is no UTF-8; with good codes",
                "closed 1002, or 1007 for the reason; good codes are answered in kind");
    }

    @Override
    List<FrameCase> cases() {
        List<FrameCase> cases = new ArrayList<>();
        for (int code : GOOD) {
            cases.add(FrameCase.fails("code " + code, code, Frame.close(code)));
        }
        for (int code : BAD) {
            cases.add(FrameCase.fails("code " + code, FrameCase.PROTOCOL_ERROR, Frame.close(code)));
        }
        cases.add(FrameCase.fails("one byte", FrameCase.PROTOCOL_ERROR, Frame.of(Frame.CLOSE, new byte[1])));
        cases.add(FrameCase.fails("no code", 1005, Frame.of(Frame.CLOSE, new byte[0]))
                .orFails(1000));
        cases.add(FrameCase.fails(
                "the longest reason", 1000, Frame.close(1000, "x".repeat(123).getBytes(StandardCharsets.UTF_8))));
        for (byte[] bad : Utf8.INVALID) {
            cases.add(FrameCase.fails("a reason of " + Utf8.hex(bad), FrameCase.NOT_UTF8, Frame.close(1000, bad))
                    .orFails(FrameCase.PROTOCOL_ERROR));
        }
        return cases;
    }
}
