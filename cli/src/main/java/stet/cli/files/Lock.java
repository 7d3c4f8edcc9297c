package stet.cli.files;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The file {@code stet.lock}: which version of each artifact the files were taken from, so that a change on either side is seen. */
public final class Lock {
    public static final String FILE = "stet.lock";

    private static final int FORMAT = 1;
    private static final JsonMapper JSON = new JsonMapper();

    /**
     * One artifact as it was at the last pull or push.
     *
     * @param id what the server calls it, so that another server's artifact of the same name is not taken for it
     * @param about a digest of what was said of it
     */
    public record Entry(String id, String file, int version, String digest, String about) {}

    private final SortedMap<Key, Entry> entries = new TreeMap<>();

    public Optional<Entry> of(Key key) {
        return Optional.ofNullable(entries.get(key));
    }

    public Map<Key, Entry> entries() {
        return Map.copyOf(entries);
    }

    void put(Key key, String file, Taken taken) {
        entries.put(key, new Entry(taken.id(), file, taken.version(), taken.digest(), digest(taken.about())));
    }

    void remove(Key key) {
        entries.remove(key);
    }

    static String digest(About about) {
        var fields = JSON.createObjectNode().put("description", about.description());
        var tags = fields.putArray("tags");
        about.tags().stream().sorted().forEach(tags::add);
        return Digest.of(fields);
    }

    static Lock parse(String text) {
        JsonNode root;
        try {
            root = JSON.readTree(text);
        } catch (JacksonException e) {
            var at = e.getLocation();
            throw new FileProblem(FILE + (at == null ? "" : ":" + at.getLineNr())
                    + ": this is not JSON: if Git left marks of a merge in it, take either side, then run 'stet pull'");
        }
        if (root.path("format").asInt(0) != FORMAT) {
            throw new FileProblem(
                    FILE + ": its format is '" + root.path("format").asString("") + "' and this command knows " + FORMAT
                            + ": use a newer stet, or delete the file and run 'stet pull'");
        }
        var lock = new Lock();
        for (var entry : root.path("artifacts").properties()) {
            var fields = entry.getValue();
            lock.entries.put(
                    Key.parse(entry.getKey()),
                    new Entry(
                            fields.path("id").asString(""),
                            fields.path("file").asString(""),
                            fields.path("version").asInt(0),
                            fields.path("digest").asString(""),
                            fields.path("about").asString("")));
        }
        return lock;
    }

    String text() {
        var root = JSON.createObjectNode().put("format", FORMAT);
        var artifacts = root.putObject("artifacts");
        entries.forEach((key, entry) -> artifacts
                .putObject(key.toString())
                .put("id", entry.id())
                .put("file", entry.file())
                .put("version", entry.version())
                .put("digest", entry.digest())
                .put("about", entry.about()));
        var printer = new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
        return JSON.writer().with(printer).writeValueAsString(root) + "\n";
    }
}
