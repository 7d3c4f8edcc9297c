package stet.platform.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The REST surface: features declare their operations here, the edge serves them, {@link OpenApi} describes them. */
public final class Api {
    private final List<Operation> operations = new ArrayList<>();

    public Operation get(String path, String summary) {
        return add("GET", path, summary);
    }

    public Operation post(String path, String summary) {
        return add("POST", path, summary);
    }

    public Operation put(String path, String summary) {
        return add("PUT", path, summary);
    }

    public Operation patch(String path, String summary) {
        return add("PATCH", path, summary);
    }

    public Operation delete(String path, String summary) {
        return add("DELETE", path, summary);
    }

    List<Operation> operations() {
        return operations;
    }

    /** What a method and path lead to. */
    sealed interface Match {
        record Found(Operation operation, Map<String, String> path) implements Match {}

        /** The path is known, with these other methods, whose refusals are written so. */
        record OtherMethods(List<String> methods, Refusals refusals) implements Match {}

        record Nothing() implements Match {}
    }

    Match match(String method, String path) {
        var others = new ArrayList<Operation>();
        for (Operation operation : operations) {
            var parts = operation.match(path);
            if (parts.isEmpty()) {
                continue;
            }
            if (operation.method().equals(method)
                    || (method.equals("HEAD") && operation.method().equals("GET"))) {
                return new Match.Found(operation, parts.get());
            }
            others.add(operation);
        }
        return others.isEmpty()
                ? new Match.Nothing()
                : new Match.OtherMethods(
                        others.stream().map(Operation::method).toList(),
                        others.getFirst().refusals());
    }

    private Operation add(String method, String path, String summary) {
        var operation = new Operation(method, path, summary);
        operations.add(operation);
        return operation;
    }
}
