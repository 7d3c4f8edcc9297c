package stet.registry.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import stet.platform.json.Json;
import stet.registry.diff.Change.Sort;
import tools.jackson.databind.JsonNode;

class JsonDiffTest {
    @Test
    void aChangedMessageIsToldWordByWordAndAMovedOneIsRecognised() {
        var changes = JsonDiff.between(json("""
                        {"messages":[{"role":"system","content":"Answer the customer briefly."},
                                     {"role":"user","content":"{{question}}"},
                                     {"role":"assistant","content":"Of course."}]}"""), json("""
                        {"messages":[{"role":"assistant","content":"Of course."},
                                     {"role":"system","content":"Answer the customer kindly."},
                                     {"role":"user","content":"{{question}}"}]}"""));

        assertThat(changes).hasSize(2);
        assertThat(changes.getFirst())
                .isEqualTo(new Change("/messages/0", "/messages/2", Sort.MOVED, null, null, null));
        var changed = changes.getLast();
        assertThat(changed.path()).isEqualTo("/messages/1/content");
        assertThat(changed.from()).isEqualTo("/messages/0/content");
        assertThat(marked(changed)).isEqualTo("Answer the customer [-briefly-][+kindly+].");
    }

    @Test
    void variablesToolSchemasAndParametersAreToldByTheirPath() {
        var changes = JsonDiff.between(json("""
                        {"variables":{"name":{"type":"string"}},"model":{"parameters":{"temperature":0.2}},
                         "tools":[{"name":"lookup","parameters":{"type":"object","required":["id"]}},{"name":"pay"}]}"""), json("""
                        {"variables":{"name":{"type":"number"},"a/b":{}},"model":{"parameters":{}},
                         "tools":[{"name":"refund"},{"name":"lookup","parameters":{"type":"object","required":["id","year"]}}]}"""));

        assertThat(changes)
                .extracting(it -> it.kind().word() + " " + it.path())
                .containsExactlyInAnyOrder(
                        "changed /variables/name/type",
                        "added /variables/a~1b",
                        "removed /model/parameters/temperature",
                        "removed /tools/1",
                        "added /tools/0",
                        "added /tools/1/parameters/required/1");
    }

    @Test
    void aMessageRewrittenFromScratchIsAnotherMessage() {
        var changes = JsonDiff.between(
                json("[{\"role\":\"user\",\"content\":\"What is the weather like today?\"}]"),
                json("[{\"role\":\"user\",\"content\":\"Translate into French: {{text}}\"}]"));

        assertThat(changes).extracting(Change::kind).containsExactly(Sort.REMOVED, Sort.ADDED);
    }

    @Test
    void hugeTextsWithoutAnythingInCommonAreComparedInTime() {
        var before = "alpha beta ".repeat(40_000);
        var after = "gamma delta ".repeat(40_000);

        var pieces = TextDiff.between(before, after);

        assertThat(pieces.stream()
                        .filter(it -> it.op() != TextEdit.Op.INSERT)
                        .map(TextEdit::text)
                        .collect(Collectors.joining()))
                .isEqualTo(before);
    }

    @Test
    void changesOfDifferentPartsMergeAndOfTheSamePartConflict() {
        var base = json("""
                {"messages":[{"role":"system","content":"Be kind.\\nBe brief.\\nSay no names.\\n"},{"role":"user","content":"{{q}}"}],
                 "model":{"name":"a"},"tools":[{"name":"x"}]}""");
        var mine = json("""
                {"messages":[{"role":"system","content":"Be very kind.\\nBe brief.\\nSay no names.\\n"},{"role":"user","content":"{{q}}"}],
                 "model":{"name":"b"},"tools":[{"name":"x"},{"name":"y"}]}""");
        var theirs = json("""
                {"messages":[{"role":"system","content":"Be kind.\\nBe brief.\\nSay no names, ever.\\n"},{"role":"assistant","content":"Hello!"},{"role":"user","content":"{{q}}"}],
                 "model":{"name":"c"},"variables":{"q":{}}}""");

        var merge = ThreeWay.merge(base, mine, theirs);

        assertThat(merge.content().path("messages")).isEqualTo(json("""
                        [{"role":"system","content":"Be very kind.\\nBe brief.\\nSay no names, ever.\\n"},
                         {"role":"assistant","content":"Hello!"},{"role":"user","content":"{{q}}"}]"""));
        assertThat(merge.content().path("variables")).isEqualTo(json("{\"q\":{}}"));
        assertThat(merge.conflicts())
                .containsExactlyInAnyOrder(
                        new Merge.Conflict("/model/name", json("\"a\""), json("\"b\""), json("\"c\"")),
                        new Merge.Conflict(
                                "/tools",
                                json("[{\"name\":\"x\"}]"),
                                json("[{\"name\":\"x\"},{\"name\":\"y\"}]"),
                                null));
        assertThat(merge.content().path("model").path("name").asString()).isEqualTo("b");
    }

    @Test
    void anEditFollowsAMessageThatTheOtherSideMoved() {
        var base = json("[{\"name\":\"a\",\"n\":1},{\"name\":\"b\",\"n\":1},{\"name\":\"c\",\"n\":1}]");
        var mine = json("[{\"name\":\"c\",\"n\":1},{\"name\":\"a\",\"n\":1},{\"name\":\"b\",\"n\":1}]");
        var theirs = json("[{\"name\":\"a\",\"n\":1},{\"name\":\"b\",\"n\":1},{\"name\":\"c\",\"n\":2}]");

        assertThat(ThreeWay.merge(base, mine, theirs))
                .isEqualTo(new Merge(
                        json("[{\"name\":\"c\",\"n\":2},{\"name\":\"a\",\"n\":1},{\"name\":\"b\",\"n\":1}]"),
                        List.of()));
    }

    private static String marked(Change change) {
        return Objects.requireNonNull(change.text()).stream()
                .map(it -> switch (it.op()) {
                    case EQUAL -> it.text();
                    case DELETE -> "[-" + it.text() + "-]";
                    case INSERT -> "[+" + it.text() + "+]";
                })
                .collect(Collectors.joining());
    }

    private static JsonNode json(String text) {
        return Json.MAPPER.readTree(text);
    }
}
