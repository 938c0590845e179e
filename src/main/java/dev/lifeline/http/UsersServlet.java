package dev.lifeline.http;

import com.google.gson.JsonObject;
import dev.lifeline.core.directory.Person;
import dev.lifeline.core.protocol.Problem;
import dev.lifeline.core.protocol.Status;
import dev.lifeline.core.protocol.UserId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** {@code /api/v1/users/*} for back ends: who there is, who is whose friend, who is connected; and ends connections. */
public final class UsersServlet extends DirectoryServlet {

    /** The longest reason for an end, in bytes of UTF-8: what a close frame can carry (RFC 6455, section 5.5). */
    static final int MAX_REASON = 123;

    @Override
    List<Route> routes() {
        return List.of(
                new Route("GET", "/{id}", call -> call.answer(DirectoryJson.json(person(call, call.user(0))))),
                new Route("PUT", "/{id}", UsersServlet::put),
                new Route(
                        "DELETE",
                        "/{id}",
                        call -> answerDone(call, editable(call).removePerson(call.user(0)))),
                new Route("GET", "/{id}/friends", UsersServlet::friends),
                new Route("PUT", "/{id}/friends/{friend}", UsersServlet::befriend),
                new Route(
                        "DELETE",
                        "/{id}/friends/{friend}",
                        call -> answerDone(call, editable(call).unfriend(call.user(0), call.user(1)))),
                new Route("GET", "/{id}/presence", UsersServlet::presence),
                new Route("DELETE", "/{id}/connections", UsersServlet::kick));
    }

    private static void put(Call call) throws RefusedException, IOException {
        UserId id = call.user(0);
        Person person = DirectoryJson.person(id, call.object(MAX_BODY), guestPicture(call));
        int status = call.services().directory().person(id).isPresent() ? 200 : 201;
        call.answerLater(
                editable(call).putPerson(person), (out, done) -> Replies.json(out, status, DirectoryJson.json(person)));
    }

    private static void friends(Call call) throws RefusedException, IOException {
        Person person = person(call, call.user(0));
        List<Person> friends = call.services().directory().friends(person.id()).stream()
                .flatMap(list -> list.people().stream())
                .toList();
        JsonObject body = new JsonObject();
        body.add("friends", Replies.array(friends, DirectoryJson::json));
        call.answer(body);
    }

    private static void befriend(Call call) throws RefusedException {
        var directory = editable(call);
        UserId one = person(call, call.user(0)).id();
        UserId other = person(call, call.user(1)).id();
        answerDone(call, directory.befriend(one, other));
    }

    private static void presence(Call call) throws RefusedException, IOException {
        UserId id = call.user(0);
        var presence = call.services().presence();
        boolean hides = presence.chosen(id) == Status.HIDDEN;
        JsonObject body = new JsonObject();
        body.addProperty("id", id.value());
        body.addProperty("status", (hides ? Status.HIDDEN : presence.seen(id)).wire());
        body.addProperty("connections", call.services().push().connectionsOf(id));
        call.answer(body);
    }

    private static void kick(Call call) throws RefusedException, IOException {
        UserId id = call.user(0);
        String reason = Objects.requireNonNullElse(call.parameter("reason"), "ended by the back end");
        int length = reason.getBytes(StandardCharsets.UTF_8).length;
        if (length > MAX_REASON) {
            throw new RefusedException(
                    Problem.BAD_REQUEST, "'reason' of " + length + " bytes in UTF-8, at most " + MAX_REASON + ".");
        }
        if (revokes(call)) {
            call.answerLater(
                    call.services().logins().revoke(id, reason),
                    (out, ended) -> Replies.json(out, 200, connections(ended)));
        } else {
            call.answer(connections(call.services().push().kick(id, reason)));
        }
    }

    private static boolean revokes(Call call) throws RefusedException {
        return switch (Objects.requireNonNullElse(call.parameter("revoke"), "false")) {
            case "false" -> false;
            case "true" -> {
                if (!call.services().tokens()) {
                    throw new RefusedException(
                            Problem.BAD_REQUEST,
                            "'revoke' takes tokens back, and there are none: lifeline.auth is not jwt.");
                }
                yield true;
            }
            default -> throw new RefusedException(Problem.BAD_REQUEST, "'revoke' must be true or false.");
        };
    }

    private static JsonObject connections(int ended) {
        JsonObject body = new JsonObject();
        body.addProperty("connections", ended);
        return body;
    }
}
