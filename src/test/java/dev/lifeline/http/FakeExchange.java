package dev.lifeline.http;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;

/** One request as a servlet sees it, and what becomes of it: without a container, so that a test can be one that fails. */
final class FakeExchange {

    final ByteArrayOutputStream body = new ByteArrayOutputStream();
    final Map<String, String> headers = new HashMap<>();

    /** What the container was asked to run on a thread of its own. */
    final Queue<Runnable> started = new ArrayDeque<>();

    int status = 200;
    int completed;
    boolean stopping;
    Locale locale = Locale.ENGLISH;
    String authorization = "Bearer key";
    String remote = "192.0.2.1";
    AsyncListener listener;

    private final String method;
    private final String pathInfo;

    FakeExchange(String method, String pathInfo) {
        this.method = method;
        this.pathInfo = pathInfo;
    }

    /** Calls a servlet that works with these. */
    FakeExchange serve(ApiServlet servlet, Services services) throws Exception {
        ServletContext context = fake(ServletContext.class, (name, arguments) -> services);
        servlet.init(fake(ServletConfig.class, (name, arguments) -> name.equals("getServletContext") ? context : null));
        servlet.service(request(), response());
        return this;
    }

    String text() {
        return body.toString(StandardCharsets.UTF_8);
    }

    HttpServletRequest request() {
        return fake(HttpServletRequest.class, (name, arguments) -> switch (name) {
            case "getMethod" -> method;
            case "getPathInfo" -> pathInfo;
            case "getServletPath" -> "/fake";
            case "getContextPath" -> "";
            case "getHeader" -> "Authorization".equals(arguments[0]) ? authorization : null;
            case "getHeaders" -> Collections.emptyEnumeration();
            case "getRemoteAddr" -> remote;
            case "getLocale" -> locale;
            case "isAsyncStarted" -> listener != null;
            case "startAsync" -> async();
            default -> throw new UnsupportedOperationException(name);
        });
    }

    private AsyncContext async() {
        return fake(AsyncContext.class, (name, arguments) -> {
            switch (name) {
                case "setTimeout" -> {}
                case "addListener" -> listener = (AsyncListener) arguments[0];
                case "start" -> {
                    if (stopping || completed > 0) {
                        throw new IllegalStateException("not in a state to start anything");
                    }
                    started.add((Runnable) arguments[0]);
                }
                case "complete" -> completed++;
                case "getResponse" -> {
                    return response();
                }
                default -> throw new UnsupportedOperationException(name);
            }
            return null;
        });
    }

    private HttpServletResponse response() {
        return fake(HttpServletResponse.class, (name, arguments) -> {
            switch (name) {
                case "setStatus" -> status = (int) arguments[0];
                case "setHeader" -> headers.put((String) arguments[0], (String) arguments[1]);
                case "setContentType" -> headers.put("Content-Type", (String) arguments[0]);
                case "setContentLength" -> {}
                case "resetBuffer" -> body.reset();
                case "isCommitted" -> {
                    return false;
                }
                case "getOutputStream" -> {
                    return out();
                }
                default -> throw new UnsupportedOperationException(name);
            }
            return null;
        });
    }

    private ServletOutputStream out() {
        return new ServletOutputStream() {
            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setWriteListener(WriteListener writeListener) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void write(int b) {
                body.write(b);
            }
        };
    }

    private interface Calls {
        Object answer(String name, Object[] arguments);
    }

    private static <T> T fake(Class<T> type, Calls calls) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, called, arguments) -> calls.answer(called.getName(), arguments)));
    }
}
