package stet.releases;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import stet.platform.http.Problem;
import stet.prompts.Parts;
import stet.registry.Kind;
import stet.registry.Reference;
import stet.registry.Version;

/** What prompts name, found among versions; remembers everything that was found. */
public final class VersionParts implements Parts {
    private final Versions versions;
    private final Map<Pin, TreeSet<String>> references = new LinkedHashMap<>();
    private final Map<Pin, Version> found = new LinkedHashMap<>();

    public VersionParts(Versions versions) {
        this.versions = versions;
    }

    public static Part part(Version version) {
        return new Part(version.name(), version.number(), version.digest(), version.content());
    }

    @Override
    public Optional<Part> prompt(String name, String reference) {
        return find(Kind.PROMPT, name, reference);
    }

    @Override
    public Optional<Part> tool(String name, String reference) {
        return find(Kind.TOOL, name, reference);
    }

    /** Everything that was found, with the ways in which it was named. */
    public List<Include> includes() {
        var includes = new ArrayList<Include>();
        references.forEach((pin, ways) -> includes.add(new Include(pin, List.copyOf(ways))));
        return includes;
    }

    /** Everything that was found. */
    public List<Version> found() {
        return List.copyOf(found.values());
    }

    private Optional<Part> find(Kind kind, String name, String reference) {
        Optional<Version> version;
        try {
            version = versions.find(kind, name, Reference.parse(reference));
        } catch (Problem.Invalid notReference) {
            return Optional.empty();
        }
        version.ifPresent(it -> {
            references.computeIfAbsent(Pin.of(it), _ -> new TreeSet<>()).add(reference);
            found.put(Pin.of(it), it);
        });
        return version.map(VersionParts::part);
    }
}
