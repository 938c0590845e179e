package dev.lifeline.core.limits;

/**
 * Everything of which one client, one address or all together may take only so much. Each has a setting, an answer to who
 * wants more and a counter; the table in {@code docs/operations.md} is tested against this list.
 */
public enum Limit {
    /** Connections in all, those that only measure included. */
    CONNECTIONS("connections", "lifeline.connections.max"),
    /** Connections of one user. */
    CONNECTIONS_PER_USER("connections-per-user", "lifeline.connections.per-user"),
    /** Connections from one address. */
    CONNECTIONS_PER_ADDRESS("connections-per-address", "lifeline.connections.per-address"),
    /** Handshakes a second from one address. */
    HANDSHAKES_PER_ADDRESS("handshakes-per-address", "lifeline.handshakes.per-address"),
    /** Wrong keys a minute from one address. */
    KEY_ATTEMPTS("key-attempts", "lifeline.key-attempts"),
    /** The bytes of one message from a page. */
    MESSAGE_SIZE("message-size", "lifeline.max-message-size"),
    /** How deep the JSON of a message is nested. */
    JSON_DEPTH("json-depth", "lifeline.max-json-depth"),
    /** WebSocket frames a second on one connection: fragments, Pings and Pongs too. */
    FRAME_RATE("frame-rate", "lifeline.rate.frames"),
    /** Messages a second on one connection. */
    MESSAGE_RATE("message-rate", "lifeline.rate.messages"),
    /** Bytes of messages a second on one connection. */
    BYTE_RATE("byte-rate", "lifeline.rate.bytes"),
    /** Refused messages a minute on one connection. */
    FAULT_RATE("fault-rate", "lifeline.rate.faults"),
    /** Bytes that wait for one connection. */
    OUTBOX_BYTES("outbox-bytes", "lifeline.outbox.max-bytes"),
    /** Messages that wait for one connection. */
    OUTBOX_MESSAGES("outbox-messages", "lifeline.outbox.max-messages"),
    /** Bytes that wait for all connections, and those of messages that are not whole yet. */
    BACKLOG("backlog", "lifeline.backlog.max-bytes"),
    /** How long one send may make no progress. */
    SEND_TIME("send-time", "lifeline.send-timeout"),
    /** How long the body of a request without key may take. */
    BODY_TIME("body-time", "lifeline.body-timeout");

    private final String slug;
    private final String setting;

    Limit(String slug, String setting) {
        this.slug = slug;
        this.setting = setting;
    }

    /** The name, unique in this list. */
    public String slug() {
        return slug;
    }

    /** The setting that moves it. */
    public String setting() {
        return setting;
    }
}
