package dev.lifeline.app;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Every setting: its key and its default as an administrator writes it. README's table is tested against this list. */
enum Setting {
    AUTH("lifeline.auth", ""),
    JWT_SECRET("lifeline.jwt.secret", ""),
    JWT_PUBLIC_KEY("lifeline.jwt.public-key", ""),
    JWT_JWKS("lifeline.jwt.jwks", ""),
    JWT_ISSUER("lifeline.jwt.issuer", ""),
    JWT_AUDIENCE("lifeline.jwt.audience", ""),
    JWT_LEEWAY("lifeline.jwt.leeway", "30s"),
    JWT_COOKIE("lifeline.jwt.cookie", ""),
    REVOCATIONS_KEEP("lifeline.revocations.keep", "30d"),
    PING_REPLY("lifeline.ping-reply", "echo"),
    HEARTBEAT_INTERVAL("lifeline.heartbeat.interval", "25s"),
    HEARTBEAT_PATIENCE("lifeline.heartbeat.patience", "10s"),
    HOPS("lifeline.hops", ""),
    HEARTBEAT_SHORTEST("lifeline.heartbeat.shortest", "5s"),
    HEARTBEAT_LONGEST("lifeline.heartbeat.longest", "5m"),
    PROBES("lifeline.probes", "on"),
    PROBES_SILENCES("lifeline.probes.silences", "380s,235s,29s,58s,115s"),
    PROBES_SETTLED("lifeline.probes.settled", "30s"),
    PROBES_EVERY("lifeline.probes.every", "1d"),
    TRUSTED_PROXIES("lifeline.trusted-proxies", "127.0.0.0/8,::1"),
    CONNECTIONS_MAX("lifeline.connections.max", "8000"),
    CONNECTIONS_PER_USER("lifeline.connections.per-user", "32"),
    CONNECTIONS_PER_ADDRESS("lifeline.connections.per-address", "500"),
    HANDSHAKES_PER_ADDRESS("lifeline.handshakes.per-address", "20"),
    KEY_ATTEMPTS("lifeline.key-attempts", "10"),
    PRESENCE_GRACE("lifeline.presence.grace", "15s"),
    MAX_MESSAGE_SIZE("lifeline.max-message-size", "64k"),
    MAX_JSON_DEPTH("lifeline.max-json-depth", "16"),
    RATE_MESSAGES("lifeline.rate.messages", "50"),
    RATE_FRAMES("lifeline.rate.frames", "300"),
    RATE_BYTES("lifeline.rate.bytes", "256k"),
    RATE_FAULTS("lifeline.rate.faults", "20"),
    BACKLOG_MAX_BYTES("lifeline.backlog.max-bytes", "25%"),
    OUTBOX_MAX_BYTES("lifeline.outbox.max-bytes", "1m"),
    OUTBOX_MAX_MESSAGES("lifeline.outbox.max-messages", "10000"),
    SEND_TIMEOUT("lifeline.send-timeout", "10s"),
    BODY_TIMEOUT("lifeline.body-timeout", "10s"),
    FLUSHERS("lifeline.flushers", "2"),
    HANDLER_THREADS("lifeline.handler-threads", "4"),
    DATA("lifeline.data", ""),
    DATA_MIN_FREE("lifeline.data.min-free", "64m"),
    MAILBOX_RETENTION("lifeline.mailbox.retention", "7d"),
    MAILBOX_CAPACITY("lifeline.mailbox.capacity", "1000"),
    MAILBOX_MAX_BYTES("lifeline.mailbox.max-bytes", "16m"),
    DIRECTORY("lifeline.directory", ""),
    UNKNOWN_USERS("lifeline.unknown-users", "accept"),
    CHAT("lifeline.chat", "friends"),
    GROUP_MAX_MEMBERS("lifeline.group.max-members", "1000"),
    ORIGINS("lifeline.origins", ""),
    FRAME_ANCESTORS("lifeline.frame-ancestors", "none"),
    HOSTS("lifeline.hosts", ""),
    PUSH_KEY("lifeline.push-key", ""),
    ADDRESS("lifeline.address", "127.0.0.1"),
    PORT("lifeline.port", "8080");

    private final String key;
    private final String defaultValue;

    Setting(String key, String defaultValue) {
        this.key = key;
        this.defaultValue = defaultValue;
    }

    String key() {
        return key;
    }

    String defaultValue() {
        return defaultValue;
    }

    /** The name of the environment's variable: upper case, dots and dashes as underscores. */
    String environmentName() {
        return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    static List<String> keys() {
        return Arrays.stream(values()).map(Setting::key).toList();
    }
}
