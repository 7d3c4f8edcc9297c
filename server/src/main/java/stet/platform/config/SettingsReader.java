package stet.platform.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import stet.platform.outbound.Network;

/** Reads typed values from the environment and collects what is wrong with them. */
final class SettingsReader {
    private final Map<String, String> environment;
    private final List<String> wrong = new ArrayList<>();

    SettingsReader(Map<String, String> environment) {
        this.environment = environment;
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(it -> !it.isEmpty());
    }

    Optional<Path> path(String name) {
        return text(name).flatMap(text -> {
            try {
                return Optional.of(Path.of(text));
            } catch (InvalidPathException e) {
                wrong.add(name + " is '" + text + "', which is not a path");
                return Optional.empty();
            }
        });
    }

    Optional<URI> url(String name) {
        return text(name).flatMap(text -> {
            try {
                var url = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
                if (("http".equals(url.getScheme()) || "https".equals(url.getScheme())) && url.getHost() != null) {
                    return Optional.of(url);
                }
            } catch (URISyntaxException e) {
                // answered below, like a URL of another scheme
            }
            wrong.add(name + " is '" + text + "', which is not a URL such as https://stet.example.com");
            return Optional.empty();
        });
    }

    List<Network> networks(String name) {
        var networks = new ArrayList<Network>();
        for (var part : text(name).orElse("").split(",", -1)) {
            if (!part.isBlank()) {
                try {
                    networks.add(Network.parse(part.strip()));
                } catch (IllegalArgumentException e) {
                    wrong.add(name + " has '" + part.strip() + "', which is not a network such as 10.0.0.0/8");
                }
            }
        }
        return networks;
    }

    int number(String name, int otherwise, int least, int most) {
        var text = text(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            int value = Integer.parseInt(text.get());
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // answered below, like a number out of range
        }
        wrong.add(name + " is '" + text.get() + "', which is not a whole number from " + least + " to " + most);
        return otherwise;
    }

    /**
     * A port, {@code off} for none, or {@code auto}, like nothing, for the usual one if it is free.
     *
     * @param wanted whether there is a usual one
     */
    Optional<SidePort> sidePort(String name, int usual, boolean wanted) {
        String text = text(name).orElse("auto");
        if (text.equals("auto")) {
            return wanted ? Optional.of(new SidePort(usual, false)) : Optional.empty();
        }
        return text.equals("off") ? Optional.empty() : Optional.of(new SidePort(number(name, usual, 0, 65535), true));
    }

    Duration seconds(String name, int otherwise, int least, int most) {
        return Duration.ofSeconds(number(name, otherwise, least, most));
    }

    long mebibytes(String name, int otherwise, int least, int most) {
        return number(name, otherwise, least, most) * 1024L * 1024L;
    }

    boolean flag(String name, boolean otherwise) {
        return choice(name, otherwise ? "true" : "false", List.of("true", "false"))
                .equals("true");
    }

    String choice(String name, String otherwise, List<String> words) {
        var text = text(name);
        if (text.isEmpty() || words.contains(text.get())) {
            return text.orElse(otherwise);
        }
        wrong.add(name + " is '" + text.get() + "', which is not one of " + String.join(", ", words));
        return otherwise;
    }

    void refuseIfWrong() {
        if (!wrong.isEmpty()) {
            throw new StartProblem(String.join("; ", wrong) + ".");
        }
    }
}
