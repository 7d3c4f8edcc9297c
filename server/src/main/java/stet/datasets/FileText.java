package stet.datasets;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;
import stet.platform.http.Problem;

/** The bytes of a file as text. What cannot be read becomes {@link #UNREADABLE}, so that only its row is lost. */
final class FileText {
    static final char UNREADABLE = '\uFFFD';
    private static final char MARK = '\uFEFF';

    private FileText() {}

    /** @param charset its name; without one, what a byte order mark says, or UTF-8 */
    static String of(byte[] bytes, Optional<String> charset) {
        var said = charset.map(FileText::named).orElseGet(() -> marked(bytes));
        try {
            var text = said.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return !text.isEmpty() && text.charAt(0) == MARK ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new IllegalStateException("replaced, not reported", e);
        }
    }

    /** Why a row that holds this text cannot be taken. */
    static String unreadable() {
        return "holds bytes that are no text in the file's encoding; say which it is, for instance 'charset=windows-1252'";
    }

    private static Charset named(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw Problem.Invalid.field(
                    "charset", "'" + name + "' is no encoding known here; such as UTF-8, windows-1252");
        }
    }

    private static Charset marked(byte[] bytes) {
        if (bytes.length >= 2 && bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF) {
            return StandardCharsets.UTF_16BE;
        }
        if (bytes.length >= 2 && bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE) {
            return StandardCharsets.UTF_16LE;
        }
        return StandardCharsets.UTF_8;
    }
}
