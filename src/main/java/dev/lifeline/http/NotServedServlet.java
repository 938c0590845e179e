package dev.lifeline.http;

import dev.lifeline.core.protocol.Problem;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Covers what lies in the archive for {@code java -jar} and is nobody's business over HTTP. */
public final class NotServedServlet extends HttpServlet {

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Replies.problem(response, Problem.NOT_FOUND, "Nothing is served under this address.");
    }
}
