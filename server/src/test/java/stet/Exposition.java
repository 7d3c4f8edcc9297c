package stet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Prometheus' text format 0.0.4, read strictly: samples belong to a declared family, histograms add up. */
record Exposition(List<Sample> samples) {
    private static final Pattern META = Pattern.compile("# (HELP|TYPE) ([a-zA-Z_:][a-zA-Z0-9_:]*) (.*)");
    private static final Pattern SAMPLE = Pattern.compile(
            "([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{((?:[a-zA-Z_][a-zA-Z0-9_]*=\"(?:[^\"\\\\\\n]|\\\\[\\\\\"n])*\",?)*)\\})? (\\S+)");
    private static final Pattern LABEL =
            Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\\\n]|\\\\[\\\\\"n])*)\"");

    record Sample(String name, Map<String, String> labels, double value) {}

    static Exposition read(String text) {
        var samples = new ArrayList<Sample>();
        var types = new HashMap<String, String>();
        var seen = new HashSet<String>();
        assertThat(text).endsWith("\n");
        for (var line : text.lines().toList()) {
            var meta = META.matcher(line);
            if (meta.matches()) {
                if (meta.group(1).equals("TYPE")) {
                    assertThat(types.put(meta.group(2), meta.group(3))).as(line).isNull();
                }
                continue;
            }
            var matcher = SAMPLE.matcher(line);
            assertThat(matcher.matches()).as(line).isTrue();
            var name = matcher.group(1);
            assertThat(types.containsKey(name) || types.containsKey(name.replaceFirst("_(bucket|sum|count)$", "")))
                    .as(line)
                    .isTrue();
            var labels = new LinkedHashMap<String, String>();
            var label = LABEL.matcher(matcher.group(2) == null ? "" : matcher.group(2));
            while (label.find()) {
                labels.put(label.group(1), label.group(2));
            }
            assertThat(seen.add(name + labels)).as("twice: " + line).isTrue();
            samples.add(new Sample(name, labels, number(matcher.group(3))));
        }
        var read = new Exposition(samples);
        types.forEach((name, type) -> {
            if (type.equals("histogram")) {
                read.requireHistogram(name);
            }
        });
        return read;
    }

    /** The sum of all samples of a name that have these labels. */
    double value(String name, String... labels) {
        var found = samples.stream()
                .filter(it -> it.name.equals(name))
                .filter(it -> {
                    for (int i = 0; i < labels.length; i += 2) {
                        if (!labels[i + 1].equals(it.labels.get(labels[i]))) {
                            return false;
                        }
                    }
                    return true;
                })
                .toList();
        assertThat(found).as(name).isNotEmpty();
        return found.stream().mapToDouble(Sample::value).sum();
    }

    Set<String> names() {
        return samples.stream().map(Sample::name).collect(Collectors.toSet());
    }

    Set<String> labels(String name, String label) {
        return samples.stream()
                .filter(it -> it.name.equals(name))
                .map(it -> it.labels.getOrDefault(label, ""))
                .collect(Collectors.toSet());
    }

    private void requireHistogram(String name) {
        var buckets = samples.stream()
                .filter(it -> it.name.equals(name + "_bucket"))
                .collect(Collectors.groupingBy(it -> without(it.labels, "le")));
        buckets.forEach((labels, steps) -> {
            assertThat(steps.stream().map(Sample::value)).as(name + labels).isSorted();
            assertThat(steps.getLast().labels.get("le")).isEqualTo("+Inf");
            var count = samples.stream()
                    .filter(it -> it.name.equals(name + "_count") && it.labels.equals(labels))
                    .findFirst();
            assertThat(count.map(Sample::value)).contains(steps.getLast().value);
        });
    }

    private static Map<String, String> without(Map<String, String> labels, String name) {
        var rest = new LinkedHashMap<>(labels);
        rest.remove(name);
        return rest;
    }

    private static double number(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }
}
