/**
 * The container's HTTP API at arm's length: the filters before the WebSocket, the servlets for pages and back ends. What
 * they work with is found in the servlet context as {@link dev.lifeline.http.Services}.
 */
package dev.lifeline.http;
