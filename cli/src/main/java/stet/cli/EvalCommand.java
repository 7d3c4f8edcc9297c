package stet.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import stet.cli.StetCommand.Misuse;
import stet.cli.files.About;
import stet.cli.files.ArtifactText;
import stet.cli.files.Document;
import stet.cli.files.FileProblem;
import stet.cli.files.Kind;
import stet.cli.imports.PromptfooSuite;
import stet.client.Evaluations;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** {@code stet eval}. */
@Command(name = "eval", description = "Run suites and judge what came of them: has it become worse?")
final class EvalCommand {
    private static final Duration LOOK = Duration.ofMillis(300);
    private static final int LARGEST_FILE = 60 * 1024 * 1024;

    private final Surroundings around;

    EvalCommand(Surroundings around) {
        this.around = around;
    }

    @Command(
            name = "run",
            description = {
                "Run a suite, wait for its end, and judge it.",
                "",
                "Exit codes: 0 passed, 1 error, 2 regression or criteria not met, 3 inconclusive."
            })
    int run(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Parameters(paramLabel = "SUITE", description = "A YAML or JSON file, or the name of a saved suite.")
                    String suite,
            @Option(
                            names = "--version",
                            paramLabel = "VERSION",
                            description = "Of a saved suite: a number, label or digest; the newest unless given.")
                    @Nullable
                    String version,
            @Option(
                            names = "--prompt",
                            paramLabel = "NAME[@VERSION]",
                            description = "Ask this prompt in place of the suite's target; a number, label or digest.")
                    @Nullable
                    String prompt,
            @Option(
                            names = "--model",
                            paramLabel = "NAME",
                            description = "With --prompt: ask this model in place of its own.")
                    @Nullable
                    String model,
            @Option(names = "--repetitions", paramLabel = "N", description = "How often to ask each case.") @Nullable
                    Integer repetitions,
            @Option(names = "--name", paramLabel = "TEXT", description = "What to call the run.") @Nullable String name,
            @Option(
                            names = "--baseline",
                            paramLabel = "RUN",
                            description =
                                    "Compare with this run's id, with 'previous', or with the newest finished run of what a label of the prompt points at.")
                    @Nullable
                    String baseline,
            @Mixin EvalReport form)
            throws InterruptedException {
        form.check();
        var asked = begin(suite, version, prompt, model);
        if (repetitions != null) {
            asked.put("repetitions", repetitions);
        }
        if (name != null) {
            asked.put("name", name);
        }
        var stet = connection.client();
        var evaluations = stet.evaluations(project.in(stet));
        var run = evaluations.begin(asked);
        String id = run.path("id").asString();
        around.err().println("run " + id + " has begun: " + run.path("items").asInt() + " items");
        int shown = -1;
        while (run.path("state").asString().equals("running")) {
            Thread.sleep(LOOK);
            run = evaluations.run(id);
            int over = run.path("items").asInt() - run.at("/counts/pending").asInt();
            if (over != shown) {
                around.err().println(progress(run, over));
                shown = over;
            }
        }
        if (!run.path("state").asString().equals("finished")) {
            around.err()
                    .println(Output.plain("stet: run " + id + " is "
                            + run.path("state").asString()
                            + run.path("stopped")
                                    .asStringOpt()
                                    .map(it -> ": " + it)
                                    .orElse("")));
            return StetCommand.REFUSED;
        }
        return form.write(around, written(evaluations, id, baseline));
    }

    @Command(name = "runs", description = "Runs, newest first.")
    int runs(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Mixin Output output,
            @Mixin Paging paging,
            @Option(names = "--suite", paramLabel = "NAME", description = "Only of this suite.") @Nullable
                    String suite) {
        var query = new LinkedHashMap<String, String>();
        query.put("limit", Integer.toString(Math.min(100, Paging.within(paging.limit))));
        if (suite != null) {
            query.put("suite", suite);
        }
        if (paging.cursor != null) {
            query.put("cursor", paging.cursor);
        }
        var stet = connection.client();
        Paging.print(
                output,
                stet.evaluations(project.in(stet)).runs(query),
                List.of("RUN", "SUITE", "NAME", "TARGET", "STATE", "ITEMS", "PASS", "FAIL", "ERROR", "BEGUN"),
                it -> List.of(
                        it.path("id").asString(),
                        it.path("suite").asString("-"),
                        it.path("name").asString("-"),
                        it.at("/pins/target").asString("-"),
                        it.path("state").asString(),
                        it.path("items").asString(),
                        it.at("/counts/pass").asString(),
                        it.at("/counts/fail").asString(),
                        it.at("/counts/error").asString(),
                        it.path("createdAt").asString()));
        return 0;
    }

    @Command(
            name = "compare",
            description = {
                "Judge a run that has ended, beside another if one is given.",
                "",
                "Exit codes: 0 passed, 1 error, 2 regression or criteria not met, 3 inconclusive."
            })
    int compare(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Parameters(paramLabel = "RUN", description = "The run's id.") String run,
            @Parameters(
                            paramLabel = "BASELINE",
                            arity = "0..1",
                            description = "A run's id, 'previous', or a label of the prompt.")
                    @Nullable
                    String baseline,
            @Mixin EvalReport form) {
        form.check();
        var stet = connection.client();
        return form.write(around, written(stet.evaluations(project.in(stet)), run, baseline));
    }

    @Command(
            name = "check",
            description = {
                "Judge results of an evaluation, and compare them with others of the same cases.",
                "",
                "Exit codes: 0 passed, 1 error, 2 regression or criteria not met, 3 inconclusive."
            })
    int check(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Parameters(
                            paramLabel = "RESULTS",
                            description =
                                    "JSONL, an item on each line: caseId, output, error, tags, latencyMs, costUsd, scores [{evaluator, pass, score, reason}].")
                    Path results,
            @Option(names = "--baseline", paramLabel = "FILE", description = "Results to compare with.") @Nullable
                    Path baseline,
            @Option(
                            names = "--suite",
                            paramLabel = "FILE",
                            description = "YAML or JSON whose 'criteria' are to be met.")
                    @Nullable
                    Path suite,
            @Option(
                            names = "--title",
                            paramLabel = "TEXT",
                            description = "What is evaluated; the file's name unless given.")
                    @Nullable
                    String title,
            @Mixin EvalReport form) {
        form.check();
        var asked = new LinkedHashMap<String, Object>();
        asked.put("title", title == null ? name(results) : title);
        asked.put("candidate", read(results));
        if (baseline != null) {
            asked.put("baseline", read(baseline));
        }
        if (suite != null) {
            asked.put("criteria", content(suite).path("criteria"));
        }
        var stet = connection.client();
        var evaluations = stet.evaluations(project.in(stet));
        return form.write(around, new EvalReport.Written() {
            @Override
            public JsonNode json() {
                return evaluations.report(asked);
            }

            @Override
            public String as(String format) {
                return evaluations.report(asked, format);
            }
        });
    }

    @Command(
            name = "convert",
            description = "Make a suite and its prompts of a promptfoo configuration, as files that 'stet push' sends.")
    int convert(
            @Parameters(paramLabel = "CONFIG", description = "Such as promptfooconfig.yaml.") Path config,
            @Option(
                            names = "--name",
                            paramLabel = "NAME",
                            required = true,
                            description = "What to call the suite and its prompt: small letters, digits and '-'.")
                    String name,
            @Option(names = "--folder", paramLabel = "DIR", defaultValue = ".", description = "Where to write.")
                    Path folder)
            throws IOException {
        if (!name.matches("[a-z0-9][a-z0-9-]{0,63}")) {
            throw new Misuse("'" + name + "' is no name of small letters, digits and '-'");
        }
        var read = PromptfooSuite.of(
                content(config), name, it -> text(config.toAbsolutePath().resolveSibling(it)));
        var files = new LinkedHashMap<Path, String>();
        read.prompts()
                .forEach((prompt, content) -> files.put(
                        folder.resolve("prompts").resolve(prompt + ".md"),
                        ArtifactText.write(Kind.PROMPT, new Document(null, About.NOTHING, content))));
        files.put(
                folder.resolve("suites").resolve(name + ".yaml"),
                ArtifactText.write(Kind.SUITE, new Document(null, About.NOTHING, read.suite())));
        for (var file : files.keySet()) {
            if (Files.exists(file)) {
                throw new FileProblem(file + " is there already: move it away or choose another --name");
            }
        }
        for (var file : files.entrySet()) {
            Files.createDirectories(file.getKey().toAbsolutePath().getParent());
            Files.writeString(file.getKey(), file.getValue());
            around.out().println(file.getKey());
        }
        read.unsupported().forEach(it -> around.out().println(Output.plain("not taken over: " + it)));
        return 0;
    }

    private static EvalReport.Written written(Evaluations evaluations, String run, @Nullable String baseline) {
        return new EvalReport.Written() {
            @Override
            public JsonNode json() {
                return evaluations.reportOf(run, baseline);
            }

            @Override
            public String as(String format) {
                return evaluations.reportOf(run, baseline, format);
            }
        };
    }

    private static Map<String, Object> begin(
            String suite, @Nullable String version, @Nullable String prompt, @Nullable String model) {
        var asked = new LinkedHashMap<String, Object>();
        var file = Path.of(suite);
        if (Files.isRegularFile(file)) {
            if (version != null) {
                throw new Misuse("--version is of saved suites; " + suite + " is a file");
            }
            asked.put("content", content(file));
        } else if (suite.endsWith(".yaml") || suite.endsWith(".yml") || suite.endsWith(".json")) {
            throw new FileProblem("there is no file " + suite);
        } else {
            asked.put("suite", suite);
            if (version != null) {
                asked.put("version", version);
            }
        }
        if (prompt == null && model != null) {
            throw new Misuse("--model needs --prompt, whose model it takes the place of");
        }
        if (prompt != null) {
            int at = prompt.lastIndexOf('@');
            var of = at < 0
                    ? Map.of("name", prompt)
                    : Map.of("name", prompt.substring(0, at), "version", prompt.substring(at + 1));
            asked.put("target", model == null ? Map.of("prompt", of) : Map.of("prompt", of, "model", model));
        }
        return asked;
    }

    private static String progress(JsonNode run, int over) {
        var left = run.path("remainingMs");
        return over + "/" + run.path("items").asInt() + " items, "
                + run.at("/counts/pass").asInt() + " pass, "
                + run.at("/counts/fail").asInt() + " fail, "
                + run.at("/counts/error").asInt() + " error, "
                + run.at("/counts/costUsd").asString() + " USD"
                + (left.isNumber() ? ", about " + Math.round(left.asDouble() / 1000) + " s left" : "");
    }

    private static JsonNode content(Path suite) {
        try {
            var content = ArtifactText.read(name(suite), text(suite)).content();
            return content == null ? Output.JSON.createObjectNode() : content;
        } catch (FileProblem e) {
            throw new FileProblem(name(suite) + ": " + e.getMessage());
        }
    }

    private static Map<String, Object> read(Path file) {
        ArrayNode items = Output.JSON.createArrayNode();
        int line = 0;
        for (String text : text(file).split("\n", -1)) {
            line++;
            if (!text.isBlank()) {
                try {
                    items.add(Output.JSON.readTree(text));
                } catch (JacksonException e) {
                    throw new FileProblem(
                            name(file) + ", line " + line + ": this is not JSON: " + e.getOriginalMessage());
                }
            }
        }
        return Map.of("name", name(file), "items", items);
    }

    private static String text(Path file) {
        try {
            if (Files.size(file) > LARGEST_FILE) {
                throw new FileProblem(name(file) + " is larger than " + LARGEST_FILE / 1024 / 1024 + " MiB");
            }
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new FileProblem(name(file) + " is not UTF-8");
        } catch (IOException e) {
            throw new FileProblem(name(file) + " cannot be read: " + e.getMessage());
        }
    }

    static String name(Path file) {
        return file.getFileName() == null ? file.toString() : file.getFileName().toString();
    }
}
