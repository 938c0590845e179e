package dev.lifeline.http;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import dev.lifeline.core.delivery.PushService;
import dev.lifeline.core.directory.Group;
import dev.lifeline.core.protocol.Outbound;
import dev.lifeline.core.protocol.Problem;
import dev.lifeline.core.protocol.UserId;
import dev.lifeline.json.StrictJson;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * {@code POST /api/v1/push} for back ends: {@code {"to":{"users":[…]|"groups":[…]|"all":true},"message":{"type":…}}} with
 * the push key as bearer token. Reaches who is connected now; the answer tells for each user whether he was.
 */
public final class PushServlet extends ApiServlet {

    /** The largest body, in bytes. */
    static final int MAX_BODY = 1 << 20;

    /** The most users and groups that one request may name. */
    static final int MAX_RECEIVERS = 1_000;

    public PushServlet() {
        super("POST");
    }

    @Override
    void answer(Services services, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!services.pushKeys().configured()) {
            Replies.problem(
                    response,
                    Problem.PUSH_KEY_NOT_CONFIGURED,
                    "Set lifeline.push-key (environment: LIFELINE_PUSH_KEY) to a secret of 32 characters or more.");
        } else if (!services.pushKeys().accepts(request.getHeader("Authorization"))) {
            Replies.problem(
                    response, Problem.BAD_KEY, "Send 'Authorization: Bearer' and the value of lifeline.push-key.");
        } else {
            push(services, request, response);
        }
    }

    private static void push(Services services, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        byte[] body = request.getInputStream().readNBytes(MAX_BODY + 1);
        if (body.length > MAX_BODY) {
            Replies.problem(response, Problem.BODY_TOO_LARGE, "At most " + MAX_BODY + " bytes a request.");
            return;
        }
        try {
            JsonObject push = StrictJson.object(new String(body, StandardCharsets.UTF_8));
            Outbound message = new Outbound.Pushed(StrictJson.write(StrictJson.typed(object(push, "message"))));
            JsonObject to = object(push, "to");
            Replies.json(response, 200, to.has("all") ? toAll(services, to, message) : toUsers(services, to, message));
        } catch (JsonParseException e) {
            Replies.problem(response, Problem.BAD_REQUEST, "The body is " + StrictJson.reason(e) + ".");
        } catch (IllegalArgumentException e) {
            Replies.problem(response, Problem.BAD_REQUEST, e.getMessage() + ".");
        }
    }

    private static JsonObject toAll(Services services, JsonObject to, Outbound message) {
        if (to.size() > 1 || !(to.get("all") instanceof JsonPrimitive all && all.isBoolean() && all.getAsBoolean())) {
            throw new IllegalArgumentException("to.all must be true and stand alone");
        }
        JsonObject answer = new JsonObject();
        answer.addProperty("connections", services.push().toAll(message));
        return answer;
    }

    private static JsonObject toUsers(Services services, JsonObject to, Outbound message) {
        Set<UserId> users = new LinkedHashSet<>();
        for (String user : strings(to, "users")) {
            users.add(new UserId(user));
        }
        for (String id : strings(to, "groups")) {
            Group group = services.directory()
                    .group(id)
                    .orElseThrow(() -> new IllegalArgumentException("to.groups: there is no group '" + id + "'"));
            users.addAll(group.members());
        }
        if (users.isEmpty()) {
            throw new IllegalArgumentException("'to' names nobody: give users, groups, or all");
        }
        JsonObject results = new JsonObject();
        services.push()
                .toUsers(users, message)
                .forEach((user, outcome) -> results.addProperty(
                        user.value(), outcome == PushService.Outcome.ONLINE ? "online" : "offline"));
        JsonObject answer = new JsonObject();
        answer.add("users", results);
        return answer;
    }

    private static JsonObject object(JsonObject parent, String name) {
        if (parent.get(name) instanceof JsonObject object) {
            return object;
        }
        throw new IllegalArgumentException("'" + name + "' is missing or no object");
    }

    private static Set<String> strings(JsonObject parent, String name) {
        Set<String> strings = new LinkedHashSet<>();
        if (!parent.has(name)) {
            return strings;
        }
        if (!(parent.get(name) instanceof JsonArray array)) {
            throw new IllegalArgumentException("to." + name + " is no array");
        }
        if (array.size() > MAX_RECEIVERS) {
            throw new IllegalArgumentException(
                    "to." + name + " names " + array.size() + ", at most " + MAX_RECEIVERS + " a request");
        }
        for (JsonElement element : array) {
            if (!(element instanceof JsonPrimitive value && value.isString())) {
                throw new IllegalArgumentException("to." + name + " holds something that is no string");
            }
            strings.add(value.getAsString());
        }
        return strings;
    }
}
