package dev.lifeline.core.delivery;

import dev.lifeline.core.mailbox.Appended;
import dev.lifeline.core.mailbox.Logged;
import dev.lifeline.core.mailbox.Mailbox;
import dev.lifeline.core.mailbox.MailboxUnavailableException;
import dev.lifeline.core.mailbox.Marks;
import dev.lifeline.core.mailbox.Post;
import dev.lifeline.core.mailbox.Replay;
import dev.lifeline.core.protocol.Position;
import dev.lifeline.core.protocol.UserId;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A mailbox whose disk is full when the test says so, or slow: it then answers when the test says so, in order. */
final class FailingMailbox implements Mailbox {

    private final Mailbox mailbox;
    private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
    private boolean full;
    private int takes;
    private boolean slow;
    private boolean broken;

    FailingMailbox(Mailbox mailbox) {
        this.mailbox = mailbox;
    }

    /** How often somebody was said to have taken something. */
    int takes() {
        return takes;
    }

    void full(boolean isFull) {
        full = isFull;
    }

    void broken(boolean isBroken) {
        broken = isBroken;
    }

    void slow(boolean isSlow) {
        slow = isSlow;
    }

    /** The disk has done the oldest operation. */
    void answerOne() {
        waiting.remove().run();
    }

    /** The disk has done the newest operation, before those that still wait. */
    void answerLast() {
        waiting.removeLast().run();
    }

    void answerAll() {
        while (!waiting.isEmpty()) {
            answerOne();
        }
    }

    private <T> CompletionStage<T> inTurn(Supplier<CompletionStage<T>> operation) {
        if (!slow) {
            return operation.get();
        }
        CompletableFuture<T> later = new CompletableFuture<>();
        waiting.add(() -> operation.get().whenComplete((value, failure) -> later.complete(value)));
        return later;
    }

    @Override
    public String epoch() {
        return mailbox.epoch();
    }

    @Override
    public CompletionStage<Appended> append(Post post, Consumer<Appended> told) {
        return full
                ? CompletableFuture.failedFuture(new MailboxUnavailableException("the disk is full"))
                : inTurn(() -> mailbox.append(post, told));
    }

    @Override
    public CompletionStage<Replay> read(UserId user, Position after, int most) {
        return inTurn(() -> mailbox.read(user, after, most));
    }

    @Override
    public CompletionStage<Marks> marks(UserId user) {
        return broken
                ? CompletableFuture.failedFuture(new MailboxUnavailableException("an I/O error"))
                : inTurn(() -> mailbox.marks(user));
    }

    @Override
    public CompletionStage<Void> take(UserId user, Position position) {
        takes++;
        return mailbox.take(user, position);
    }

    @Override
    public CompletionStage<Optional<Logged>> find(String scope, String name) {
        return mailbox.find(scope, name);
    }

    @Override
    public CompletionStage<List<Logged>> history(String log, long before, int most) {
        return mailbox.history(log, before, most);
    }

    @Override
    public long dropped() {
        return mailbox.dropped();
    }
}
