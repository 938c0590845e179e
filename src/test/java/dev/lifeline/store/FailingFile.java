package dev.lifeline.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import org.h2.store.fs.FileBase;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/** Files on a disk that fails when a test says so: an address {@code failing:} and the path. H2 makes its instances. */
public final class FailingFile extends FilePathWrapper {

    static final String SCHEME = "failing";

    /** What fails. */
    enum Fault {
        NONE,
        WRITES,
        SYNCS,
        ALL
    }

    static volatile Fault fault = Fault.NONE;

    static {
        FilePath.register(new FailingFile());
    }

    static String address(String path) {
        return SCHEME + ":" + path;
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        if (fault == Fault.ALL) {
            throw new IOException("no such device");
        }
        return new Channel(super.open(mode));
    }

    private static final class Channel extends FileBase {

        private final FileChannel real;

        Channel(FileChannel real) {
            this.real = real;
        }

        @Override
        public synchronized int read(ByteBuffer to, long position) throws IOException {
            if (fault == Fault.ALL) {
                throw new IOException("no such device");
            }
            return real.read(to, position);
        }

        @Override
        public synchronized int write(ByteBuffer from, long position) throws IOException {
            if (fault == Fault.ALL || fault == Fault.WRITES) {
                throw new IOException("No space left on device");
            }
            return real.write(from, position);
        }

        @Override
        public void force(boolean metaData) throws IOException {
            if (fault != Fault.NONE) {
                throw new IOException("Input/output error");
            }
            real.force(metaData);
        }

        @Override
        public long size() throws IOException {
            return real.size();
        }

        @Override
        public FileChannel truncate(long size) throws IOException {
            real.truncate(size);
            return this;
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return real.tryLock(position, size, shared);
        }

        @Override
        public long position() throws IOException {
            return real.position();
        }

        @Override
        public FileChannel position(long position) throws IOException {
            real.position(position);
            return this;
        }

        @Override
        public int read(ByteBuffer to) throws IOException {
            return real.read(to);
        }

        @Override
        public int write(ByteBuffer from) throws IOException {
            return real.write(from);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            real.close();
        }
    }
}
