package dev.lifeline.bench;

import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The plain endpoint to compare with: correct, and nothing more. */
@ServerEndpoint("/web/count/{userId}")
public final class StockEndpoint {

    private static final Set<Session> SESSIONS = ConcurrentHashMap.newKeySet();

    static int connections() {
        return SESSIONS.size();
    }

    static void broadcast(String message) throws IOException {
        for (Session session : SESSIONS) {
            send(session, message);
        }
    }

    /** One send at a time for each session: Tomcat refuses overlapping ones. */
    private static void send(Session session, String text) throws IOException {
        synchronized (session) {
            session.getBasicRemote().sendText(text);
        }
    }

    @OnOpen
    public void opened(Session session, @PathParam("userId") String userId) {
        SESSIONS.add(session);
    }

    @OnMessage
    public void received(Session session, String text) throws IOException {
        if (text.equals("ping")) {
            send(session, "pong");
        }
    }

    @OnClose
    public void closed(Session session) {
        SESSIONS.remove(session);
    }

    @OnError
    public void failed(Session session, Throwable error) {
        SESSIONS.remove(session);
    }
}
