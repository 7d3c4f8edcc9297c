package stet.traces.otlp;

import stet.traces.conventions.Reported;

/** A metric while it is decoded: its name, nothing else is kept. */
final class MetricDraft implements Draft<String> {
    String name = "";

    @Override
    public String judge(Reported.Origin origin) {
        if (name.isEmpty()) {
            throw new BadRecord("it has no name");
        }
        return name;
    }
}
