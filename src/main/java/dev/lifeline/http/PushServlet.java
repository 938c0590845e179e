package dev.lifeline.http;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import dev.lifeline.core.delivery.PushOrder;
import dev.lifeline.core.delivery.PushResult;
import dev.lifeline.core.delivery.PushService;
import dev.lifeline.core.protocol.Problem;
import dev.lifeline.json.StrictJson;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * {@code POST /api/v1/push} for back ends: one push, or an array of pushes that are done one after the other. 202 means
 * that it is stored, for those who are away as well.
 */
public final class PushServlet extends KeyedServlet {

    /** The largest body, in bytes. */
    static final int MAX_BODY = 4 << 20;

    /** The most pushes of one request. */
    static final int MAX_BATCH = 1_000;

    public PushServlet() {
        super("POST");
    }

    @Override
    void answerKeyed(Services services, HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] body = request.getInputStream().readNBytes(MAX_BODY + 1);
        if (body.length > MAX_BODY) {
            Replies.problem(response, Problem.BODY_TOO_LARGE, "At most " + MAX_BODY + " bytes a request.");
            return;
        }
        JsonElement json;
        try {
            json = StrictJson.value(new String(body, StandardCharsets.UTF_8));
        } catch (JsonParseException e) {
            Replies.problem(response, Problem.BAD_REQUEST, "The body is " + StrictJson.reason(e) + ".");
            return;
        }
        PushService push = services.push();
        if (json instanceof JsonArray batch) {
            if (batch.size() > MAX_BATCH) {
                Replies.problem(
                        response, Problem.BAD_REQUEST, batch.size() + " pushes, at most " + MAX_BATCH + " a request.");
                return;
            }
            List<CompletableFuture<Answer>> answers = new ArrayList<>();
            batch.forEach(one -> answers.add(push(push, one).toCompletableFuture()));
            CompletableFuture<Void> all = CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new));
            Async.reply(
                    request,
                    all,
                    (out, done) -> Replies.json(
                            out,
                            202,
                            Replies.array(answers, answer -> answer.join().inBatch())));
        } else {
            Async.reply(request, push(push, json), (out, answer) -> answer.write(out));
        }
    }

    /** Never fails: what goes wrong is an answer. */
    private static CompletionStage<Answer> push(PushService push, JsonElement json) {
        try {
            if (!(json instanceof JsonObject object)) {
                throw new IllegalArgumentException("a push is an object");
            }
            PushOrder order = PushJson.order(object);
            return push.push(order)
                    .handle((result, failure) -> failure == null ? answer(order, result) : Async.failed(failure));
        } catch (IllegalArgumentException e) {
            return CompletableFuture.completedFuture(new Answer.Refused(Problem.BAD_REQUEST, e.getMessage() + "."));
        }
    }

    private static Answer answer(PushOrder order, PushResult result) {
        return result instanceof PushResult.Accepted accepted
                ? new Answer.Done(202, PushJson.result(order, accepted))
                : new Answer.Refused(Problem.ID_CONFLICT, "id '" + order.id() + "' was used for another push.");
    }
}
