package dev.lifeline.http;

import com.google.gson.JsonObject;
import dev.lifeline.core.directory.Directory;
import dev.lifeline.core.directory.FriendList;
import dev.lifeline.core.directory.Group;
import dev.lifeline.core.directory.Person;
import dev.lifeline.core.protocol.Problem;
import dev.lifeline.core.protocol.UserId;
import dev.lifeline.security.Verdict;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The data that a LayIM page starts with, in LayIM's Ajax envelope: {@code GET /api/v1/layim/init} (who I am, friends
 * with presence, groups) and {@code GET /api/v1/layim/members?id=…}. {@code user} names the caller, and the gate judges
 * him as it would judge his handshake.
 */
public final class LayimServlet extends ApiServlet {

    public LayimServlet() {
        super("GET");
    }

    @Override
    void answer(Services services, HttpServletRequest request, HttpServletResponse response) throws IOException {
        String claimed;
        try {
            claimed = Objects.requireNonNullElse(request.getParameter("user"), "");
        } catch (IllegalStateException e) {
            // How Tomcat 11 says that a query cannot be decoded.
            Replies.problem(response, Problem.BAD_REQUEST, "The query cannot be read.");
            return;
        }
        Verdict verdict = services.gate().identify(HandshakeFilter.view(claimed, request));
        if (verdict instanceof Verdict.Refused refused) {
            Replies.problem(response, refused.problem(), refused.detail());
            return;
        }
        Optional<Person> me = services.directory().person(new UserId(claimed));
        if (me.isEmpty()) {
            Replies.problem(response, Problem.NOT_FOUND, "The directory knows no user of that id.");
            return;
        }
        String path = String.valueOf(request.getPathInfo());
        switch (path) {
            case "/init" -> envelope(response, init(services, me.get()));
            case "/members" -> members(services.directory(), me.get(), request.getParameter("id"), response);
            default -> Replies.problem(response, Problem.NOT_FOUND, "There is init and members, no " + path + ".");
        }
    }

    private static JsonObject init(Services services, Person me) {
        JsonObject mine = person(me);
        mine.addProperty("status", services.presence().chosen(me.id()).wire());
        JsonObject data = new JsonObject();
        data.add("mine", mine);
        data.add("friend", Replies.array(services.directory().friends(me.id()), list -> friends(services, list)));
        data.add("group", Replies.array(services.directory().groups(me.id()), LayimServlet::group));
        return data;
    }

    private static JsonObject friends(Services services, FriendList list) {
        JsonObject json = new JsonObject();
        json.addProperty("groupname", list.name());
        json.addProperty("id", list.id());
        json.add("list", Replies.array(list.people(), friend -> {
            JsonObject entry = person(friend);
            entry.addProperty("status", services.presence().seen(friend.id()).wire());
            return entry;
        }));
        return json;
    }

    private static JsonObject group(Group group) {
        JsonObject json = new JsonObject();
        json.addProperty("groupname", group.name());
        json.addProperty("id", group.id());
        json.addProperty("avatar", group.avatar());
        return json;
    }

    private static void members(Directory directory, Person me, String groupId, HttpServletResponse response)
            throws IOException {
        Optional<Group> group = directory
                .group(String.valueOf(groupId))
                .filter(found -> found.members().contains(me.id()));
        if (group.isEmpty()) {
            Replies.problem(response, Problem.NOT_FOUND, me.id() + " is in no group of that id.");
            return;
        }
        List<Person> people = group.get().members().stream()
                .flatMap(id -> directory.person(id).stream())
                .toList();
        JsonObject data = new JsonObject();
        data.add("list", Replies.array(people, LayimServlet::person));
        data.addProperty("members", people.size());
        data.addProperty("owner", group.get().owner().value());
        envelope(response, data);
    }

    private static JsonObject person(Person person) {
        JsonObject json = new JsonObject();
        json.addProperty("username", person.name());
        json.addProperty("id", person.id().value());
        json.addProperty("avatar", person.avatar());
        json.addProperty("sign", person.sign());
        return json;
    }

    private static void envelope(HttpServletResponse response, JsonObject data) throws IOException {
        JsonObject body = new JsonObject();
        body.addProperty("code", 0);
        body.addProperty("msg", "");
        body.add("data", data);
        Replies.json(response, 200, body);
    }
}
