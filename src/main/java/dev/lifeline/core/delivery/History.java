package dev.lifeline.core.delivery;

import dev.lifeline.core.directory.Directory;
import dev.lifeline.core.mailbox.Logged;
import dev.lifeline.core.mailbox.Mailbox;
import dev.lifeline.core.protocol.Codec;
import dev.lifeline.core.protocol.Conversation;
import dev.lifeline.core.protocol.Message;
import dev.lifeline.core.protocol.Refusal;
import dev.lifeline.core.protocol.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/** What was said in a conversation, for those who are in it. Thread-safe; never waits. */
public final class History {

    /** The most lines at a time. */
    public static final int MOST = 200;

    private static final System.Logger LOG = System.getLogger(History.class.getName());

    private final Mailbox mailbox;
    private final Directory directory;
    private final Codec codec;

    public History(Mailbox mailbox, Directory directory, Codec codec) {
        this.mailbox = mailbox;
        this.directory = directory;
        this.codec = codec;
    }

    /**
     * A line.
     *
     * @param id rises with time; where an earlier page begins below
     * @param chat as it was said
     */
    public record Line(long id, Message.Chat chat) {}

    /**
     * Reads backwards, newest first; lines that were taken back are left out.
     *
     * @param before the {@link Line#id} to begin below, {@link Long#MAX_VALUE} for the newest
     * @param most lines, 1 to {@value #MOST}
     * @throws Refusal.Thrown if the user is not in that conversation
     */
    public CompletionStage<List<Line>> read(UserId me, Conversation conversation, long before, int most)
            throws Refusal.Thrown {
        var unused = Friends.allIn(directory, me, conversation, null);
        return gather(conversation.log(me), before, Math.min(most, MOST), Math.min(most, MOST), new ArrayList<>());
    }

    /** Reads on where lines were left out: an empty page would look like the beginning of the conversation. */
    private CompletionStage<List<Line>> gather(String log, long before, int most, int rows, List<Line> lines) {
        return mailbox.history(log, before, rows).thenCompose(logged -> {
            logged.stream().flatMap(this::line).limit(most - lines.size()).forEach(lines::add);
            return lines.size() == most || logged.size() < rows
                    ? CompletableFuture.completedFuture(List.copyOf(lines))
                    : gather(log, logged.get(rows - 1).id(), most, MOST, lines);
        });
    }

    private Stream<Line> line(Logged logged) {
        byte[] body = logged.body();
        try {
            return body != null && codec.fromBody(body) instanceof Message.Chat chat
                    ? Stream.of(new Line(logged.id(), chat))
                    : Stream.empty();
        } catch (IllegalArgumentException e) {
            LOG.log(System.Logger.Level.ERROR, "Line " + logged.id() + " of " + logged.log() + " is left out", e);
            return Stream.empty();
        }
    }
}
