package dev.lifeline.rig;

import dev.lifeline.app.Lifeline;
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
        int connections = Lifeline.of(getServletContext())
                .push(request.getParameter("user"), "{\"type\":\"order\",\"content\":\"已发货\"}");
        response.setContentType("text/plain");
        response.getWriter().print(connections);
    }
}
