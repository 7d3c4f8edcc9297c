package stet.cli.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class PlansTest {
    private static final Key GREETING = new Key(Kind.PROMPT, "greeting");
    private static final String FILE = "prompts/greeting.md";

    @TempDir
    Path folder;

    private static ObjectNode saying(String text) {
        return JsonNodeFactory.instance.objectNode().put("type", "text").put("text", text);
    }

    private static Remote remote(int version, String text) {
        return new Remote("id", version, version, Digest.of(saying(text)), About.NOTHING, Map.of(), false, "ada");
    }

    /** A folder where version 1, "one", was pulled, and whose file says something now. */
    private Checkout pulled(@Nullable String now) throws Exception {
        var checkout = Checkout.read(folder);
        checkout.write(GREETING, FILE, remote(1, "one").taken(), saying("one"));
        checkout.save();
        if (now == null) {
            Files.delete(folder.resolve(FILE));
        } else {
            Files.writeString(
                    folder.resolve(FILE),
                    ArtifactText.write(Kind.PROMPT, new Document(null, About.NOTHING, saying(now))));
        }
        return Checkout.read(folder);
    }

    private List<PushStep> push(Checkout here, Map<Key, Remote> server, boolean delete) {
        return PushPlan.of(here, null, server, delete);
    }

    @Test
    void aChangeIsSavedOnWhatItWasMadeFrom() throws Exception {
        assertThat(push(pulled("two"), Map.of(GREETING, remote(1, "one")), false))
                .containsExactly(new PushStep.Save(GREETING, 1));
    }

    @Test
    void aChangeMadeFromAnOlderVersionIsStale() throws Exception {
        var newer = remote(2, "other");

        assertThat(push(pulled("two"), Map.of(GREETING, newer), false))
                .containsExactly(new PushStep.Stale(GREETING, 1, newer));
        assertThat(push(pulled("one"), Map.of(GREETING, newer), false))
                .containsExactly(new PushStep.Behind(GREETING, newer));
        assertThat(push(pulled("other"), Map.of(GREETING, newer), false)).containsExactly(new PushStep.Same(GREETING));
    }

    @Test
    void anEarlierCheckoutSaysWhatTheServerMayHave(@TempDir Path earlier) throws Exception {
        Files.createDirectories(earlier.resolve("prompts"));
        Files.writeString(
                earlier.resolve(FILE),
                ArtifactText.write(Kind.PROMPT, new Document(null, About.NOTHING, saying("pushed by CI"))));
        var base = Checkout.read(earlier);

        assertThat(PushPlan.of(pulled("two"), base, Map.of(GREETING, remote(7, "pushed by CI")), false))
                .containsExactly(new PushStep.Save(GREETING, 7));
        assertThat(PushPlan.of(pulled("two"), base, Map.of(GREETING, remote(8, "by hand")), false))
                .hasOnlyElementsOfType(PushStep.Stale.class);
    }

    @Test
    void aDeletedFileArchivesOnlyWhenToldSo() throws Exception {
        var server = Map.of(GREETING, remote(1, "one"));

        assertThat(push(pulled(null), server, false)).containsExactly(new PushStep.Missing(GREETING));
        assertThat(push(pulled(null), server, true)).containsExactly(new PushStep.Archive(GREETING));
        assertThat(push(pulled(null), Map.of(GREETING, remote(2, "other")), true))
                .hasOnlyElementsOfType(PushStep.Stale.class);
        assertThat(push(pulled(null), Map.of(), true)).containsExactly(new PushStep.Forget(GREETING));
    }

    @Test
    void aPullKeepsWhatWasChangedHere() throws Exception {
        var same = Map.of(GREETING, remote(1, "one"));
        var newer = Map.of(GREETING, remote(2, "other"));

        assertThat(PullPlan.of(pulled("two"), same, false, false)).containsExactly(new PullStep.Keep(GREETING));
        assertThat(PullPlan.of(pulled("one"), newer, false, false)).containsExactly(new PullStep.Update(GREETING));
        assertThat(PullPlan.of(pulled("two"), newer, false, false)).hasOnlyElementsOfType(PullStep.Conflict.class);
        assertThat(PullPlan.of(pulled("two"), newer, true, false)).containsExactly(new PullStep.Update(GREETING));
        assertThat(PullPlan.of(pulled(null), newer, false, false)).containsExactly(new PullStep.Deleted(GREETING));
        assertThat(PullPlan.of(pulled("one"), Map.of(), false, false)).containsExactly(new PullStep.Gone(GREETING));
        assertThat(PullPlan.of(pulled("one"), Map.of(), false, true)).containsExactly(new PullStep.Remove(GREETING));
        assertThat(PullPlan.of(pulled("two"), Map.of(), false, true)).containsExactly(new PullStep.Gone(GREETING));
    }

    @Test
    void nothingIsReadOrWrittenThroughALink(@TempDir Path elsewhere) throws Exception {
        Files.writeString(elsewhere.resolve("secret.md"), "secret");
        Files.createDirectories(folder.resolve("prompts"));
        Files.createSymbolicLink(folder.resolve("prompts/link.md"), elsewhere.resolve("secret.md"));
        Files.createSymbolicLink(folder.resolve("tools"), elsewhere);
        var here = Checkout.read(folder);

        assertThat(here.files()).isEmpty();
        assertThat(here.problems()).singleElement().asString().contains("prompts/link.md: this is a link");
        assertThatThrownBy(() -> here.write(
                        new Key(Kind.TOOL, "a"),
                        "tools/a.yaml",
                        remote(1, "one").taken(),
                        saying("one")))
                .hasMessageContaining("through a link");
        assertThatThrownBy(() ->
                        here.write(GREETING, "../prompts/a.md", remote(1, "one").taken(), saying("one")))
                .hasMessageContaining("leads out of");
    }

    @Test
    void twoFilesOfOneArtifactAndBrokenOnesAreNamed() throws Exception {
        Files.createDirectories(folder.resolve("tools"));
        Files.writeString(folder.resolve("tools/a.yaml"), "name: a");
        Files.writeString(folder.resolve("tools/a.json"), "{\"name\":\"a\"}");
        Files.write(folder.resolve("tools/b.yaml"), new byte[] {(byte) 0xff});
        Files.writeString(folder.resolve("tools/notes.txt"), "no tool");

        var here = Checkout.read(folder);

        assertThat(here.problems())
                .hasSize(2)
                .anyMatch(it -> it.contains("tool/a already"))
                .anyMatch(it -> it.startsWith("tools/b.yaml: the file is not UTF-8"));
        assertThat(here.ignored()).containsExactly("tools/notes.txt");
        Files.writeString(folder.resolve("stet.lock"), "<<<<<<< HEAD");
        assertThatThrownBy(() -> Checkout.read(folder))
                .hasMessageContaining("stet.lock")
                .hasMessageContaining("stet pull");
    }
}
