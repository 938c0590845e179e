package dev.lifeline.attack.neighbours;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.lifeline.attack.Passes;
import dev.lifeline.attack.Target;
import dev.lifeline.attack.wire.Arrived;
import dev.lifeline.attack.wire.Frame;
import dev.lifeline.attack.wire.Request;
import dev.lifeline.attack.wire.Wire;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;

/** A well-behaved client: answers Pings, acknowledges, and holds that nothing comes twice. For one thread. */
public final class Voice implements AutoCloseable {

    /** Whether it speaks {@code lifeline.v1}. */
    private final boolean v1;

    private final String user;
    private final Wire wire;
    private final Queue<JsonObject> arrived = new ArrayDeque<>();
    private final Set<String> lines = new HashSet<>();

    private Voice(boolean v1, String user, Wire wire) {
        this.v1 = v1;
        this.user = user;
        this.wire = wire;
    }

    /** Connects and waits for the first answer. */
    public static Voice open(Target target, Passes passes, String user, boolean v1) throws IOException {
        String address = "/web/count/" + user;
        Request handshake = v1
                ? Request.handshake(address, target.host())
                        .with("Sec-WebSocket-Protocol: lifeline.v1, lifeline.token." + passes.of(user))
                : Request.handshake(address + "?access_token=" + passes.of(user), target.host());
        Wire wire = Wire.to(target.port());
        wire.write(handshake.bytes());
        int status = wire.status();
        if (status != 101) {
            wire.close();
            throw new IOException(user + " was answered with " + status);
        }
        return new Voice(v1, user, wire);
    }

    /** Writes a line to a friend. */
    public void say(String friend, String content, String cid) throws IOException {
        wire.write(Frame.text(line(friend, content, cid)).bytes());
    }

    private String line(String friend, String content, String cid) {
        JsonObject to = new JsonObject();
        to.addProperty("id", friend);
        to.addProperty("type", "friend");
        JsonObject line = new JsonObject();
        line.add("to", to);
        if (v1) {
            line.addProperty("type", "send");
            line.addProperty("cid", cid);
            line.addProperty("content", content);
        } else {
            JsonObject mine = new JsonObject();
            mine.addProperty("cid", cid);
            mine.addProperty("content", content);
            line.add("mine", mine);
        }
        return line.toString();
    }

    /** Waits until the server has stored a line of its own; a plain client is not told. */
    public void awaitSent(String cid) throws IOException {
        if (v1) {
            JsonObject answer = await(cid);
            if (!answer.get("type").getAsString().equals("sent")) {
                throw new IOException(user + "'s line was refused: " + answer);
            }
        }
    }

    /**
     * Waits for the frame that names this message.
     *
     * @throws IOException if the connection is cut, or something comes twice; if it does not come within 30 s
     */
    public JsonObject await(String cid) throws IOException {
        long end = System.nanoTime() + Wire.PATIENCE.toNanos();
        while (true) {
            JsonObject frame = next(end);
            JsonElement name = frame.get("cid");
            if (name != null && name.getAsString().equals(cid)) {
                return frame;
            }
        }
    }

    private JsonObject next(long end) throws IOException {
        while (arrived.isEmpty()) {
            Arrived frame = wire.read(Duration.ofNanos(end - System.nanoTime()));
            if (frame.isLast()) {
                throw new IOException(user + " was cut: " + frame.closeCode() + " "
                        + (frame.payload().length > 2 ? frame.text().substring(2) : ""));
            }
            if (frame.opcode() == Frame.PING) {
                wire.write(Frame.of(Frame.PONG, frame.payload()).bytes());
            } else if (frame.opcode() == Frame.TEXT && !frame.says("pong")) {
                JsonElement json = JsonParser.parseString(frame.text());
                if (json.isJsonArray()) {
                    for (JsonElement each : json.getAsJsonArray()) {
                        take(each.getAsJsonObject());
                    }
                } else {
                    take(json.getAsJsonObject());
                }
            }
        }
        return arrived.remove();
    }

    private void take(JsonObject frame) throws IOException {
        if (v1 && frame.has("seq")) {
            String ack = "{\"type\":\"ack\",\"seq\":" + frame.get("seq") + ",\"all\":0}";
            wire.write(Frame.text(ack).bytes());
        }
        if (frame.has("fromid") && !lines.add(frame.get("cid").getAsString())) {
            throw new IOException(user + " got a line twice: " + frame);
        }
        arrived.add(frame);
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }
}
