package stet.exports;

import java.util.Arrays;
import java.util.function.Consumer;

/** The lines of a file of JSON lines; blank ones are passed over. */
record JsonLines(byte[] bytes) implements Lines {
    @Override
    public void each(Consumer<ImportedLine> taking) {
        int at = start();
        for (long number = 1; at < bytes.length; number++) {
            int end = at;
            while (end < bytes.length && bytes[end] != '\n') {
                end++;
            }
            if (!isBlank(at, end)) {
                taking.accept(ImportedLine.read(number, Arrays.copyOfRange(bytes, at, end)));
            }
            at = end + 1;
        }
    }

    private boolean isBlank(int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] != ' ' && bytes[i] != '\r' && bytes[i] != '\t') {
                return false;
            }
        }
        return true;
    }

    /** Behind a byte order mark, if there is one. */
    private int start() {
        boolean marked =
                bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF;
        return marked ? 3 : 0;
    }
}
