package stet.traces.otlp;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import stet.platform.http.RpcStatus;
import stet.traces.conventions.Reported;
import tools.jackson.databind.JsonNode;

/**
 * Walks a request of any signal through its resources and scopes, which are numbered alike, to its records. Each is read for
 * itself, so that one record's damage stays its own. Text that is not UTF-8 is kept with its bad bytes replaced.
 */
final class ProtobufWalk<T, D extends Draft<T>> {
    /** Reads the fields of one record up to the end of its bytes. */
    @FunctionalInterface
    interface Reader<D> {
        void read(CodedInputStream in, ProtobufValues values, D into) throws IOException;
    }

    private static final int LENGTH = 2;
    private static final int FIRST = 1 << 3 | LENGTH;
    private static final int SECOND = 2 << 3 | LENGTH;
    private static final int THIRD = 3 << 3 | LENGTH;

    private final Signal signal;
    private final byte[] body;
    private final CodedInputStream in;
    private final OtlpLimits limits;
    private final ProtobufValues values;
    private final Supplier<D> drafts;
    private final Reader<D> reader;
    private final OtlpBatch<T> batch = OtlpBatch.empty();
    private int count;

    ProtobufWalk(Signal signal, byte[] body, OtlpLimits limits, Supplier<D> drafts, Reader<D> reader) {
        this.signal = signal;
        this.body = body;
        this.in = CodedInputStream.newInstance(body);
        this.limits = limits;
        this.values = new ProtobufValues(in, limits);
        this.drafts = drafts;
        this.reader = reader;
    }

    /** The records of one scope: who reported them may be told after them. */
    private record Scoped<T>(List<OtlpBatch.Place<T>> records, Scope scope) {}

    private record Scope(
            @Nullable String name, @Nullable String version, Map<String, JsonNode> attributes, byte[] bytes) {
        static final Scope UNKNOWN = new Scope(null, null, Map.of(), new byte[0]);
    }

    OtlpBatch<T> request() {
        try {
            int tag;
            while ((tag = in.readTag()) != 0) {
                if (tag == FIRST) {
                    ofResource();
                } else {
                    in.skipField(tag);
                }
            }
        } catch (IOException e) {
            throw signal.malformed("at byte " + in.getTotalBytesRead() + " of " + body.length
                    + " the protobuf is broken (" + brief(e) + ")");
        }
        return batch;
    }

    private static String brief(IOException e) {
        String message = String.valueOf(e.getMessage());
        int end = message.indexOf(".  ");
        return end < 0 ? message : message.substring(0, end);
    }

    private void ofResource() throws IOException {
        int outer = in.pushLimit(in.readRawVarint32());
        Map<String, JsonNode> resource = Map.of();
        byte[] reporter = new byte[0];
        var scopes = new ArrayList<Scoped<T>>();
        int tag;
        while ((tag = in.readTag()) != 0) {
            switch (tag) {
                case FIRST -> {
                    int from = in.getTotalBytesRead();
                    resource = resource();
                    reporter = Arrays.copyOfRange(body, from, in.getTotalBytesRead());
                }
                case SECOND -> scopes.add(ofScope());
                default -> in.skipField(tag);
            }
        }
        in.popLimit(outer);
        byte[] resourceBytes = reporter;
        for (var scoped : scopes) {
            Scope scope = scoped.scope();
            var origin = new Reported.Origin(resource, scope.name(), scope.version(), scope.attributes());
            for (var place : scoped.records()) {
                batch.add(place, origin, OtlpFormat.PROTOBUF, () -> alone(resourceBytes, scope.bytes(), place));
            }
        }
    }

    private Map<String, JsonNode> resource() throws IOException {
        int outer = in.pushLimit(in.readRawVarint32());
        var attributes = new LinkedHashMap<String, JsonNode>();
        int tag;
        while ((tag = in.readTag()) != 0) {
            if (tag == FIRST) {
                values.keyValue(attributes);
            } else {
                in.skipField(tag);
            }
        }
        in.popLimit(outer);
        return attributes;
    }

    private Scoped<T> ofScope() throws IOException {
        int outer = in.pushLimit(in.readRawVarint32());
        var records = new ArrayList<OtlpBatch.Place<T>>();
        Scope scope = Scope.UNKNOWN;
        int tag;
        while ((tag = in.readTag()) != 0) {
            switch (tag) {
                case FIRST -> scope = scope();
                case SECOND -> records.add(place());
                default -> in.skipField(tag);
            }
        }
        in.popLimit(outer);
        return new Scoped<>(records, scope);
    }

    /** A request with one record, who reported it included; both come with their length in front. */
    private byte[] alone(byte[] resource, byte[] scope, OtlpBatch.Place<T> place) {
        byte[] ofScope = RpcStatus.message(out -> {
            if (scope.length > 0) {
                out.writeUInt32NoTag(FIRST);
                out.writeRawBytes(scope);
            }
            out.writeByteArray(2, Arrays.copyOfRange(body, place.from(), place.to()));
        });
        byte[] ofResource = RpcStatus.message(out -> {
            if (resource.length > 0) {
                out.writeUInt32NoTag(FIRST);
                out.writeRawBytes(resource);
            }
            out.writeByteArray(2, ofScope);
        });
        return RpcStatus.message(out -> out.writeByteArray(1, ofResource));
    }

    private Scope scope() throws IOException {
        int from = in.getTotalBytesRead();
        int outer = in.pushLimit(in.readRawVarint32());
        String name = "";
        String version = "";
        var attributes = new LinkedHashMap<String, JsonNode>();
        int tag;
        while ((tag = in.readTag()) != 0) {
            switch (tag) {
                case FIRST -> name = in.readString();
                case SECOND -> version = in.readString();
                case THIRD -> values.keyValue(attributes);
                default -> in.skipField(tag);
            }
        }
        in.popLimit(outer);
        return new Scope(
                name.isEmpty() ? null : name,
                version.isEmpty() ? null : version,
                attributes,
                Arrays.copyOfRange(body, from, in.getTotalBytesRead()));
    }

    /** One record and where it lies; whatever is wrong inside it, reading goes on behind it. */
    private OtlpBatch.Place<T> place() throws IOException {
        if (++count > limits.spans()) {
            throw signal.tooMany(limits.spans());
        }
        int length = in.readRawVarint32();
        int from = in.getTotalBytesRead();
        int outer = in.pushLimit(length);
        D draft = drafts.get();
        String problem = null;
        try {
            reader.read(in, values, draft);
        } catch (BadRecord bad) {
            problem = bad.why();
        } catch (IOException e) {
            problem = "its protobuf is broken at its byte " + (in.getTotalBytesRead() - from) + " (" + e.getMessage()
                    + ")";
        }
        in.popLimit(outer);
        in.skipRawBytes(from + length - in.getTotalBytesRead());
        return new OtlpBatch.Place<>(draft, problem, from, from + length);
    }
}
