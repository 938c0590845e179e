package dev.lifeline.example;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.Date;

/**
 * {@code GET /token}: lets whoever is logged in connect for a while. The client asks again before it is over. The secret is
 * the one that Lifeline checks tokens with: the system property {@code lifeline.jwt.secret}, 32 bytes or more, in Tomcat's
 * {@code conf/catalina.properties}. Its command line is no place for it, since Tomcat logs that.
 */
@WebServlet(value = "/token", loadOnStartup = 1)
public final class TokenServlet extends HttpServlet {

    /** Seconds: how long a customer stays connected at most after he has logged out. */
    private static final int VALID_FOR = Integer.getInteger("shop.token-seconds", 300);

    private transient MACSigner signer;

    @Override
    public void init() throws ServletException {
        try {
            signer = new MACSigner(System.getProperty("lifeline.jwt.secret", ""));
        } catch (JOSEException e) {
            throw new ServletException("lifeline.jwt.secret: 32 bytes or more", e);
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        Object customer = LoginServlet.customer(request);
        if (customer == null) {
            response.sendError(HttpServletResponse.SC_UNAUTHORIZED, "Nobody is logged in");
            return;
        }
        SignedJWT token = new SignedJWT(
                new JWSHeader(JWSAlgorithm.HS256),
                new JWTClaimsSet.Builder()
                        .subject(customer.toString())
                        .expirationTime(Date.from(Instant.now().plusSeconds(VALID_FOR)))
                        .build());
        try {
            token.sign(signer);
        } catch (JOSEException e) {
            throw new ServletException(e);
        }
        response.setContentType("text/plain");
        response.setHeader("Cache-Control", "no-store");
        response.getWriter().print(token.serialize());
    }
}
