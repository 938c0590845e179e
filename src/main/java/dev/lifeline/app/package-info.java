/**
 * Puts it all together: settings, wiring, the start and stop of the web application, and the server of its own for
 * {@code java -jar}. The only room that calls the adapters' constructors.
 */
package dev.lifeline.app;
