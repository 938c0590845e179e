package dev.lifeline.example;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.lifeline.app.Lifeline;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Orders come in over the line, and the shop tells the customer over the line when one is shipped. Loaded at start-up:
 * a servlet's {@code init} runs after all listeners, so Lifeline is there.
 */
@WebServlet(value = "/shipped", loadOnStartup = 1)
public final class OrderServlet extends HttpServlet {

    private static final int MOST = 9;

    private final AtomicInteger orders = new AtomicInteger();

    @Override
    public void init() {
        Lifeline.of(getServletContext()).on("order", this::ordered);
    }

    /** An exception is the page's {@code refused}; the order's number goes to all devices of the customer. */
    private void ordered(String customer, String json) {
        int amount =
                JsonParser.parseString(json).getAsJsonObject().get("amount").getAsInt();
        if (amount < 1 || amount > MOST) {
            throw new IllegalArgumentException("an order of " + amount + ", must be 1 to " + MOST);
        }
        JsonObject message = new JsonObject();
        message.addProperty("type", "ordered");
        message.addProperty("number", orders.incrementAndGet());
        var stored = Lifeline.of(getServletContext()).push(customer, message.toString());
        stored.toCompletableFuture().join();
    }

    /** {@code POST /shipped?customer=ann}: stored for a customer who is away. */
    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) {
        Lifeline.of(getServletContext())
                .push(request.getParameter("customer"), "{\"type\":\"shipped\",\"content\":\"已发货\"}")
                .toCompletableFuture()
                .join();
        response.setStatus(HttpServletResponse.SC_ACCEPTED);
    }
}
