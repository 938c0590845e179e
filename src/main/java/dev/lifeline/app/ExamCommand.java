package dev.lifeline.app;

import com.google.gson.JsonObject;
import dev.lifeline.app.ExamClient.RefusedException;
import dev.lifeline.app.ExamClient.UnreachedException;
import dev.lifeline.doctor.Texts;
import dev.lifeline.doctor.live.Seen;
import dev.lifeline.doctor.live.Unreached;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code doctor <address>}: examines the way to a running server from where it is called. The server judges; this opens
 * connections, tells what became of them and prints. For one thread.
 */
final class ExamCommand {

    static final String USAGE =
            "java -jar ROOT.war doctor wss://host/web/count/u1 [--key=…] [--quick | --silences=60s,25s,…]";

    private static final String KEY = "--key=";
    private static final String QUICK = "--quick";
    private static final String SILENCES = "--silences=";

    /** For the connections that are left when all is known. */
    private static final Duration REST = Duration.ofSeconds(1);

    private final Supplier<SettingSources> sources;
    private final PrintStream err;
    private final Locale locale;
    private final ExamText text;
    private final Map<String, SilentAttempt> open = new LinkedHashMap<>();
    private final List<String> told = new ArrayList<>();

    private volatile @Nullable JsonObject latest;

    ExamCommand(Supplier<SettingSources> sources, PrintStream out, PrintStream err, Locale locale) {
        this.sources = sources;
        this.err = err;
        this.locale = locale;
        this.text = new ExamText(out, locale);
    }

    /** @return the exit code, as {@link DoctorCommand} documents it */
    int run(List<String> args) {
        String begin = "doctor=new";
        String key = "";
        String address = "";
        try {
            for (String arg : args) {
                if (arg.startsWith(KEY)) {
                    key = arg.substring(KEY.length());
                } else if (arg.equals(QUICK)) {
                    begin = "doctor=new&silences=none";
                } else if (arg.startsWith(SILENCES)) {
                    begin = "doctor=new&silences=" + millis(arg.substring(SILENCES.length()));
                } else if (arg.startsWith("-") || !address.isEmpty()) {
                    return refuse("usage: " + USAGE);
                } else {
                    address = arg;
                }
            }
            key = key.isEmpty() ? configuredKey() : key;
            if (address.isEmpty() || key.isEmpty()) {
                return refuse(
                        address.isEmpty() ? "usage: " + USAGE : Texts.in(locale).text("doctor.no-key"));
            }
            return examine(new ExamClient(ExamAddress.of(address), key, locale), begin);
        } catch (IllegalArgumentException e) {
            return refuse(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return DoctorCommand.NOT_JUDGED;
        } finally {
            open.values().forEach(SilentAttempt::close);
        }
    }

    /** Ctrl-C does not take away what is known by then. */
    private int examine(ExamClient client, String begin) throws InterruptedException {
        Thread stopped = new Thread(() -> {
            text.line(Texts.in(locale).text("doctor.stopped"));
            text.report(latest, List.of());
        });
        Runtime.getRuntime().addShutdownHook(stopped);
        try {
            return examined(client, begin);
        } finally {
            try {
                Runtime.getRuntime().removeShutdownHook(stopped);
            } catch (IllegalStateException e) {
                // It runs already: the JVM ends, and this thread with it.
                stopped.join();
            }
        }
    }

    private int examined(ExamClient client, String begin) throws InterruptedException {
        try {
            JsonObject answer = client.get(begin);
            latest = answer;
            String exam = "doctor=" + answer.get("exam").getAsString();
            boolean over = false;
            while (!over) {
                answer = client.get(exam + "&next");
                latest = answer;
                JsonObject next = answer.getAsJsonObject("next");
                switch (next.get("do").getAsString()) {
                    case "try" -> begin(client, exam, next);
                    case "wait" -> await(client, exam);
                    default -> over = true;
                }
            }
            tellTheRest(client, exam);
            return text.report(latest, List.of());
        } catch (UnreachedException e) {
            return text.report(latest, List.of(e.advice()));
        } catch (RefusedException e) {
            if (latest != null && e.status == 404) {
                return text.report(latest, List.of(Unreached.elsewhere()));
            }
            Texts texts = Texts.in(locale);
            String refused = texts.text("doctor.not-judged", List.of(String.valueOf(e.getMessage())));
            return refuse(e.status == 401 ? refused + "\n" + texts.text("doctor.key-lost") : refused);
        }
    }

    /** One handshake at a time. */
    private void begin(ExamClient client, String exam, JsonObject next)
            throws UnreachedException, RefusedException, InterruptedException {
        Duration silence = Duration.ofMillis(next.get("silence").getAsLong());
        String nonce = next.get("nonce").getAsString();
        SilentAttempt attempt = client.open(nonce, silence);
        open.put(nonce, attempt);
        attempt.handshake().toCompletableFuture().join();
        if (silence.isZero() || attempt.outcome().isDone()) {
            tell(client, exam, nonce, attempt);
        }
    }

    /** Until one of those under way has ended. */
    private void await(ExamClient client, String exam)
            throws UnreachedException, RefusedException, InterruptedException {
        CompletableFuture.anyOf(outcomes()).join();
        tellEnded(client, exam);
    }

    /** What cut one connection cuts those beside it at the same moment. */
    private void tellTheRest(ExamClient client, String exam)
            throws UnreachedException, RefusedException, InterruptedException {
        CompletableFuture.allOf(outcomes())
                .completeOnTimeout(null, REST.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        tellEnded(client, exam);
    }

    /** Of those that nobody has told of. */
    private CompletableFuture<?>[] outcomes() {
        return open.entrySet().stream()
                .filter(entry -> !told.contains(entry.getKey()))
                .map(entry -> entry.getValue().outcome())
                .toArray(CompletableFuture[]::new);
    }

    private void tellEnded(ExamClient client, String exam)
            throws UnreachedException, RefusedException, InterruptedException {
        for (Map.Entry<String, SilentAttempt> entry : open.entrySet()) {
            if (!told.contains(entry.getKey()) && entry.getValue().outcome().isDone()) {
                tell(client, exam, entry.getKey(), entry.getValue());
            }
        }
    }

    private void tell(ExamClient client, String exam, String nonce, SilentAttempt attempt)
            throws UnreachedException, RefusedException, InterruptedException {
        told.add(nonce);
        Seen seen = attempt.outcome().join();
        text.attempt(attempt.silence(), seen);
        latest = client.get(exam + "&nonce=" + nonce + "&result="
                + seen.result().name().toLowerCase(Locale.ROOT) + "&after="
                + seen.after().toMillis() + "&status=" + seen.status());
    }

    private static String millis(String durations) {
        try {
            return Stream.of(durations.split(",", -1))
                    .map(one -> Long.toString(
                            SettingReader.parseDuration(one.strip()).toMillis()))
                    .collect(Collectors.joining(","));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new IllegalArgumentException(
                    SILENCES + durations + ": must be durations such as 500ms, 60s or 4m, separated by commas", e);
        }
    }

    /** The first of the server's own setting, where it is set here. */
    private String configuredKey() {
        String keys = sources.get().find(Setting.PUSH_KEY);
        return keys == null ? "" : keys.split(",", -1)[0].strip();
    }

    private int refuse(String message) {
        err.println(message);
        return DoctorCommand.NOT_JUDGED;
    }
}
