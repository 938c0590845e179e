package dev.lifeline.websocket;

import jakarta.websocket.Session;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How many frames came on a connection, control frames and fragments among them. The API tells of neither: Tomcat answers
 * a Ping by itself. But it counts them, for its own statistics. The way there is no public one: where it is not found, in
 * another container or a later Tomcat, frames that no endpoint sees are not counted. Stateless but for what was found;
 * thread-safe.
 */
final class ReceivedFrames {

    private static final System.Logger LOG = System.getLogger(ReceivedFrames.class.getName());

    /** The handles of one class of remote endpoints; without handles where it has no such counter. */
    private record Way(
            Class<?> remote,
            @Nullable MethodHandle statistics,
            @Nullable MethodHandle count) {}

    private static volatile @Nullable Way known;

    private ReceivedFrames() {}

    /** Tells at any time, from any thread, how many came until then; null where nobody counts them. */
    static @Nullable LongSupplier of(Session session) {
        Object remote = session.getAsyncRemote();
        Way way = known;
        if (way == null || way.remote() != remote.getClass()) {
            way = find(remote);
            known = way;
        }
        MethodHandle statistics = way.statistics();
        MethodHandle count = way.count();
        if (statistics == null || count == null) {
            return null;
        }
        Object counter = call(() -> (Object) statistics.invokeExact(remote));
        return () -> call(() -> (long) count.invokeExact(counter));
    }

    private static Way find(Object remote) {
        try {
            Field base = remote.getClass().getSuperclass().getDeclaredField("base");
            base.setAccessible(true);
            Field statistics = base.get(remote).getClass().getDeclaredField("upgradeInfo");
            statistics.setAccessible(true);
            Method count = statistics.getType().getMethod("getMsgsReceived");
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            MethodHandle ofBase =
                    lookup.unreflectGetter(statistics).asType(MethodType.methodType(Object.class, Object.class));
            MethodHandle ofRemote =
                    lookup.unreflectGetter(base).asType(MethodType.methodType(Object.class, Object.class));
            return new Way(
                    remote.getClass(),
                    MethodHandles.filterReturnValue(ofRemote, ofBase),
                    lookup.unreflect(count).asType(MethodType.methodType(long.class, Object.class)));
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.log(
                    System.Logger.Level.INFO,
                    "This container does not tell how many frames came (" + e
                            + "): Pings are not counted (lifeline.rate.frames)");
            return new Way(remote.getClass(), null, null);
        }
    }

    private interface Call<T> {
        T now() throws Throwable;
    }

    private static <T> T call(Call<T> call) {
        try {
            return call.now();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
