package dev.lifeline.http;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.lifeline.core.protocol.Problem;
import dev.lifeline.doctor.AccessLogCheck;
import dev.lifeline.doctor.Finding;
import dev.lifeline.doctor.NginxCheck;
import dev.lifeline.doctor.NginxSyntaxException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * For administrators: what in a configuration of nginx stands in the way, {@code POST /api/v1/doctor/nginx}, and which
 * limits an access log shows, {@code POST /api/v1/doctor/log}. A text is judged and forgotten: it is neither stored nor
 * logged.
 */
public final class DoctorServlet extends KeyedServlet {

    /** The largest body, in bytes. */
    static final int MAX_BODY = 4 << 20;

    /** The longest log, in bytes. */
    static final long MAX_LOG = 64L << 20;

    /** What a text without headings is called. */
    private static final String NAME = "nginx.conf";

    @Override
    List<Route> routes() {
        return List.of(
                new Route("POST", "/nginx", DoctorServlet::nginx), new Route("POST", "/log", DoctorServlet::log));
    }

    private static void nginx(Call call) throws RefusedException, IOException {
        byte[] body = call.body(MAX_BODY);
        if (body.length == 0) {
            throw new RefusedException(Problem.BAD_REQUEST, "The body is empty: send what 'nginx -T' prints.");
        }
        // Comments may be in any charset; what matters is ASCII.
        String text = new String(body, StandardCharsets.UTF_8);
        try {
            NginxCheck.Report report = call.services().nginx().check(text, NAME);
            call.answer(json(report, call.request().getLocale()));
        } catch (NginxSyntaxException e) {
            throw new RefusedException(
                    Problem.BAD_REQUEST, "The body is no configuration of nginx: " + e.getMessage() + ".");
        }
    }

    /** Read line by line as it comes, in bounded memory. */
    private static void log(Call call) throws RefusedException, IOException {
        BoundedStream body = new BoundedStream(call.request().getInputStream(), MAX_LOG);
        AccessLogCheck.Report report =
                AccessLogCheck.check(body, call.services().hops());
        if (body.exceeded()) {
            throw new RefusedException(
                    Problem.BODY_TOO_LARGE,
                    "At most " + MAX_LOG + " bytes of a log; the command log-check takes more.");
        }
        call.answer(LogJson.of(report, call.request().getLocale()));
    }

    private static JsonObject json(NginxCheck.Report report, Locale locale) {
        JsonObject json = new JsonObject();
        json.addProperty("clean", report.isClean());
        json.add("findings", Replies.array(report.findings(), finding -> json(finding, locale)));
        json.add("judged", Replies.array(report.judged(), DoctorServlet::json));
        return json;
    }

    private static JsonObject json(Finding finding, Locale locale) {
        JsonObject json = new JsonObject();
        json.addProperty("fault", finding.fault().slug());
        json.addProperty("severity", finding.fault().severity().name().toLowerCase(Locale.ROOT));
        json.addProperty("file", finding.place().file());
        json.addProperty("line", finding.place().line());
        json.addProperty("location", finding.location());
        json.addProperty("what", finding.what(locale));
        json.addProperty("why", finding.why(locale));
        json.add("fix", Replies.array(finding.fix().lines().toList(), JsonPrimitive::new));
        return json;
    }

    private static JsonObject json(NginxCheck.Judged judged) {
        JsonObject json = new JsonObject();
        json.addProperty("server", judged.server());
        json.addProperty("location", judged.location());
        json.addProperty("file", judged.place().file());
        json.addProperty("line", judged.place().line());
        json.addProperty("target", judged.target());
        return json;
    }
}
