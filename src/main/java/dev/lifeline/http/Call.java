package dev.lifeline.http;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import dev.lifeline.core.protocol.Problem;
import dev.lifeline.core.protocol.UserId;
import dev.lifeline.json.StrictJson;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A request that found its route. For the thread that serves it.
 *
 * @param names the parts of its address that {@link Route#path} leaves open, decoded
 */
record Call(Services services, HttpServletRequest request, HttpServletResponse response, List<String> names) {

    /**
     * The user that a part of the address names.
     *
     * @throws RefusedException if it is no user id
     */
    UserId user(int name) throws RefusedException {
        try {
            return new UserId(names.get(name));
        } catch (IllegalArgumentException e) {
            throw new RefusedException(Problem.BAD_USER_ID, e.getMessage() + ".");
        }
    }

    /**
     * The group that a part of the address names: its id is built like a user's.
     *
     * @throws RefusedException if it is no id
     */
    String group(int name) throws RefusedException {
        try {
            return new UserId(names.get(name)).value();
        } catch (IllegalArgumentException e) {
            throw new RefusedException(
                    Problem.BAD_REQUEST, String.valueOf(e.getMessage()).replaceFirst("^user id", "group id") + ".");
        }
    }

    /**
     * A parameter of the query, or null.
     *
     * @throws RefusedException if the query cannot be decoded
     */
    @Nullable
    String parameter(String name) throws RefusedException {
        try {
            return request.getParameter(name);
        } catch (IllegalStateException e) {
            // How Tomcat 11 says so.
            throw new RefusedException(Problem.BAD_REQUEST, "The query cannot be read.");
        }
    }

    /**
     * A number of the query.
     *
     * @throws RefusedException if it is none within the bounds
     */
    long number(String name, long missing, long least, long most) throws RefusedException {
        String text = parameter(name);
        if (text == null || text.isEmpty()) {
            return missing;
        }
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, in the same words.
        }
        throw new RefusedException(
                Problem.BAD_REQUEST,
                "'" + name + "' must be a whole number from " + least
                        + (most == Long.MAX_VALUE ? " on." : " to " + most + "."));
    }

    /**
     * The body as it came.
     *
     * @param most bytes
     * @throws RefusedException if it is larger
     */
    byte[] body(int most) throws RefusedException, IOException {
        byte[] body = request.getInputStream().readNBytes(most + 1);
        if (body.length > most) {
            throw new RefusedException(Problem.BODY_TOO_LARGE, "At most " + most + " bytes a request.");
        }
        return body;
    }

    /**
     * The body as JSON of any kind.
     *
     * @param most bytes
     * @throws RefusedException if it is larger, or no strict JSON in UTF-8
     */
    JsonElement json(int most) throws RefusedException, IOException {
        try {
            return StrictJson.value(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body(most)))
                    .toString());
        } catch (CharacterCodingException e) {
            throw new RefusedException(Problem.BAD_REQUEST, "The body is not UTF-8.");
        } catch (JsonParseException e) {
            throw new RefusedException(Problem.BAD_REQUEST, "The body is " + StrictJson.reason(e) + ".");
        }
    }

    /**
     * The body as one JSON object.
     *
     * @param most bytes
     * @throws RefusedException if it is larger, or anything else
     */
    JsonObject object(int most) throws RefusedException, IOException {
        if (json(most) instanceof JsonObject object) {
            return object;
        }
        throw new RefusedException(Problem.BAD_REQUEST, "The body is not an object.");
    }

    /** Answers now. */
    void answer(Answer answer) throws IOException {
        answer.write(response);
    }

    /** Answers 200 now. */
    void answer(JsonObject body) throws IOException {
        Replies.json(response, 200, body);
    }

    /** Answers once a stage completes; no thread waits for it. */
    <T> void answerLater(CompletionStage<T> stage, Async.Writer<T> writer) {
        Async.reply(request, stage, writer);
    }
}
