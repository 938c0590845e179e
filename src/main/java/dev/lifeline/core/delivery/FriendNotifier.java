package dev.lifeline.core.delivery;

import dev.lifeline.core.directory.Directory;
import dev.lifeline.core.directory.Person;
import dev.lifeline.core.protocol.Outbound;
import dev.lifeline.core.protocol.Status;
import dev.lifeline.core.protocol.UserId;
import java.util.List;
import java.util.function.BiConsumer;

/** Tells the friends of a user, those who are connected, that he came or went. Thread-safe. */
public final class FriendNotifier implements BiConsumer<UserId, Status> {

    private final Directory directory;
    private final PushService push;

    public FriendNotifier(Directory directory, PushService push) {
        this.directory = directory;
        this.push = push;
    }

    @Override
    public void accept(UserId user, Status status) {
        List<UserId> friends = directory.friends(user).stream()
                .flatMap(list -> list.people().stream())
                .map(Person::id)
                .distinct()
                .toList();
        push.flyBy(friends, null, new Outbound.StatusUpdate(user, status));
    }
}
