package dev.lifeline.websocket;

import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Sends text that is UTF-8 already. The API takes a {@code String} only, which Tomcat encodes anew for every receiver,
 * char by char and in fragments of its buffer; the method behind its binary messages takes bytes whole, with any opcode,
 * and copies nothing. It is no public one: where it is not found, in another container or a later Tomcat, the API is
 * used, and nothing else changes. Stateless but for what was found; thread-safe.
 */
final class EncodedText {

    /** RFC 6455, section 5.2. */
    private static final byte TEXT = 0x1;

    private static final System.Logger LOG = System.getLogger(EncodedText.class.getName());

    /** Both handles of one class of remote endpoints; without handles where it has no such method. */
    private record Way(
            Class<?> remote,
            @Nullable MethodHandle base,
            @Nullable MethodHandle start) {}

    private static volatile @Nullable Way known;

    private EncodedText() {}

    /**
     * Starts to send one text message; the caller sends nothing else to this session before the handler was told.
     *
     * @param utf8 not changed, now or later
     */
    static void send(RemoteEndpoint.Async remote, byte[] utf8, SendHandler handler) {
        Way way = known;
        if (way == null || way.remote() != remote.getClass()) {
            way = find(remote.getClass());
            known = way;
        }
        MethodHandle base = way.base();
        MethodHandle start = way.start();
        if (base == null || start == null) {
            remote.sendText(new String(utf8, StandardCharsets.UTF_8), handler);
            return;
        }
        try {
            start.invokeExact((Object) base.invokeExact((Object) remote), TEXT, ByteBuffer.wrap(utf8), true, handler);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static Way find(Class<?> remote) {
        try {
            Field base = remote.getSuperclass().getDeclaredField("base");
            Method start = base.getType()
                    .getDeclaredMethod("startMessage", byte.class, ByteBuffer.class, boolean.class, SendHandler.class);
            base.setAccessible(true);
            start.setAccessible(true);
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            return new Way(
                    remote,
                    lookup.unreflectGetter(base).asType(MethodType.methodType(Object.class, Object.class)),
                    lookup.unreflect(start)
                            .asType(MethodType.methodType(
                                    void.class,
                                    Object.class,
                                    byte.class,
                                    ByteBuffer.class,
                                    boolean.class,
                                    SendHandler.class)));
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.log(
                    System.Logger.Level.INFO,
                    "This container takes no encoded text (" + e
                            + "): every message is encoded anew for each receiver");
            return new Way(remote, null, null);
        }
    }
}
