package dev.lifeline.json;

import dev.lifeline.core.protocol.Codec;
import dev.lifeline.core.protocol.Frame;
import dev.lifeline.core.protocol.Inbound;
import dev.lifeline.core.protocol.Message;
import dev.lifeline.core.protocol.Notice;
import dev.lifeline.core.protocol.Outbound;
import dev.lifeline.core.protocol.Refusal;
import java.util.Optional;

/** LayIM's shapes and {@code lifeline.v1}'s own, as JSON. Stateless. */
public final class GsonCodec implements Codec {

    @Override
    public Inbound decode(String text) throws Refusal.Thrown {
        return InboundReader.read(text);
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
