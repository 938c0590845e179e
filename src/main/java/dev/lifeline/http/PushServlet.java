package dev.lifeline.http;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.lifeline.core.delivery.PushOrder;
import dev.lifeline.core.delivery.PushResult;
import dev.lifeline.core.delivery.PushService;
import dev.lifeline.core.protocol.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * {@code POST /api/v1/push} for back ends: one push, or an array of pushes that are stored in their order. 202 means
 * that it is stored, for those who are away as well.
 */
public final class PushServlet extends KeyedServlet {

    /** The largest body, in bytes. */
    static final int MAX_BODY = 4 << 20;

    /** The most pushes of one request. */
    static final int MAX_BATCH = 1_000;

    /** The most receivers of all pushes of one request: its answer names every one of them. */
    static final int MAX_BATCH_RECEIVERS = 100_000;

    @Override
    List<Route> routes() {
        return List.of(new Route("POST", "", PushServlet::push));
    }

    private static void push(Call call) throws RefusedException, IOException {
        PushService push = call.services().push();
        JsonElement json = call.json(MAX_BODY);
        if (!(json instanceof JsonArray batch)) {
            call.answerLater(push(push, json, new Budget()), (out, answer) -> answer.write(out));
            return;
        }
        if (batch.size() > MAX_BATCH) {
            throw new RefusedException(
                    Problem.BAD_REQUEST, batch.size() + " pushes, at most " + MAX_BATCH + " a request.");
        }
        Budget budget = new Budget();
        List<CompletableFuture<Answer>> answers = new ArrayList<>();
        batch.forEach(one -> answers.add(push(push, one, budget).toCompletableFuture()));
        CompletableFuture<Void> all = CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new));
        call.answerLater(
                all,
                (out, done) -> Replies.json(
                        out, 202, Replies.array(answers, answer -> answer.join().inBatch())));
    }

    /** Never fails: what goes wrong is an answer. */
    private static CompletionStage<Answer> push(PushService push, JsonElement json, Budget budget) {
        try {
            if (!(json instanceof JsonObject object)) {
                throw new IllegalArgumentException("a push is an object");
            }
            PushOrder order = PushJson.order(object);
            budget.take(push.receivers(order));
            return push.push(order)
                    .handle((result, failure) -> failure == null ? answer(order, result) : Async.failed(failure));
        } catch (RuntimeException e) {
            return CompletableFuture.completedFuture(Async.failed(e));
        }
    }

    private static Answer answer(PushOrder order, PushResult result) {
        return result instanceof PushResult.Accepted accepted
                ? new Answer.Done(202, PushJson.result(order, accepted))
                : new Answer.Refused(Problem.ID_CONFLICT, "id '" + order.id() + "' was used for another push.");
    }

    /** How many receivers a request may still have. For one thread. */
    private static final class Budget {
        private int taken;

        void take(int receivers) {
            if (taken + receivers > MAX_BATCH_RECEIVERS) {
                throw new IllegalArgumentException("with this push the request has " + (taken + receivers)
                        + " receivers, at most " + MAX_BATCH_RECEIVERS + " a request: send the rest in another");
            }
            taken += receivers;
        }
    }
}
