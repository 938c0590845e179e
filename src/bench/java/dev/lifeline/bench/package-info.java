/**
 * The benchmark: Lifeline as it ships beside a plain endpoint on Tomcat's stock settings. {@code Benchmark} is the load
 * client and starts each server in a JVM of its own; {@code ServerControl} runs inside of those and takes orders on
 * standard input. Not part of the product: compiled and run by the profile {@code bench} only.
 */
package dev.lifeline.bench;
