package dev.lifeline.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that ends after so many bytes, and knows whether there were more. For one thread. */
final class BoundedStream extends FilterInputStream {

    private long left;
    private boolean exceeded;

    /** @param most how many bytes are given out */
    BoundedStream(InputStream in, long most) {
        super(in);
        this.left = most;
    }

    /** Whether there were more bytes than that, as far as was read. */
    boolean exceeded() {
        return exceeded;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (left == 0) {
            exceeded |= in.read() >= 0;
            return -1;
        }
        int count = in.read(into, offset, (int) Math.min(length, left));
        left -= Math.max(count, 0);
        return count;
    }
}
