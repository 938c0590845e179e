package dev.lifeline.rig;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A program under test with its output in a file. Killed at the end, however the test ends. */
public final class RunningProcess implements AutoCloseable {

    private final Process process;
    private final Path log;

    private RunningProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts a program.
     *
     * @param log takes standard output and error
     */
    public static RunningProcess start(List<String> command, Map<String, String> environment, Path folder, Path log) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("LIFELINE_"));
            builder.environment().putAll(environment);
            return new RunningProcess(builder.start(), log);
        } catch (IOException e) {
            throw new IllegalStateException("Cannot start " + command.get(0), e);
        }
    }

    /** The JVM that runs this test. */
    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Waits until the program serves; fails with its output if it ends before. */
    public void awaitUp(BooleanSupplier up) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    if (!process.isAlive()) {
                        throw new IllegalStateException(
                                "The program ended with " + process.exitValue() + ":\n" + output());
                    }
                    return up.getAsBoolean();
                });
    }

    public String output() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    /** Sends a signal such as {@code STOP}, {@code CONT} or {@code HUP}. */
    public void signal(String name) {
        signal(pid(), name);
    }

    /** The same, to any process. */
    static void signal(long pid, String name) {
        try {
            int exit = new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                    .start()
                    .waitFor();
            if (exit != 0) {
                throw new IllegalStateException("kill -" + name + " failed with " + exit);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Asks the running JVM, as {@code jcmd} does.
     *
     * @param command such as {@code Thread.print}
     */
    public String jcmd(String... command) {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
        line.add(Long.toString(pid()));
        line.addAll(List.of(command));
        try {
            Process jcmd = new ProcessBuilder(line).redirectErrorStream(true).start();
            String answer = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exit = jcmd.waitFor();
            if (exit != 0) {
                throw new IllegalStateException(line + " failed with " + exit + ": " + answer);
            }
            return answer;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The names of its threads that begin so. */
    public List<String> threads(String prefix) {
        return jcmd("Thread.print")
                .lines()
                .filter(line -> line.startsWith("\"" + prefix))
                .map(line -> line.substring(1, line.indexOf('"', 1)))
                .toList();
    }

    /** How many objects of a class are reachable; collects garbage first. */
    public int instances(String className) {
        return jcmd("GC.class_histogram")
                .lines()
                .map(line -> line.strip().split("\\s+"))
                .filter(columns -> columns.length >= 4 && columns[3].equals(className))
                .mapToInt(columns -> Integer.parseInt(columns[1]))
                .sum();
    }

    /**
     * Ends the program as Ctrl-C would.
     *
     * @return its exit value
     */
    public int stop() {
        signal("INT");
        return awaitExit();
    }

    /**
     * Waits for the program's end.
     *
     * @return its exit value
     */
    public int awaitExit() {
        return awaitExit(Duration.ofSeconds(30));
    }

    /** The same, with another patience than 30 s. */
    public int awaitExit(Duration patience) {
        try {
            if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("Still running after " + patience.toSeconds() + " s:\n" + output());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
