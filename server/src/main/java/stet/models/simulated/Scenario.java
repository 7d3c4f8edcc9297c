package stet.models.simulated;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import stet.models.JsonFault;
import stet.platform.config.StartProblem;
import stet.platform.json.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;

/**
 * A script for the simulated provider: its models, what they answer, and conversations worth playing against it.
 * {@code docs/simulated-provider.md} describes the file.
 */
public record Scenario(
        String name,
        long seed,
        List<Profile> models,
        List<Rule> rules,
        @Nullable List<Conversation> conversations) {
    private static final int MAX_FILE = 4 * 1024 * 1024;

    public Scenario {
        JsonFault.require(models, "'models' is missing");
        JsonFault.require(rules, "'rules' is missing");
        models = List.copyOf(models);
        rules = List.copyOf(rules);
        conversations = conversations == null ? List.of() : List.copyOf(conversations);
        if (models.isEmpty()) {
            throw new IllegalArgumentException("a scenario needs at least one model");
        }
        if (rules.isEmpty() || rules.getLast().when() != null || rules.getLast().model() != null) {
            throw new IllegalArgumentException("the last rule of a scenario must match always: leave out its 'when'");
        }
    }

    /** What one user says, turn by turn. */
    public record Conversation(String topic, List<String> turns) {
        public Conversation {
            turns = List.copyOf(turns);
        }
    }

    /** The billing bot that ships with stet. */
    public static Scenario builtIn() {
        try (var in = Scenario.class.getResourceAsStream("billing-bot.json")) {
            return parse("billing-bot", Objects.requireNonNull(in).readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a scenario file; one that cannot be used is a {@link StartProblem}. */
    public static Scenario read(Path file) {
        try {
            if (Files.size(file) > MAX_FILE) {
                throw new StartProblem("The scenario file " + file + " has more than 4 MiB.");
            }
            return parse(file.toString(), Files.readAllBytes(file));
        } catch (IOException e) {
            throw new StartProblem(
                    "The scenario file " + file + " cannot be read (" + e.getMessage() + "): check STET_SCENARIO.", e);
        }
    }

    static Scenario parse(String from, byte[] json) {
        try {
            return Json.MAPPER
                    .readerFor(Scenario.class)
                    .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .without(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .readValue(json);
        } catch (JacksonException e) {
            throw new StartProblem("The scenario " + from + " cannot be used: " + JsonFault.of(e), e);
        }
    }
}
