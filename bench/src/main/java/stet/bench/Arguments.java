package stet.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The options of a benchmark's command line: {@code --name value}, each with a default and a sentence of help. */
public final class Arguments {
    private record Option(String value, String help) {}

    private final Map<String, Option> options = new LinkedHashMap<>();
    private final Map<String, String> given = new LinkedHashMap<>();
    private final String title;

    public Arguments(String title) {
        this.title = title;
    }

    /** Declares an option. */
    public Arguments with(String name, Object value, String help) {
        options.put(name, new Option(value.toString(), help));
        return this;
    }

    /** Reads the command line; returns false when only help was asked for, which is printed. */
    public boolean read(String... arguments) {
        for (int at = 0; at < arguments.length; at += 2) {
            if (Set.of("--help", "-h", "help").contains(arguments[at])) {
                System.out.print(help());
                return false;
            }
            String name = arguments[at].startsWith("--") ? arguments[at].substring(2) : "";
            if (!options.containsKey(name)) {
                throw new CannotMeasure("'" + arguments[at] + "' is not an option; --help lists them");
            }
            if (at + 1 == arguments.length) {
                throw new CannotMeasure("--" + name + " needs a value");
            }
            given.put(name, arguments[at + 1]);
        }
        return true;
    }

    public String text(String name) {
        return given.getOrDefault(name, option(name).value());
    }

    public int number(String name, int least, int most) {
        return parse(name, text(name), least, most);
    }

    public List<Integer> numbers(String name, int least, int most) {
        var numbers = new ArrayList<Integer>();
        for (String part : text(name).split(",", -1)) {
            numbers.add(parse(name, part, least, most));
        }
        return numbers;
    }

    /** The words of a comma-separated option, each one of {@code allowed}. */
    public List<String> words(String name, List<String> allowed) {
        var words = List.of(text(name).split(",", -1));
        if (!allowed.containsAll(words)) {
            throw new CannotMeasure("--" + name + " takes " + String.join(", ", allowed) + ", not " + text(name));
        }
        return words;
    }

    private Option option(String name) {
        var option = options.get(name);
        if (option == null) {
            throw new IllegalArgumentException(name);
        }
        return option;
    }

    private static int parse(String name, String text, int least, int most) {
        try {
            int number = Integer.parseInt(text.strip());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException _) {
            // The sentence below says what is expected.
        }
        throw new CannotMeasure("--" + name + " takes numbers from " + least + " to " + most + ", not " + text);
    }

    private String help() {
        var help = new StringBuilder(title).append('\n');
        options.forEach((name, option) ->
                help.append("  --%-12s %s (default %s)%n".formatted(name, option.help(), option.value())));
        return help.toString();
    }
}
