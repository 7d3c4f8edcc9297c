package stet.prompts;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import stet.models.wire.ModelRequest.Tool;

/**
 * A version of a prompt with all that it takes in, each pinned to a version by number and digest.
 *
 * @param version 0 for content that is not saved
 * @param includes the prompts it includes, by the reference it names them with
 * @param tools the tools it refers to, likewise
 */
public record ResolvedPrompt(
        String name,
        int version,
        String digest,
        ParsedPrompt parsed,
        Map<String, ResolvedPrompt> includes,
        Map<String, ResolvedTool> tools) {
    public ResolvedPrompt {
        includes = Map.copyOf(includes);
        tools = Map.copyOf(tools);
    }

    /** A version of a tool that a prompt refers to. */
    public record ResolvedTool(String name, int version, String digest, Tool tool) {}

    /** What is pinned: an artifact's version. */
    public record Pinned(String kind, String name, int version, String digest) {}

    /** Everything it takes in, also through others, each once. */
    public List<Pinned> pinned() {
        var pinned = new LinkedHashSet<Pinned>();
        var seen = new LinkedHashSet<String>();
        gather(pinned, seen);
        return List.copyOf(pinned);
    }

    private void gather(SequencedSet<Pinned> pinned, SequencedSet<String> seen) {
        if (!seen.add(name + "@" + version + " " + digest)) {
            return;
        }
        tools.values().forEach(it -> pinned.add(new Pinned("tool", it.name(), it.version(), it.digest())));
        for (var include : new ArrayList<>(includes.values())) {
            pinned.add(new Pinned("prompt", include.name(), include.version(), include.digest()));
            include.gather(pinned, seen);
        }
    }
}
