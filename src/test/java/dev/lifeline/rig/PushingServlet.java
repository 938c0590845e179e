package dev.lifeline.rig;

import dev.lifeline.app.Lifeline;
import dev.lifeline.core.delivery.PushResult;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** An application's own servlet that pushes through the library. */
@WebServlet("/order")
public final class PushingServlet extends HttpServlet {

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        PushResult result = Lifeline.of(getServletContext())
                .push(request.getParameter("user"), "{\"type\":\"order\",\"content\":\"已发货\"}")
                .toCompletableFuture()
                .join();
        response.setContentType("text/plain");
        response.getWriter().print(((PushResult.Accepted) result).connections());
    }
}
