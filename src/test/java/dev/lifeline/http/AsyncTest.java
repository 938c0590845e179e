package dev.lifeline.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonPrimitive;
import dev.lifeline.core.mailbox.MailboxUnavailableException;
import jakarta.servlet.AsyncEvent;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class AsyncTest {

    private final FakeExchange exchange = new FakeExchange("POST", null);
    private final CompletableFuture<String> stage = new CompletableFuture<>();

    @Test
    void completedStage_isAnsweredOnAThreadOfTheContainer() {
        reply((out, value) -> Replies.json(out, 202, new JsonPrimitive(value)));
        assertEquals(0, exchange.started.size());
        stage.complete("stored");
        assertEquals("", exchange.text());
        exchange.started.remove().run();
        assertEquals("202 \"stored\" completed 1", outcome());
    }

    @Test
    void storeThatCannotServe_isToldWithATimeToComeBack() {
        reply((out, value) -> {});
        stage.completeExceptionally(new CompletionException(new MailboxUnavailableException("the disk is full")));
        exchange.started.remove().run();
        assertEquals(503, exchange.status);
        assertEquals("2", exchange.headers.get("Retry-After"));
        assertTrue(exchange.text().contains("\"detail\":\"the disk is full.\""), exchange::text);
    }

    @Test
    void storeThatDoesNotAnswer_isToldOnceAtTheTimeout() throws Exception {
        reply((out, value) -> Replies.json(out, 202, new JsonPrimitive(value)));
        exchange.listener.onTimeout(new AsyncEvent(null));
        assertEquals(503, exchange.status);
        assertEquals("application/problem+json", exchange.headers.get("Content-Type"));
        assertTrue(exchange.text().contains("store-unavailable"), exchange::text);
        String before = outcome();
        stage.complete("late");
        assertEquals(before, outcome());
        assertEquals(1, exchange.completed);
    }

    @Test
    void timeoutWhileTheAnswerIsOnItsWay_changesNothing() throws Exception {
        reply((out, value) -> Replies.json(out, 202, new JsonPrimitive(value)));
        stage.complete("stored");
        exchange.started.remove().run();
        exchange.listener.onTimeout(new AsyncEvent(null));
        assertEquals("202 \"stored\" completed 1", outcome());
    }

    @Test
    void brokenConnection_getsNoAnswer() throws Exception {
        reply((out, value) -> Replies.json(out, 202, new JsonPrimitive(value)));
        stage.complete("stored");
        exchange.listener.onError(new AsyncEvent(null));
        exchange.started.remove().run();
        assertEquals("200  completed 0", outcome());
    }

    @Test
    void containerThatStops_harmsNotTheStoresThread() {
        exchange.stopping = true;
        reply((out, value) -> Replies.json(out, 202, new JsonPrimitive(value)));
        assertTrue(stage.complete("stored"));
        assertEquals("200  completed 0", outcome());
    }

    @Test
    void writerThatFails_isAnsweredWithAProblem() {
        reply((out, value) -> {
            throw new IllegalStateException("a bug");
        });
        stage.complete("stored");
        exchange.started.remove().run();
        assertEquals(500, exchange.status);
        assertTrue(exchange.text().contains("urn:lifeline:problem:internal"), exchange::text);
        assertEquals(1, exchange.completed);
    }

    @Test
    void clientThatWent_endsTheRequest() {
        reply((out, value) -> {
            throw new IOException("broken pipe");
        });
        stage.complete("stored");
        exchange.started.remove().run();
        assertEquals("200  completed 1", outcome());
    }

    private void reply(Async.Writer<String> writer) {
        Async.reply(exchange.request(), stage, writer);
    }

    private String outcome() {
        return exchange.status + " " + exchange.text() + " completed " + exchange.completed;
    }
}
