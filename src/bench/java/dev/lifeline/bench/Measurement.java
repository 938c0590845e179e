package dev.lifeline.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One server, one kind of client: what can be measured of them. */
record Measurement(ServerProcess server, LoadClient.Level level) {

    /** Deliveries a second, and microseconds of the server's CPU for each. */
    record Rate(double perSecond, double cpuMicros) {}

    /** Bytes of live heap that an idle connection costs. */
    double heapOfIdleConnection(int connections) throws IOException, InterruptedException {
        // What the first connections make the server load once is no cost of a connection.
        try (LoadClient few = open(64)) {
            pings(few, 1, 200);
        }
        server.awaitConnections(0);
        long before = server.number("heap");
        double heap;
        try (LoadClient many = open(connections)) {
            heap = (double) (server.number("heap") - before) / many.clients().size();
        }
        server.awaitConnections(0);
        return heap;
    }

    /**
     * Pushes to all of many connections for a while. Fails unless each gets all, in order.
     *
     * @param outstanding how many messages the slowest connection may lack before the next is pushed
     */
    Rate broadcast(int connections, int bytes, int outstanding, int millis) throws IOException, InterruptedException {
        Rate rate;
        try (LoadClient load = open(connections)) {
            BenchMessage message = new BenchMessage(bytes);
            List<BroadcastSink> sinks = new ArrayList<>();
            for (LoadClient.Client client : load.clients()) {
                BroadcastSink sink = new BroadcastSink(message);
                client.sink(sink);
                sinks.add(sink);
            }
            server.onAnswer(load::wakeUp);
            server.order("push " + bytes + " " + outstanding + " " + millis);
            Acknowledger acknowledger = new Acknowledger(sinks);
            load.run(acknowledger::acknowledged);
            String[] answer = server.answer().split(" ", -1);
            int messages = Integer.parseInt(answer[0]);
            for (BroadcastSink sink : sinks) {
                if (sink.count() != messages) {
                    throw new IOException(
                            server.name() + ": " + messages + " messages pushed, " + sink.count() + " received");
                }
            }
            double deliveries = (double) messages * connections;
            rate = new Rate(
                    deliveries * TimeUnit.SECONDS.toNanos(1) / Long.parseLong(answer[1]),
                    Long.parseLong(answer[2]) / deliveries / 1_000);
        }
        server.onAnswer(() -> {});
        server.awaitConnections(0);
        return rate;
    }

    /** Tells the server how many messages every connection has. */
    private final class Acknowledger {
        private final List<BroadcastSink> sinks;
        private int told;

        Acknowledger(List<BroadcastSink> sinks) {
            this.sinks = sinks;
        }

        /** @return whether the server has its result */
        boolean acknowledged() {
            int least = Integer.MAX_VALUE;
            for (BroadcastSink sink : sinks) {
                least = Math.min(least, sink.count());
            }
            if (least > told) {
                told = least;
                try {
                    server.order(Integer.toString(least));
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            }
            return server.hasAnswer();
        }
    }

    /**
     * Microseconds of the server's CPU for a {@code ping} and its {@code pong}.
     *
     * @param atOnce pings under way at any time, each on a connection of its own
     */
    double pingCpuMicros(int atOnce, int millis) throws IOException, InterruptedException {
        double micros;
        try (LoadClient load = open(atOnce)) {
            long before = server.number("cpu");
            int count = pings(load, atOnce, millis);
            micros = (server.number("cpu") - before) / 1_000.0 / count;
        }
        server.awaitConnections(0);
        return micros;
    }

    /**
     * Each of some clients sends a ping whenever it has the pong of the one before.
     *
     * @return how many were answered
     */
    private static int pings(LoadClient load, int clients, int millis) throws IOException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        int[] sent = new int[clients];
        List<TextCounter> pongs = new ArrayList<>();
        for (LoadClient.Client client : load.clients().subList(0, clients)) {
            TextCounter pong = new TextCounter("pong");
            client.sink(pong);
            pongs.add(pong);
        }
        load.run(() -> {
            boolean over = System.nanoTime() - end > 0;
            boolean allAnswered = true;
            for (int i = 0; i < clients; i++) {
                boolean answered = pongs.get(i).count() == sent[i];
                if (answered && !over) {
                    ping(load.clients().get(i));
                    sent[i]++;
                }
                allAnswered &= answered;
            }
            return over && allAnswered;
        });
        return Arrays.stream(sent).sum();
    }

    private static void ping(LoadClient.Client client) {
        try {
            client.ping();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private LoadClient open(int connections) throws IOException, InterruptedException {
        LoadClient load = new LoadClient(server.port(), level);
        load.open(connections);
        server.awaitConnections(connections);
        return load;
    }
}
