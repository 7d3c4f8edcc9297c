package stet.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import stet.cli.files.About;
import stet.cli.files.Checkout;
import stet.cli.files.Digest;
import stet.cli.files.FileProblem;
import stet.cli.files.Key;
import stet.cli.files.Kind;
import stet.cli.files.Lock;
import stet.cli.files.Remote;
import stet.cli.files.Taken;
import stet.client.Artifacts;
import stet.client.Labels;
import stet.client.StetClient;
import stet.client.StetException;
import tools.jackson.databind.JsonNode;

/** What a project's artifacts are, in the words of files. */
record ArtifactsOnServer(Artifacts artifacts, Labels labels) {
    private static final String PAGE = "500";

    static ArtifactsOnServer of(StetClient stet, String project) {
        return new ArtifactsOnServer(stet.artifacts(project), stet.labels(project));
    }

    /** A version that was just saved. */
    record Saved(Taken taken, JsonNode content) {}

    /**
     * Everything that can be in files.
     *
     * @param lock says which digests are known already
     * @param label the versions that are meant, and only what has one; null for the latest
     */
    Map<Key, Remote> all(Lock lock, @Nullable String label) {
        var all = new TreeMap<Key, Remote>();
        for (String archived : List.of("false", "true")) {
            var wanted = new HashMap<>(Map.of("limit", PAGE, "archived", archived));
            if (label != null) {
                wanted.put("label", label);
            }
            for (JsonNode artifact : artifacts.all(wanted)) {
                Kind.of(artifact.path("kind").asString("")).ifPresent(kind -> {
                    var key = new Key(kind, artifact.path("name").asString(""));
                    all.put(key, remote(key, artifact, lock, label));
                });
            }
        }
        return all;
    }

    private Remote remote(Key key, JsonNode artifact, Lock lock, @Nullable String label) {
        var labels = new HashMap<String, Integer>();
        artifact.path("labels")
                .properties()
                .forEach(it -> labels.put(it.getKey(), it.getValue().asInt(0)));
        int latest = artifact.path("latest").asInt(0);
        int version = label == null ? latest : labels.getOrDefault(label, 0);
        String id = artifact.path("id").asString("");
        var known = lock.of(key).filter(it -> it.id().equals(id) && it.version() == version);
        String digest = known.map(Lock.Entry::digest).orElse("");
        String change = null;
        if (known.isEmpty() && version > 0) {
            var found = artifacts.version(key.kind().word(), key.name(), Integer.toString(version));
            digest = found.path("digest").asString("");
            change = change(found);
        }
        return new Remote(
                id, latest, version, digest, about(artifact), labels, artifact.hasNonNull("archivedAt"), change);
    }

    private static About about(JsonNode artifact) {
        var tags = new ArrayList<String>();
        artifact.path("tags").forEach(it -> tags.add(it.asString("")));
        return new About(
                artifact.hasNonNull("description")
                        ? artifact.path("description").asString()
                        : null,
                tags);
    }

    private static String change(JsonNode version) {
        String message = version.path("message").asString("");
        return version.path("author").asString("someone") + " at "
                + version.path("createdAt").asString("an unknown time")
                + (message.isEmpty() ? "" : " ('" + message + "')");
    }

    /** What both sides did, in words. */
    static String conflict(int pulled, Remote remote) {
        return "changed here and on the server, which has version " + remote.version()
                + (remote.change() == null ? "" : " by " + remote.change())
                + (pulled == 0
                        ? "; this file was not taken from there"
                        : "; the file was taken from version " + pulled);
    }

    JsonNode content(Key key, Remote remote) {
        var version = artifacts.version(key.kind().word(), key.name(), Integer.toString(remote.version()));
        var content = version.path("content");
        if (!Digest.of(content).equals(version.path("digest").asString(""))) {
            throw new FileProblem(
                    key + " version " + remote.version()
                            + " came with another content than its digest says: something between here and the server changed it");
        }
        return content;
    }

    Saved create(Key key, Checkout.Local local, @Nullable String message) {
        var about = local.document().about();
        var asked = new HashMap<String, Object>();
        asked.put("kind", key.kind().word());
        asked.put("name", key.name());
        asked.put("tags", about.tags());
        asked.put("content", local.document().content());
        if (about.description() != null) {
            asked.put("description", about.description());
        }
        if (message != null) {
            asked.put("message", message);
        }
        var made = artifacts.create(asked);
        return saved(made.path("id").asString(""), artifacts.version(key.kind().word(), key.name(), "1"), about);
    }

    Saved save(Key key, Checkout.Local local, @Nullable String message, int expectedLatest) {
        var asked = new HashMap<String, Object>();
        asked.put("content", local.document().content());
        asked.put("expectedLatest", expectedLatest);
        if (message != null) {
            asked.put("message", message);
        }
        var answer = done(artifacts.save(key.kind().word(), key.name(), asked));
        var version = answer.path("version");
        return saved(
                version.path("artifactId").asString(""),
                version,
                local.document().about());
    }

    private static Saved saved(String id, JsonNode version, About about) {
        return new Saved(
                new Taken(
                        id,
                        version.path("number").asInt(0),
                        version.path("digest").asString(""),
                        about),
                version.path("content"));
    }

    void describe(Key key, About about) {
        artifacts.change(
                key.kind().word(),
                key.name(),
                Map.of("description", about.description() == null ? "" : about.description(), "tags", about.tags()));
    }

    void archive(Key key) {
        artifacts.change(key.kind().word(), key.name(), Map.of("archived", true));
    }

    void label(Key key, String label, int from, int version, @Nullable String reason) {
        done(labels.move(key.kind().word(), key.name(), label, from, version, reason));
    }

    /** An answer that says it was done; else why not. */
    private static JsonNode done(JsonNode answer) {
        return switch (answer.path("outcome").asString("")) {
            case "stale" -> throw new StetException(409, answer.path("detail").asString("someone else was first"));
            case "held" -> throw new StetException(422, answer.path("detail").asString("it is protected"));
            default -> answer;
        };
    }
}
