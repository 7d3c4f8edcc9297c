package stet.models.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import stet.platform.json.Json;

/** Changes to a request body that leave every byte alone which they do not name. */
public final class Splice {
    private final byte[] body;
    private final RequestHead head;
    private final List<Edit> edits = new ArrayList<>();
    private boolean dropsStet;
    private boolean addsStreamOptions;

    Splice(byte[] body, RequestHead head) {
        this.body = body;
        this.head = head;
    }

    /** Names another model. */
    public Splice model(String model) {
        var member = head.modelMember();
        if (member == null) {
            throw new IllegalStateException("the body names no model to replace");
        }
        edits.add(new Edit(member.valueStart(), member.end(), Json.MAPPER.writeValueAsBytes(model)));
        return this;
    }

    /** Takes the {@code stet} member out, with one comma. */
    public Splice withoutStet() {
        var member = head.stet();
        if (member == null || dropsStet) {
            return this;
        }
        dropsStet = true;
        int next = skipSpace(member.end(), 1);
        if (body[next] == ',') {
            edits.add(new Edit(member.nameStart(), next + 1, new byte[0]));
        } else {
            int before = skipSpace(member.nameStart() - 1, -1);
            edits.add(new Edit(body[before] == ',' ? before : member.nameStart(), member.end(), new byte[0]));
        }
        return this;
    }

    /** Makes {@code stream_options.include_usage} true. */
    public Splice askForUsage() {
        if (head.asksForUsage() || addsStreamOptions) {
            return this;
        }
        addsStreamOptions = true;
        var options = head.streamOptions();
        if (options == null) {
            return this;
        }
        var usage = options.includeUsage();
        if (options.isNull()) {
            var value = options.member();
            edits.add(new Edit(value.valueStart(), value.end(), bytes("{\"include_usage\":true}")));
        } else if (usage != null) {
            edits.add(new Edit(usage.valueStart(), usage.end(), bytes("true")));
        } else {
            int inside = options.member().valueStart() + 1;
            edits.add(new Edit(inside, inside, bytes("\"include_usage\":true" + (options.members() > 0 ? "," : ""))));
        }
        return this;
    }

    /** The body with the changes made; the very same array when there are none. */
    public byte[] bytes() {
        var all = new ArrayList<>(edits);
        if (addsStreamOptions && head.streamOptions() == null) {
            int inside = head.objectStart() + 1;
            boolean others = head.members() > (dropsStet ? 1 : 0);
            all.add(new Edit(
                    inside, inside, bytes("\"stream_options\":{\"include_usage\":true}" + (others ? "," : ""))));
        }
        if (all.isEmpty()) {
            return body;
        }
        all.sort(Comparator.comparingInt(Edit::start).thenComparingInt(Edit::end));
        int length = body.length;
        for (var edit : all) {
            length += edit.with.length - (edit.end - edit.start);
        }
        var out = new byte[length];
        int read = 0;
        int written = 0;
        for (var edit : all) {
            System.arraycopy(body, read, out, written, edit.start - read);
            written += edit.start - read;
            System.arraycopy(edit.with, 0, out, written, edit.with.length);
            written += edit.with.length;
            read = edit.end;
        }
        System.arraycopy(body, read, out, written, body.length - read);
        return out;
    }

    private int skipSpace(int from, int step) {
        int at = from;
        while (body[at] == ' ' || body[at] == '\n' || body[at] == '\r' || body[at] == '\t') {
            at += step;
        }
        return at;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private record Edit(int start, int end, byte[] with) {}
}
