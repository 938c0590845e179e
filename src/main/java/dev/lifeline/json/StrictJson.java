package dev.lifeline.json;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;

/** Reads strict JSON (RFC 8259) of strangers, and writes it. Stateless. */
public final class StrictJson {

    /** The deepest nesting that is read of back ends. The shapes of the wire need three. */
    public static final int MAX_DEPTH = 16;

    /** The most that pages may be allowed. */
    public static final int MAX_PAGES_DEPTH = 64;

    /** It is nested deeper than may be. */
    static final class TooDeepException extends JsonParseException {
        private static final long serialVersionUID = 1;

        TooDeepException(int maxDepth) {
            super("nested deeper than " + maxDepth + " levels");
        }
    }

    // Signs that matter in HTML need no escape: every reader here parses JSON. A null that was given is written again.
    private static final Gson GSON =
            new GsonBuilder().disableHtmlEscaping().serializeNulls().create();
    private static final TypeAdapter<JsonElement> ELEMENTS = GSON.getAdapter(JsonElement.class);

    private StrictJson() {}

    /**
     * Reads exactly one object and nothing after it.
     *
     * @throws JsonParseException if it is anything else, is not strict JSON or is nested deeper than {@value #MAX_DEPTH}
     */
    public static JsonObject object(String text) {
        return object(text, MAX_DEPTH);
    }

    /**
     * Reads exactly one object and nothing after it.
     *
     * @param maxDepth how deep it may be nested, 1 to {@value #MAX_PAGES_DEPTH}
     * @throws JsonParseException if it is anything else, is not strict JSON or is nested deeper
     */
    static JsonObject object(String text, int maxDepth) {
        if (value(text, maxDepth) instanceof JsonObject object) {
            return object;
        }
        throw new JsonParseException("not an object");
    }

    /**
     * Reads exactly one value of any kind and nothing after it.
     *
     * @throws JsonParseException in the same way
     */
    public static JsonElement value(String text) {
        return value(text, MAX_DEPTH);
    }

    private static JsonElement value(String text, int maxDepth) {
        try (JsonReader reader = new JsonReader(new StringReader(text))) {
            reader.setStrictness(Strictness.STRICT);
            reader.setNestingLimit(maxDepth);
            JsonElement element = ELEMENTS.read(reader);
            if (reader.peek() != JsonToken.END_DOCUMENT) {
                throw new JsonParseException("more than one value");
            }
            return element;
        } catch (IOException | IllegalStateException | NumberFormatException e) {
            if (String.valueOf(e.getMessage()).startsWith("Nesting limit")) {
                throw new TooDeepException(maxDepth);
            }
            throw new JsonParseException(e.getMessage(), e);
        }
    }

    /** Why, to follow an "is": safe to send back: holds no text of the input and no address of a manual. */
    public static String reason(JsonParseException e) {
        String message = String.valueOf(e.getMessage());
        if (e instanceof TooDeepException) {
            return message;
        }
        if (message.contains("Unpaired surrogate")) {
            return "not strict JSON: a string holds half of a surrogate pair, such as an emoji cut in the middle";
        }
        return switch (message) {
            case "more than one value", "not an object" -> message;
            default -> "not strict JSON";
        };
    }

    /** Writes compact JSON. */
    public static String write(JsonElement element) {
        return GSON.toJson(element);
    }
}
