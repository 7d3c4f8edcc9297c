package stet.releases;

import java.util.HashSet;
import java.util.Set;
import stet.registry.Content;
import stet.registry.ContentRules;
import stet.registry.Registry;
import stet.registry.Uses;
import tools.jackson.databind.JsonNode;

/** What an app's version may be: a release whose parts are all there, pinned. */
record ManifestRules(Registry registry) implements ContentRules {
    @Override
    public JsonNode checked(Content content) {
        return new ManifestCheck((kind, name, reference) -> registry.find(content.project(), kind, name, reference))
                .checked(content.json())
                .content();
    }

    @Override
    public Set<Uses> uses(JsonNode content) {
        var manifest = ReleaseManifest.of(content);
        var uses = new HashSet<Uses>();
        manifest.pins().forEach(it -> uses.add(new Uses(it.kind(), it.name(), Integer.toString(it.version()))));
        return uses;
    }
}
