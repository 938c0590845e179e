package dev.lifeline.http;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.lifeline.core.delivery.History;
import dev.lifeline.core.directory.Directory;
import dev.lifeline.core.directory.Group;
import dev.lifeline.core.directory.Person;
import dev.lifeline.core.protocol.Conversation;
import dev.lifeline.core.protocol.Problem;
import dev.lifeline.core.protocol.Refusal;
import dev.lifeline.core.protocol.UserId;
import dev.lifeline.security.Verdict;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;

/**
 * The data of a LayIM page, in LayIM's Ajax envelope: who I am, with friends and groups; the members of a group; what was
 * said in a conversation; the message box. {@code user} names the caller, and the gate judges him as it would judge his
 * handshake.
 */
public final class LayimServlet extends ApiServlet {

    private static final int LINES = 20;

    @Override
    List<Route> routes() {
        return List.of(
                new Route("GET", "/init", LayimServlet::init),
                new Route("GET", "/members", LayimServlet::members),
                new Route("GET", "/history", LayimServlet::history),
                new Route("GET", "/msgbox", LayimServlet::messageBox));
    }

    /** @throws RefusedException if the caller may not connect either, or if the directory does not know him */
    private static Person me(Call call) throws RefusedException {
        String claimed = Objects.requireNonNullElse(call.parameter("user"), "");
        Verdict verdict = call.services().gate().identify(HandshakeFilter.view(claimed, call.request()));
        if (verdict instanceof Verdict.Refused refused) {
            throw new RefusedException(refused.problem(), refused.detail());
        }
        return call.services()
                .directory()
                .person(new UserId(claimed))
                .orElseThrow(() -> new RefusedException(Problem.NOT_FOUND, "The directory knows no user of that id."));
    }

    private static void init(Call call) throws RefusedException, IOException {
        Person me = me(call);
        Directory directory = call.services().directory();
        JsonObject mine = LayimJson.person(me);
        mine.addProperty("status", call.services().presence().chosen(me.id()).wire());
        if (call.services().trial().isPresent()) {
            mine.addProperty("trial", true);
        }
        JsonObject data = new JsonObject();
        data.add("mine", mine);
        data.add(
                "friend",
                Replies.array(
                        directory.friends(me.id()),
                        list -> LayimJson.friends(list, call.services().presence())));
        data.add("group", Replies.array(directory.groups(me.id()), LayimJson::group));
        answer(call, data);
    }

    private static void members(Call call) throws RefusedException, IOException {
        Person me = me(call);
        Directory directory = call.services().directory();
        Group group = directory
                .group(Objects.requireNonNullElse(call.parameter("id"), ""))
                .filter(found -> found.members().contains(me.id()))
                .orElseThrow(() -> new RefusedException(Problem.NOT_FOUND, me.id() + " is in no group of that id."));
        List<Person> people = group.members().stream()
                .flatMap(id -> directory.person(id).stream())
                .toList();
        JsonObject data = new JsonObject();
        data.add("list", Replies.array(people, LayimJson::person));
        data.addProperty("members", people.size());
        data.addProperty("owner", group.owner().value());
        answer(call, data);
    }

    private static void history(Call call) throws RefusedException {
        Person me = me(call);
        Conversation conversation = conversation(call);
        long before = call.number("before", Long.MAX_VALUE, 1, Long.MAX_VALUE);
        int most = (int) call.number("limit", LINES, 1, History.MOST);
        CompletionStage<List<History.Line>> lines;
        try {
            lines = call.services().history().read(me.id(), conversation, before, most);
        } catch (Refusal.Thrown e) {
            throw new RefusedException(Problem.NOT_FOUND, e.refusal().detail() + ".");
        }
        call.answerLater(
                lines,
                (out, found) -> Replies.json(out, 200, LayimJson.envelope(Replies.array(found, LayimJson::line))));
    }

    private static Conversation conversation(Call call) throws RefusedException {
        String id = Objects.requireNonNullElse(call.parameter("id"), "");
        return switch (Objects.requireNonNullElse(call.parameter("type"), "")) {
            case "friend" -> new Conversation(Conversation.Kind.FRIEND, id);
            case "group" -> Conversation.group(id);
            default -> throw new RefusedException(Problem.BAD_REQUEST, "'type' must be friend or group.");
        };
    }

    private static void messageBox(Call call) throws RefusedException {
        Person me = me(call);
        int number = (int) call.number("page", 1, 1, Integer.MAX_VALUE);
        Directory directory = call.services().directory();
        call.answerLater(call.services().messageBox().of(me.id()), (out, contents) -> {
            var page = contents.page(number);
            JsonObject body = LayimJson.envelope(
                    Replies.array(page.entries(), entry -> LayimJson.notice(entry, me.id(), directory)));
            body.addProperty("pages", page.pages());
            Replies.json(out, 200, body);
        });
    }

    private static void answer(Call call, JsonElement data) throws IOException {
        call.answer(LayimJson.envelope(data));
    }
}
