package dev.lifeline.http;

import com.google.gson.JsonObject;
import dev.lifeline.core.protocol.Problem;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** What the API answers to one request, or to one of several in a batch. */
sealed interface Answer {

    /** Writes it as the whole response. */
    void write(HttpServletResponse response) throws IOException;

    /** It as an element of a batch's answer: with its {@code status}. */
    JsonObject inBatch();

    /** It went well. */
    record Done(int status, JsonObject body) implements Answer {

        @Override
        public void write(HttpServletResponse response) throws IOException {
            Replies.json(response, status, body);
        }

        @Override
        public JsonObject inBatch() {
            JsonObject json = new JsonObject();
            json.addProperty("status", status);
            body.entrySet().forEach(field -> json.add(field.getKey(), field.getValue()));
            return json;
        }
    }

    /** It went well, and there is nothing more to say. */
    record Empty() implements Answer {

        @Override
        public void write(HttpServletResponse response) {
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            response.setHeader("Cache-Control", "no-store");
        }

        @Override
        public JsonObject inBatch() {
            return new Done(HttpServletResponse.SC_NO_CONTENT, new JsonObject()).inBatch();
        }
    }

    /** It did not. */
    record Refused(Problem problem, String detail) implements Answer {

        @Override
        public void write(HttpServletResponse response) throws IOException {
            Replies.problem(response, problem, detail);
        }

        @Override
        public JsonObject inBatch() {
            return Replies.problemBody(problem, detail);
        }
    }
}
