package stet;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stet.cli.StetCommand;
import stet.platform.json.Json;
import tools.jackson.databind.JsonNode;

/** {@code stet import prompts} against a whole server, and APIs that answer as PromptLayer's and Langfuse's do. */
class ImportPromptsTest {
    private static final String GREETING_1 = """
        {"success":true,"id":7,"workspace_id":1,"prompt_name":"billing/greeting 50%","version":1,"tags":["billing"],
         "commit_message":"First","prompt_template":{"type":"chat","template_format":"f-string","input_variables":["name"],
           "messages":[{"role":"system","template_format":"f-string","input_variables":[],"content":[{"type":"text","text":"Be kind."}]},
                       {"role":"user","template_format":"f-string","input_variables":["name"],"content":[{"type":"text","text":"I am {name}."}]}],
           "tools":[{"type":"function","function":{"name":"lookup","description":"Looks up"}}],"tool_choice":null},
         "metadata":{"model":{"provider":"openai","name":"gpt-4o","api_type":"chat-completions","parameters":{"temperature":0.2}},"team":"support"},
         "llm_kwargs":{"model":"gpt-4o"},"warning":null}\
        """;

    private static final String GREETING_3 = """
        {"success":true,"id":7,"workspace_id":1,"prompt_name":"billing/greeting 50%","version":3,"tags":["billing"],
         "commit_message":"Shorter","author":"ada@example.com","created_at":"2024-05-01T10:00:00.250000","folder_id":9,
         "prompt_template":{"type":"chat","messages":[{"role":"user","mood":"sunny","template_format":"f-string",
             "content":[{"type":"text","text":"Hi {name}."},{"type":"image_url","image_url":{"url":"https://example.com/a.png","detail":"low"}}]}],
           "functions":[{"name":"old"}],"tools":null},
         "metadata":{"model":{"provider":"openai","name":"gpt-4o","display_name":"GPT-4o","parameters":{}}}}\
        """;

    @TempDir
    static Path home;

    @TempDir
    Path folder;

    private static TestServer server;
    private static int projects;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final Map<String, Integer> failures = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final Map<String, String> env = new HashMap<>();
    private HttpServer origin;
    private String url;
    private String project;
    private byte[] in = new byte[0];

    @BeforeAll
    static void start() throws Exception {
        server = new TestServer(home, Map.of());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void open() throws Exception {
        project = "import-" + ++projects;
        server.ask("POST", "/api/v1/projects", "{\"name\":\"" + project + "\"}");
        origin = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        origin.createContext("/", exchange -> {
            String path = exchange.getRequestURI().toString();
            var headers = exchange.getRequestHeaders();
            asked.add(path + " " + headers.getFirst("x-api-key") + " " + headers.getFirst("authorization"));
            int failing = failures.merge(path, -1, Integer::sum);
            var answer = failing >= 0 ? "{}" : answers.getOrDefault(path, "{\"message\":\"no\"}");
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("retry-after", "0");
            exchange.sendResponseHeaders(failing >= 0 ? 429 : answers.containsKey(path) ? 200 : 404, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        origin.start();
        url = "http://127.0.0.1:" + origin.getAddress().getPort();
    }

    @AfterEach
    void close() {
        origin.stop(0);
    }

    private int run(String... words) {
        out.reset();
        err.reset();
        env.put("STET_HOME", home.toString());
        env.put("STET_URL", server.stet.url().toString());
        var all = new ArrayList<>(List.of("import", "prompts", "--project", project));
        all.addAll(List.of(words));
        var before = System.in;
        System.setIn(new ByteArrayInputStream(in));
        try {
            return StetCommand.run(
                    all.toArray(String[]::new),
                    env,
                    new PrintStream(out, true, StandardCharsets.UTF_8),
                    new PrintStream(err, true, StandardCharsets.UTF_8));
        } finally {
            System.setIn(before);
        }
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8);
    }

    private JsonNode report() {
        return Json.MAPPER.readTree(out.toString(StandardCharsets.UTF_8));
    }

    private JsonNode version(String name, String reference) throws Exception {
        return server.json("/api/v1/projects/" + project + "/artifacts/prompt/" + name + "/versions/" + reference);
    }

    private void promptLayer() {
        env.put("PROMPTLAYER_API_KEY", "pl_secret");
        String at = "/prompt-templates/billing%2Fgreeting%2050%25";
        answers.put(
                "/prompt-templates?page=1&per_page=100",
                "{\"items\":[{\"id\":7,\"prompt_name\":\"billing/greeting 50%\",\"version\":3}],\"has_next\":true}");
        answers.put(
                "/prompt-templates?page=2&per_page=100",
                "{\"items\":[{\"id\":8,\"prompt_name\":\"text\",\"version\":1}],\"has_next\":false}");
        answers.put(at + "/labels", """
            {"success":true,"release_labels":[
              {"prompt_version_id":1,"prompt_version_number":1,"release_label":"prod","release_label_id":1},
              {"prompt_version_id":2,"prompt_version_number":3,"release_label":"staging","release_label_id":2}]}\
            """);
        answers.put(at + "?version=1", GREETING_1);
        answers.put(at + "?version=3", GREETING_3);
        answers.put("/prompt-templates/text?version=1", """
            {"prompt_name":"text","version":1,"prompt_template":{"type":"completion","template_format":"jinja2",
              "content":[{"type":"text","text":"Say {{ it }}"}],"input_variables":["it"]},"metadata":null}\
            """);
    }

    @Test
    void promptsOfPromptLayerComeWithVersionsLabelsAndAuthorsAndAgainChangeNothing() throws Exception {
        promptLayer();
        failures.put("/prompt-templates?page=2&per_page=100", 2);

        assertThat(run("--from", "promptlayer", url)).as(said()).isZero();

        assertThat(said())
                .contains("2 prompts = 2 created", "3 versions = 3 created", "2 labels = 2 created")
                .contains("billing/greeting 50% 3: kept in metadata: ")
                .contains(
                        "/prompt_template/messages/0/mood",
                        "/prompt_template/functions",
                        "/metadata/model/display_name")
                .contains("left out: /folder_id, /prompt_template/messages/0/content/1/image_url/detail");
        assertThat(asked).allSatisfy(it -> assertThat(it).contains(" pl_secret "));
        var newest = version("billing%2Fgreeting%2050%25", "staging");
        assertThat(newest.path("number").asInt()).isEqualTo(2);
        assertThat(newest.path("message").asString()).isEqualTo("Shorter");
        assertThat(newest.path("origin")).isEqualTo(Json.MAPPER.readTree("""
            {"system":"promptlayer","reference":"3","author":"ada@example.com","at":"2024-05-01T10:00:00.250Z"}\
            """));
        assertThat(newest.path("content").path("metadata").path("promptlayer").path("functions"))
                .isEqualTo(Json.MAPPER.readTree("[{\"name\":\"old\"}]"));
        var first = version("billing%2Fgreeting%2050%25", "prod");
        assertThat(first.path("content").path("model")).isEqualTo(Json.MAPPER.readTree("""
            {"provider":"openai","name":"gpt-4o","parameters":{"temperature":0.2}}\
            """));
        assertThat(first.path("origin").has("author")).isFalse();
        assertThat(version("text", "1").path("content").path("templateFormat").asString())
                .isEqualTo("jinja2");

        assertThat(run("--from", "promptlayer", url)).isZero();
        assertThat(said()).contains("2 prompts = 2 already there", "3 versions = 3 already there");
    }

    @Test
    void anImportThatBrokeOffGoesOnWhenItIsRunAgain() throws Exception {
        promptLayer();
        failures.put("/prompt-templates/text?version=1", 1000);

        assertThat(run("--from", "promptlayer", url)).isEqualTo(1);
        assertThat(said())
                .contains("/prompt-templates/text?version=1 answered 429", "run the same again")
                .doesNotContain("pl_secret");
        assertThat(version("billing%2Fgreeting%2050%25", "latest")
                        .path("number")
                        .asInt())
                .isEqualTo(2);

        failures.clear();
        assertThat(run("--from", "promptlayer", url, "--json")).isZero();
        var versions = report().path("versions");
        assertThat(versions.path("alreadyThere").asInt()).isEqualTo(2);
        assertThat(versions.path("created").asInt()).isEqualTo(1);
    }

    @Test
    void promptsOfLangfuseComeWithVersionsLabelsAndAuthors() throws Exception {
        env.put("LANGFUSE_PUBLIC_KEY", "pk");
        env.put("LANGFUSE_SECRET_KEY", "sk");
        answers.put(
                "/api/public/v2/prompts?page=1&limit=100",
                "{\"data\":[{\"name\":\"✨"
                        + " chat\",\"type\":\"chat\",\"versions\":[1,2],\"labels\":[\"production\",\"latest\"],\"tags\":[\"a\"]}],\"meta\":{\"page\":1,\"totalPages\":1}}");
        String at = "/api/public/v2/prompts/%E2%9C%A8%20chat?version=";
        answers.put(at + "1&resolve=false", """
            {"id":"x","projectId":"p","name":"✨ chat","version":1,"type":"text","prompt":"Hi {{name}}","config":{},"labels":["production"],
             "tags":["a"],"commitMessage":null,"createdAt":"2024-05-01T10:00:00.000Z","updatedAt":"2024-05-02T10:00:00.000Z","createdBy":"user-1"}\
            """);
        answers.put(at + "2&resolve=false", """
            {"id":"y","projectId":"p","name":"✨ chat","version":2,"type":"chat","isActive":null,
             "prompt":[{"type":"chatmessage","role":"system","content":"Be kind","mood":"sunny"},{"type":"placeholder","name":"history"}],
             "config":{"model":"gpt-4o","temperature":0.1,"custom":{"a":1}},"labels":["latest"],"tags":["a"],
             "commitMessage":"Chat","createdAt":"2024-06-01T10:00:00.000Z","createdBy":"user-2","surprise":true}\
            """);

        assertThat(run("--from", "langfuse", url, "--json")).as(said()).isZero();

        assertThat(asked).allSatisfy(it -> assertThat(it).endsWith(" Basic cGs6c2s="));
        var item = report().path("items").path(0);
        assertThat(item.path("versions").path(1).path("kept")).isEqualTo(Json.MAPPER.readTree("[\"/prompt/0/mood\"]"));
        assertThat(item.path("versions").path(1).path("leftOut")).isEqualTo(Json.MAPPER.readTree("[\"/surprise\"]"));
        assertThat(item.path("labels").size()).isEqualTo(1);
        var first = version("%E2%9C%A8%20chat", "production");
        assertThat(first.path("origin").path("author").asString()).isEqualTo("user-1");
        var second = version("%E2%9C%A8%20chat", "2");
        assertThat(second.path("content").path("messages")).isEqualTo(Json.MAPPER.readTree("""
            [{"role":"system","content":"Be kind"},{"placeholder":"history"}]\
            """));
        assertThat(second.path("content")
                        .path("metadata")
                        .path("config")
                        .path("custom")
                        .path("a")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void exportsComeFromFilesAndStandardInputInWhateverListsTheyAre() throws Exception {
        Files.writeString(folder.resolve("page.json"), "{\"page\":1,\"items\":[" + GREETING_3 + "]}");
        in = (GREETING_1 + "\n" + GREETING_3.replace("\"version\":3", "\"version\":4") + "\n\"what\"")
                .getBytes(StandardCharsets.UTF_8);

        assertThat(run("--from", "promptlayer", folder.resolve("page.json").toString(), "-", "--json"))
                .isEqualTo(1);

        var report = report();
        assertThat(report.path("versions").path("created").asInt()).isEqualTo(3);
        assertThat(report.path("unread").path(0).asString()).contains("is no version of a prompt");
        assertThat(report.path("items")
                        .path(0)
                        .path("versions")
                        .valueStream()
                        .map(it -> it.path("reference").asString()))
                .containsExactly("1", "3", "4");
    }

    @Test
    void aFolderOfFilesIsAFolderOfPrompts() throws Exception {
        write("greeting.txt", "Hi {{name}}\n");
        write("support/refund 50%.md", "---\ntype: chat\n---\n\n## system\n\nBe kind.\n\n## user\n\n{{question}}\n");
        write("list.json", "[{\"role\":\"user\",\"content\":\"Hi\"}]");
        write("whole.yaml", "type: text\ntext: Hello\n");
        write("dot.prompt", """
            ---
            model: googleai/gemini-2.0-flash
            config:
              temperature: 0.7
            input:
              schema:
                name: string
            ---
            {{role "system"}}
            Be kind.
            {{history}}
            {{role "user"}}
            I am {{name}}.
            """);
        write("odd.yaml", "text: Hello\nmood: sunny\n");
        write("picture.png", "x");
        write(".hidden.txt", "x");

        assertThat(run("--from", "files", folder.toString())).isEqualTo(1);

        assertThat(said())
                .contains("6 prompts = 5 created + 1 refused", "not read: picture.png: no prompt ends like this")
                .contains("content.mood: there is no such field");
        assertThat(version("greeting", "1").path("content").path("text").asString())
                .isEqualTo("Hi {{name}}");
        assertThat(version("greeting", "1").path("origin").path("reference").asString())
                .startsWith("greeting.txt ");
        assertThat(version("support%2Frefund%2050%25", "1")
                        .path("content")
                        .path("messages")
                        .size())
                .isEqualTo(2);
        var dot = version("dot", "1").path("content");
        assertThat(dot.path("messages")).isEqualTo(Json.MAPPER.readTree("""
            [{"role":"system","content":"Be kind."},{"placeholder":"history"},{"role":"user","content":"I am {{name}}."}]\
            """));
        assertThat(dot.path("model").path("provider").asString()).isEqualTo("googleai");
        assertThat(dot.path("metadata")
                        .path("dotprompt")
                        .path("input")
                        .path("schema")
                        .path("name")
                        .asString())
                .isEqualTo("string");

        write("greeting.txt", "Hello {{name}}\n");
        run("--from", "files", folder.toString());
        assertThat(said()).contains("1 changed + 4 already there + 1 refused");
        assertThat(version("greeting", "latest").path("number").asInt()).isEqualTo(2);
    }

    @Test
    void aDryRunSavesNothing() throws Exception {
        write("greeting.txt", "Hi");

        assertThat(run("--from", "files", folder.toString(), "--dry-run")).isZero();

        assertThat(said()).contains("1 prompts = 1 created", "this is a dry run");
        assertThat(version("greeting", "1").path("status").asInt()).isEqualTo(404);
    }

    @Test
    void aPromptOfTenMegabytesIsRefusedInWordsAndTheOthersComeIn() throws Exception {
        write("large.txt", "x".repeat(10 * 1024 * 1024));
        write("small.txt", "Hi");

        assertThat(run("--from", "files", folder.toString())).isEqualTo(1);

        assertThat(said()).contains("1 created", "1 refused", "bytes; the most is 1048576 (1 MiB)");
        assertThat(version("small", "1").path("number").asInt()).isEqualTo(1);
    }

    @Test
    void whatIsAskedWronglyIsSaid() {
        assertThat(run("--from", "promptlayer", url)).isEqualTo(2);
        assertThat(said()).contains("PROMPTLAYER_API_KEY is not set");
        env.put("PROMPTLAYER_API_KEY", "k");
        assertThat(run("--from", "promptlayer", "http://example.com")).isEqualTo(2);
        assertThat(said()).contains("http only goes to this machine");
        assertThat(run("--from", "files", folder.resolve("nowhere").toString())).isEqualTo(2);
        assertThat(run("--from", "elsewhere", "x")).isEqualTo(2);
    }

    private void write(String file, String text) throws Exception {
        Files.createDirectories(folder.resolve(file).getParent());
        Files.writeString(folder.resolve(file), text);
    }
}
