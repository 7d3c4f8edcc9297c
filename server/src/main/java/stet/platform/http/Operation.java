package stet.platform.http;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One operation of the REST surface, declared once: it is served and described from here. */
public final class Operation {
    /** A query parameter: its JSON type, whether it may repeat, and what it means. */
    public record Parameter(String name, Class<?> type, boolean repeats, String meaning) {}

    /** Serves one call, on a virtual thread: it may block. */
    @FunctionalInterface
    public interface Handler {
        Answer handle(Call call) throws Exception;
    }

    private final String method;
    private final PathPattern path;
    private final List<PathPattern> otherPaths = new ArrayList<>();
    private final String summary;
    private String tag = "system";
    private boolean open;
    private int bodyLimit = 1024 * 1024;
    private final List<Parameter> parameters = new ArrayList<>();
    private @Nullable Class<?> body;
    private List<String> bodyTypes = List.of();
    private final Map<Integer, Type> answers = new LinkedHashMap<>();
    private final Map<Integer, List<String>> files = new LinkedHashMap<>();
    private Refusals refusals = (problem, requestId, _) -> Edge.answer(problem, requestId);
    private @Nullable Handler handler;

    Operation(String method, String path, String summary) {
        this.method = method;
        this.path = PathPattern.parse(path);
        this.summary = summary;
    }

    /** The feature it belongs to. */
    public Operation tag(String feature) {
        tag = feature;
        return this;
    }

    /** Served without asking who is calling; only the description changes, an operation asks for its caller itself. */
    public Operation open() {
        open = true;
        return this;
    }

    /** Another path that clients of other products have built in; served, not described. */
    public Operation alsoAt(String other) {
        otherPaths.add(PathPattern.parse(other));
        return this;
    }

    /** Writes every refusal, also those made before the operation is reached. */
    public Operation refusals(Refusals form) {
        refusals = form;
        return this;
    }

    public Operation query(String name, Class<?> type, String meaning) {
        parameters.add(new Parameter(name, type, false, meaning));
        return this;
    }

    public Operation queries(String name, Class<?> type, String meaning) {
        parameters.add(new Parameter(name, type, true, meaning));
        return this;
    }

    public Operation takes(Class<?> type) {
        body = type;
        return this;
    }

    /** The most bytes a body may have; a larger one is refused before it is read. 1 MiB unless said. */
    public Operation bodyLimit(int bytes) {
        bodyLimit = bytes;
        return this;
    }

    /** An answer's JSON shape; {@code Void.class} for none. */
    public Operation answers(int status, Type type) {
        answers.put(status, type);
        return this;
    }

    /** The body is a file in one of these content types. */
    public Operation takesFile(String... contentTypes) {
        bodyTypes = List.of(contentTypes);
        return this;
    }

    /** The answer is a file in one of these content types. */
    public Operation answersFile(int status, String... contentTypes) {
        files.put(status, List.of(contentTypes));
        return this;
    }

    /** Serves the operation. Comes last. */
    public void by(Handler serves) {
        handler = serves;
    }

    String method() {
        return method;
    }

    PathPattern path() {
        return path;
    }

    /** The named parts of a path that leads here. */
    Optional<Map<String, String>> match(String asked) {
        var parts = path.match(asked);
        for (int i = 0; parts.isEmpty() && i < otherPaths.size(); i++) {
            parts = otherPaths.get(i).match(asked);
        }
        return parts;
    }

    Refusals refusals() {
        return refusals;
    }

    String summary() {
        return summary;
    }

    String tag() {
        return tag;
    }

    boolean isOpen() {
        return open;
    }

    int bodyLimit() {
        return bodyLimit;
    }

    List<Parameter> parameters() {
        return parameters;
    }

    @Nullable
    Class<?> body() {
        return body;
    }

    List<String> bodyTypes() {
        return bodyTypes;
    }

    Map<Integer, List<String>> files() {
        return files;
    }

    Map<Integer, Type> answers() {
        return answers;
    }

    Handler handler() {
        Handler serves = handler;
        if (serves == null) {
            throw new IllegalStateException(method + " " + path + " is declared without a handler");
        }
        return serves;
    }
}
