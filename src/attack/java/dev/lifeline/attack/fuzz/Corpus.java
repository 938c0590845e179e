package dev.lifeline.attack.fuzz;

import java.util.List;

/** What clients really send: where mutations begin. */
final class Corpus {

    /** Frames of {@code lifeline.v1} and of the plain level, one of each type. */
    static final List<String> LINES = List.of(
            "ping",
            "pong",
            "{\"type\":\"ack\",\"seq\":5,\"all\":2}",
            "{\"type\":\"send\",\"cid\":\"c1\",\"to\":{\"id\":\"trent\",\"type\":\"friend\"},\"content\":\"hello\"}",
            "{\"type\":\"send\",\"cid\":\"c2\",\"to\":{\"id\":\"g1\",\"type\":\"group\"},\"content\":\"你好 😀\"}",
            "{\"type\":\"read\",\"to\":{\"id\":\"trent\",\"type\":\"friend\"},\"cid\":\"c1\"}",
            "{\"type\":\"typing\",\"to\":{\"id\":\"trent\",\"type\":\"friend\"}}",
            "{\"type\":\"recall\",\"cid\":\"c1\",\"to\":{\"id\":\"trent\",\"type\":\"friend\"}}",
            "{\"type\":\"token\",\"token\":\"e30.e30.AA\",\"cid\":\"c3\"}",
            "{\"type\":\"last\",\"code\":1006,\"silence\":90000,\"verdict\":\"dead\"}",
            "{\"type\":\"probed\",\"lease\":\"0123456789abcdef0123456789abcdef\",\"result\":\"cut\"}",
            "{\"type\":\"order\",\"cid\":\"c4\",\"items\":[1,2.5,{\"a\":null,\"b\":true}]}",
            "{\"mine\":{\"content\":\"hello\",\"cid\":\"c5\"},\"to\":{\"id\":\"trent\",\"type\":\"friend\"}}",
            "{\"mine\":{\"content\":\"hide\"},\"to\":{\"type\":\"onlineStatus\"}}",
            "{\"mine\":{},\"to\":{\"type\":\"delMsg\",\"cid\":\"c1\",\"id\":\"trent\",\"toType\":\"friend\"}}",
            "[{\"type\":\"ack\",\"seq\":1,\"all\":0},{\"type\":\"ack\",\"seq\":2,\"all\":0}]");

    private Corpus() {}
}
