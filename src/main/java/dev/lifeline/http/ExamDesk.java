package dev.lifeline.http;

import com.google.gson.JsonObject;
import dev.lifeline.core.protocol.Problem;
import dev.lifeline.doctor.live.Approach;
import dev.lifeline.doctor.live.Exams;
import dev.lifeline.doctor.live.Next;
import dev.lifeline.doctor.live.Report;
import dev.lifeline.doctor.live.Seen;
import dev.lifeline.security.HandshakeRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Answers the plain GETs of an examination, {@code ?doctor=…}, at the very address that handshakes go to: so it needs no
 * more of a proxy than they do. For one request.
 */
final class ExamDesk {

    /** How many silences one may ask for. */
    static final int MOST_SILENCES = 12;

    static final Duration LEAST_SILENCE = Duration.ofMillis(500);
    static final Duration MOST_SILENCE = Duration.ofHours(1);

    private static final String PARAMETER = "doctor";
    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");

    private final Services services;
    private final Exams exams;
    private final HttpServletRequest request;
    private final HttpServletResponse response;

    ExamDesk(Services services, HttpServletRequest request, HttpServletResponse response) {
        this.services = services;
        this.exams = services.exams();
        this.request = request;
        this.response = response;
    }

    /** Whether a request is for this. */
    static boolean takes(HandshakeRequest request) {
        return request.method().equals("GET") && !request.isHandshake() && request.parameter(PARAMETER) != null;
    }

    void answer() throws IOException {
        if (!KeyedServlet.hasKey(services, request, response)) {
            return;
        }
        try {
            String id = String.valueOf(request.getParameter(PARAMETER));
            answer(id.equals("new") ? begin() : known(id));
        } catch (RefusedException e) {
            e.answer().write(response);
        }
    }

    private String begin() throws RefusedException {
        return exams.begin(silences(), Sightings.of(request, services.addresses()));
    }

    private String known(String id) throws RefusedException {
        if (!ID.matcher(id).matches()) {
            throw new RefusedException(
                    Problem.BAD_REQUEST, "doctor must be 'new', or the 32 hexadecimal digits of an examination.");
        }
        String nonce = request.getParameter("nonce");
        if (nonce != null) {
            exams.observed(id, nonce, seen());
        }
        return id;
    }

    private void answer(String id) throws RefusedException, IOException {
        Next next = request.getParameter("next") == null ? null : exams.next(id).orElse(null);
        String server = request.getParameter("server");
        Approach approach = new Approach(server == null ? "" : server, request.getParameter("secure") != null);
        Report report = exams.report(id, approach)
                .orElseThrow(() -> new RefusedException(
                        Problem.NOT_FOUND, "There is no such examination here: it ended, or this is another server."));
        Replies.json(response, 200, json(report, next));
    }

    private JsonObject json(Report report, @Nullable Next next) {
        JsonObject json = ExamJson.of(report, request.getLocale());
        if (next != null) {
            json.add("next", ExamJson.of(next));
        }
        return json;
    }

    /** Null: those of the settings. */
    private @Nullable List<Duration> silences() throws RefusedException {
        String text = request.getParameter("silences");
        if (text == null) {
            return null;
        }
        List<Duration> silences = new ArrayList<>();
        if (!text.equals("none")) {
            for (String millis : text.split(",", -1)) {
                silences.add(Duration.ofMillis(
                        number("silences", millis, LEAST_SILENCE.toMillis(), MOST_SILENCE.toMillis())));
            }
        }
        if (silences.size() > MOST_SILENCES) {
            throw new RefusedException(
                    Problem.BAD_REQUEST, "silences: at most " + MOST_SILENCES + ", not " + silences.size() + ".");
        }
        return silences;
    }

    private Seen seen() throws RefusedException {
        String name = request.getParameter("result");
        Seen.Result result = Seen.Result.of(name == null ? "" : name)
                .orElseThrow(() -> new RefusedException(
                        Problem.BAD_REQUEST, "result must be survived, cut, dropped, refused or void."));
        long after = number("after", request.getParameter("after"), 0, 2 * MOST_SILENCE.toMillis());
        return new Seen(
                result, Duration.ofMillis(after), (int) number("status", request.getParameter("status"), 0, 999));
    }

    /** Of a missing one, the least. */
    private static long number(String name, @Nullable String text, long least, long most) throws RefusedException {
        if (text == null) {
            return least;
        }
        if (text.matches("\\d{1,9}") && Long.parseLong(text) >= least && Long.parseLong(text) <= most) {
            return Long.parseLong(text);
        }
        throw new RefusedException(
                Problem.BAD_REQUEST, name + " must be whole numbers from " + least + " to " + most + ".");
    }
}
