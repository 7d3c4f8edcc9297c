package stet.client;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Which traces are asked for: parameters of the list operation, a name more than once for any of its values. */
public final class TraceQuery {
    private record Parameter(String name, String value) {}

    private final List<Parameter> parameters;

    private TraceQuery(List<Parameter> parameters) {
        this.parameters = List.copyOf(parameters);
    }

    /** All of them: for numbers over traces, see {@link Traces#query}. */
    public static TraceQuery all() {
        return new TraceQuery(List.of());
    }

    /** The newest ones, up to 500. */
    public static TraceQuery newest(int limit) {
        return new TraceQuery(List.of()).where("limit", Integer.toString(limit));
    }

    /** The same, only where a parameter ({@code from}, {@code model}, {@code status}, {@code q}, …) holds. */
    public TraceQuery where(String parameter, String value) {
        var more = new ArrayList<>(parameters);
        more.add(new Parameter(parameter, value));
        return new TraceQuery(more);
    }

    String text() {
        return parameters.stream()
                .map(it -> Http.segment(it.name()) + "=" + Http.segment(it.value()))
                .collect(Collectors.joining("&", "?", ""));
    }
}
