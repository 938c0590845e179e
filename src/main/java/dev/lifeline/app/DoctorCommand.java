package dev.lifeline.app;

import dev.lifeline.core.path.Hops;
import dev.lifeline.doctor.AccessLogCheck;
import dev.lifeline.doctor.LogReportText;
import dev.lifeline.doctor.NginxCheck;
import dev.lifeline.doctor.NginxReportText;
import dev.lifeline.doctor.NginxSyntaxException;
import dev.lifeline.doctor.Site;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * {@code nginx-check [--context=/path] [file|-]} and {@code log-check [file|-]}: what the text of a file, or of standard
 * input, says; {@code doctor} is {@link ExamCommand}. Starts no server.
 */
final class DoctorCommand {

    /** Nothing has to be done. */
    static final int CLEAN = 0;

    /** Something was found. */
    static final int FOUND = 1;

    /** Nothing could be judged. */
    static final int NOT_JUDGED = 2;

    static final String USAGE =
            "usage: java -jar ROOT.war nginx-check [--context=/path] [file|-]\n       java -jar ROOT.war log-check [file|-]\n       "
                    + ExamCommand.USAGE;

    private static final Set<String> COMMANDS = Set.of("nginx-check", "log-check", "doctor");
    private static final String CONTEXT = "--context=";
    private static final Pattern CONTEXT_PATH = Pattern.compile("|(/[^/\\s?#]+)+");

    private final Supplier<SettingSources> sources;
    private final InputStream standardInput;
    private final PrintStream out;
    private final PrintStream err;
    private final Locale locale;

    DoctorCommand(
            Supplier<SettingSources> sources,
            InputStream standardInput,
            PrintStream out,
            PrintStream err,
            Locale locale) {
        this.sources = sources;
        this.standardInput = standardInput;
        this.out = out;
        this.err = err;
        this.locale = locale;
    }

    /** Whether the arguments are for this. */
    static boolean takes(String[] args) {
        return args.length > 0 && COMMANDS.contains(args[0]);
    }

    /** @return the exit code */
    int run(String[] args) {
        if (args[0].equals("doctor")) {
            return new ExamCommand(sources, out, err, locale).run(List.of(args).subList(1, args.length));
        }
        boolean nginx = args[0].equals("nginx-check");
        List<String> rest = new ArrayList<>(List.of(args).subList(1, args.length));
        String context = "";
        if (nginx && !rest.isEmpty() && rest.get(0).startsWith(CONTEXT)) {
            context = rest.remove(0).substring(CONTEXT.length());
        }
        boolean option =
                !rest.isEmpty() && rest.get(0).startsWith("-") && !rest.get(0).equals("-");
        if (rest.size() > 1 || option || !CONTEXT_PATH.matcher(context).matches()) {
            return refuse(USAGE);
        }
        String file = rest.isEmpty() ? "-" : rest.get(0);
        try (InputStream in = file.equals("-") ? standardInput : Files.newInputStream(Path.of(file))) {
            return nginx ? checkNginx(in, file.equals("-") ? "nginx.conf" : file, context) : checkLog(in);
        } catch (NoSuchFileException | InvalidPathException e) {
            return refuse(file + ": there is no such file");
        } catch (IOException e) {
            return refuse(file + " cannot be read: " + e.getMessage());
        } catch (NginxSyntaxException | IllegalStateException e) {
            return refuse(String.valueOf(e.getMessage()));
        }
    }

    private int checkNginx(InputStream in, String name, String context) throws IOException, NginxSyntaxException {
        LifelineConfig config = LifelineConfig.read(sources.get());
        Site site = new Site(context, config.paths().usual(), config.heartbeatPatience());
        // A byte more than is taken, so that the check itself tells what is too long.
        byte[] text = in.readNBytes(NginxCheck.MAX_TEXT + 1);
        NginxCheck.Report report = new NginxCheck(site).check(new String(text, StandardCharsets.UTF_8), name);
        out.print(NginxReportText.of(report, locale));
        return report.isClean() ? CLEAN : FOUND;
    }

    private int checkLog(InputStream in) throws IOException {
        Hops hops = LifelineConfig.read(sources.get()).hops();
        AccessLogCheck.Report report = AccessLogCheck.check(new BufferedInputStream(in), hops);
        out.print(LogReportText.of(report, locale));
        if (report.tunnels() == 0) {
            return NOT_JUDGED;
        }
        return report.clusters().isEmpty() ? CLEAN : FOUND;
    }

    private int refuse(String message) {
        err.println(message);
        return NOT_JUDGED;
    }
}
