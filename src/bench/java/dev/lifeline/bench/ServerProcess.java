package dev.lifeline.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A server under test in a JVM of its own, and its {@link ServerControl}. For one thread, but for {@link #onAnswer}. */
final class ServerProcess implements AutoCloseable {

    private static final int TIMEOUT_SECONDS = 30;

    private final String name;
    private final int port;
    private final Process process;
    private final OutputStream orders;
    private final LinkedBlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private volatile Runnable onAnswer = () -> {};

    private ServerProcess(String name, int port, ProcessBuilder command) throws IOException {
        this.name = name;
        this.port = port;
        this.process = command.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        this.orders = process.getOutputStream();
        Thread reader = new Thread(this::readAnswers, "answers of " + name);
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Starts the plain endpoint.
     *
     * @param folder for its files
     */
    static ServerProcess stock(int port, Path folder) throws IOException, InterruptedException {
        Path base = Files.createDirectories(folder.resolve("stock"));
        List<String> arguments = List.of(
                "-cp",
                System.getProperty("java.class.path"),
                StockServer.class.getName(),
                String.valueOf(port),
                base.toString());
        return new ServerProcess("stock endpoint", port, java(folder, arguments)).started();
    }

    /**
     * Starts Lifeline as {@code java -jar} does.
     *
     * @param war the archive; the folder that it lies in is the working folder
     * @param options of its JVM, beside those that both servers have
     */
    static ServerProcess lifeline(int port, Path war, List<String> options) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(options);
        arguments.addAll(List.of("-Dlifeline.port=" + port, "-jar", war.toString(), "--demo"));
        return new ServerProcess("Lifeline", port, java(war.getParent(), arguments)).started();
    }

    private static ProcessBuilder java(Path folder, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx512m");
        command.addAll(arguments);
        return new ProcessBuilder(command).directory(folder.toFile());
    }

    private ServerProcess started() throws IOException, InterruptedException {
        try {
            number("connections");
            return this;
        } catch (IOException | InterruptedException | RuntimeException e) {
            close();
            throw e;
        }
    }

    String name() {
        return name;
    }

    int port() {
        return port;
    }

    /** Calls this from another thread whenever an answer has come. */
    void onAnswer(Runnable listener) {
        onAnswer = listener;
    }

    /** Writes one line. */
    void order(String line) throws IOException {
        orders.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
        orders.flush();
    }

    boolean hasAnswer() {
        return !answers.isEmpty();
    }

    String answer() throws IOException, InterruptedException {
        String answer = answers.poll(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        if (answer == null) {
            throw new IOException(name + " gave no answer within " + TIMEOUT_SECONDS + " s");
        }
        if (answer.startsWith(ServerControl.FAILED)) {
            throw new IOException(name + " " + answer);
        }
        return answer;
    }

    /** Gives an order that is answered with a number. */
    long number(String order) throws IOException, InterruptedException {
        order(order);
        return Long.parseLong(answer());
    }

    /** Waits until so many connections are open. */
    void awaitConnections(int expected) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
        for (long open = number("connections"); open != expected; open = number("connections")) {
            if (System.nanoTime() - deadline > 0) {
                throw new IOException(name + " has " + open + " connections, not " + expected);
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    private void readAnswers() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(ServerControl.MARK)) {
                    answers.add(line.substring(ServerControl.MARK.length()));
                    onAnswer.run();
                }
            }
            answers.add(ServerControl.FAILED + "and has ended");
            onAnswer.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        orders.close();
        if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
