package dev.lifeline.rig;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A way through the network that can begin to swallow everything: connections stay open on both sides, and nothing comes
 * through any more, neither bytes nor an end. What a NAT or firewall does that forgot a connection.
 */
public final class BlackHole implements AutoCloseable {

    private final ServerSocket listener;
    private final InetSocketAddress target;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final long forgetsAfterNanos;
    private volatile boolean swallowing;

    public BlackHole(int target) {
        this(target, Duration.ofDays(1));
    }

    /** @param forgetsAfter a connection on which nothing passed for so long is swallowed from then on, as a NAT does */
    public BlackHole(int target, Duration forgetsAfter) {
        this(0, new InetSocketAddress(InetAddress.getLoopbackAddress(), target), forgetsAfter);
    }

    BlackHole(int port, InetSocketAddress target, Duration forgetsAfter) {
        this.forgetsAfterNanos = forgetsAfter.toNanos();
        try {
            this.listener = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.target = target;
        threads.execute(this::accept);
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** From now on nothing passes on the connections that exist. */
    public void swallow() {
        swallowing = true;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                Socket server = new Socket();
                sockets.addAll(List.of(client, server));
                try {
                    server.connect(target);
                } catch (IOException e) {
                    // Nobody there yet: the client is told so.
                    client.close();
                    continue;
                }
                Memory memory = new Memory();
                threads.execute(() -> pump(client, server, memory));
                threads.execute(() -> pump(server, client, memory));
            }
        } catch (IOException e) {
            // Closed at the end of the test.
        }
    }

    /** When something last passed, and whether the connection was forgotten since. */
    private final class Memory {
        private long last = System.nanoTime();
        private boolean forgotten;

        synchronized boolean passes() {
            long now = System.nanoTime();
            forgotten |= swallowing || now - last > forgetsAfterNanos;
            last = now;
            return !forgotten;
        }
    }

    private void pump(Socket from, Socket to, Memory memory) {
        byte[] buffer = new byte[8192];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (memory.passes()) {
                    out.write(buffer, 0, read);
                }
            }
            if (memory.passes()) {
                to.shutdownOutput();
            }
        } catch (IOException e) {
            // One side went away; the other notices by itself, or is not meant to.
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
        threads.shutdownNow();
    }
}
