package dev.lifeline.json;

import dev.lifeline.core.limits.LimitCounts;
import dev.lifeline.core.protocol.Codec;
import dev.lifeline.core.protocol.Frame;
import dev.lifeline.core.protocol.Inbound;
import dev.lifeline.core.protocol.Message;
import dev.lifeline.core.protocol.Notice;
import dev.lifeline.core.protocol.Outbound;
import dev.lifeline.core.protocol.Refusal;
import java.util.Optional;

/** LayIM's shapes and {@code lifeline.v1}'s own, as JSON. Thread-safe. */
public final class GsonCodec implements Codec {

    private final InboundReader reader;

    /**
     * @param maxDepth how deep a page's frame may be nested, 1 to {@value StrictJson#MAX_PAGES_DEPTH}
     * @param counts notes what was nested deeper
     */
    public GsonCodec(int maxDepth, LimitCounts counts) {
        this.reader = new InboundReader(maxDepth, counts);
    }

    @Override
    public Inbound decode(String text) throws Refusal.Thrown {
        return reader.read(text);
    }

    @Override
    public Frame encode(Outbound message) {
        return Frame.json(
                message instanceof Outbound.Pushed pushed
                        ? pushed.json()
                        : StrictJson.write(OutboundWriter.json(message)));
    }

    @Override
    public byte[] toBody(Message message) {
        return BodyCodec.write(message);
    }

    @Override
    public Message fromBody(byte[] body) {
        return BodyCodec.read(body);
    }

    @Override
    public Optional<Notice> noticeIn(byte[] body) {
        return BodyCodec.notice(body);
    }

    @Override
    public boolean mayHoldNotice(byte[] body) {
        return BodyCodec.mayHoldNotice(body);
    }
}
