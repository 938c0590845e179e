package dev.lifeline.doctor.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same examples hold the page's rules, in {@code doctor.test.js}. */
class UnreachedTest {

    static Stream<JsonObject> examples() throws Exception {
        String text = Files.readString(Path.of("src/test/resources/doctor/unreached.json"));
        return StreamSupport.stream(
                        JsonParser.parseString(text).getAsJsonArray().spliterator(), false)
                .map(JsonElement::getAsJsonObject);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void answer_isUnderstood(JsonObject example) {
        Advice advice = Unreached.of(
                example.get("status").getAsInt(),
                text(example, "challenge"),
                text(example, "location"),
                text(example, "body"));
        assertEquals(text(example, "finding"), advice.symptom().slug());
        assertEquals(List.of(text(example, "arg")), advice.args());
    }

    @Test
    void everySymptom_hasItsTexts() {
        for (Symptom symptom : Symptom.values()) {
            for (Locale locale : List.of(Locale.ENGLISH, Locale.CHINA)) {
                Advice advice = Advice.of(symptom, "", "A", "B", "C");
                for (String said : List.of(advice.what(locale), advice.why(locale))) {
                    assertTrue(!said.isBlank() && !said.contains("{"), said);
                }
            }
        }
    }

    private static String text(JsonObject example, String field) {
        return example.has(field) ? example.get(field).getAsString() : "";
    }
}
