package dev.lifeline.http;

import dev.lifeline.core.directory.Group;
import dev.lifeline.core.protocol.UserId;
import java.io.IOException;
import java.util.List;

/** {@code /api/v1/groups/*} for back ends: which groups there are, and who is in them. */
public final class GroupsServlet extends DirectoryServlet {

    @Override
    List<Route> routes() {
        return List.of(
                new Route("GET", "/{id}", call -> call.answer(DirectoryJson.json(group(call, call.group(0))))),
                new Route("PUT", "/{id}", GroupsServlet::put),
                new Route(
                        "DELETE",
                        "/{id}",
                        call -> answerDone(call, editable(call).removeGroup(call.group(0)))),
                new Route("PUT", "/{id}/members/{user}", GroupsServlet::addMember),
                new Route("DELETE", "/{id}/members/{user}", GroupsServlet::removeMember));
    }

    private static void put(Call call) throws RefusedException, IOException {
        String id = call.group(0);
        Group group = DirectoryJson.group(id, call.object(MAX_BODY), guestPicture(call));
        int status = call.services().directory().group(id).isPresent() ? 200 : 201;
        call.answerLater(
                editable(call).putGroup(group), (out, done) -> Replies.json(out, status, DirectoryJson.json(group)));
    }

    private static void addMember(Call call) throws RefusedException {
        var directory = editable(call);
        Group group = group(call, call.group(0));
        UserId user = person(call, call.user(1)).id();
        answerDone(call, directory.addMember(group.id(), user));
    }

    private static void removeMember(Call call) throws RefusedException {
        var directory = editable(call);
        UserId user = call.user(1);
        Group group = group(call, call.group(0));
        answerDone(call, directory.removeMember(group.id(), user));
    }
}
