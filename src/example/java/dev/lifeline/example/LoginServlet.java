package dev.lifeline.example;

import dev.lifeline.core.protocol.UserId;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The shop's own login, kept in an HTTP session. A real one asks for a password. */
@WebServlet("/login")
public final class LoginServlet extends HttpServlet {

    private static final String CUSTOMER = "customer";

    private final ShopDirectory directory = new ShopDirectory();

    /** Who is logged in, or null. */
    static Object customer(HttpServletRequest request) {
        var session = request.getSession(false);
        return session == null ? null : session.getAttribute(CUSTOMER);
    }

    /** {@code GET /login}: the name of who is logged in. */
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Object customer = customer(request);
        response.setContentType("text/plain;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.getWriter().print(customer == null ? "" : customer);
    }

    /** {@code POST /login} with {@code customer}: logs him in and goes back to the page. */
    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String customer = request.getParameter(CUSTOMER);
        if (!isKnown(customer)) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN, "The shop knows no such customer");
            return;
        }
        request.getSession().setAttribute(CUSTOMER, customer);
        request.changeSessionId();
        response.sendRedirect(request.getContextPath() + "/");
    }

    private boolean isKnown(String customer) {
        try {
            return customer != null && directory.person(new UserId(customer)).isPresent();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
