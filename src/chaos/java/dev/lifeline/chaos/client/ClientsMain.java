package dev.lifeline.chaos.client;

import com.google.gson.Gson;
import com.google.gson.reflect.TypeToken;
import dev.lifeline.chaos.log.EventLog;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The process of the clients. Orders come on standard input, one a line: {@code open USER}, {@code reset USER}, {@code
 * freeze USER}, {@code switch USER}, {@code stop USER MS}, {@code away USER MS}, {@code tab USER MS}, {@code duplicate USER MS}, {@code quiet}.
 * It ends with its input.
 */
public final class ClientsMain {

    private static final int PAUSE_MS = 1_000;

    private ClientsMain() {}

    /**
     * Starts with nobody connected.
     *
     * @param args the log, nginx's port, the seed, all users and each one's groups as JSON
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        List<String> users = new Gson().fromJson(args[3], new TypeToken<List<String>>() {}.getType());
        Map<String, List<String>> groups =
                new Gson().fromJson(args[4], new TypeToken<Map<String, List<String>>>() {}.getType());
        try (EventLog log = new EventLog(Path.of(args[0]));
                BufferedReader orders =
                        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
            Crowd crowd = new Crowd(users, groups, log, Integer.parseInt(args[1]), Long.parseLong(args[2]), PAUSE_MS);
            for (String line = orders.readLine(); line != null; line = orders.readLine()) {
                carryOut(crowd, line.split(" ", -1));
            }
            crowd.end();
        }
    }

    private static void carryOut(Crowd crowd, String[] order) {
        switch (order[0]) {
            case "open" -> crowd.open(order[1]);
            case "reset" -> crowd.order(order[1], ChatClient::reset);
            case "freeze" -> crowd.order(order[1], ChatClient::freeze);
            case "switch" -> crowd.order(order[1], ChatClient::changeNetwork);
            case "stop" -> crowd.order(order[1], client -> client.stop(Long.parseLong(order[2])));
            case "away" -> crowd.order(order[1], client -> client.away(Long.parseLong(order[2])));
            case "tab" -> crowd.openTab(order[1], Long.parseLong(order[2]), false);
            case "duplicate" -> crowd.openTab(order[1], Long.parseLong(order[2]), true);
            case "quiet" -> crowd.quiet();
            default -> throw new IllegalArgumentException(order[0]);
        }
    }
}
