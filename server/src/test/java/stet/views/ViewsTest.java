package stet.views;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stet.access.AccessFeature;
import stet.access.Caller;
import stet.platform.db.OnBothDatabases;
import stet.platform.http.Problem;
import stet.platform.json.Json;
import tools.jackson.databind.JsonNode;

class ViewsTest extends OnBothDatabases {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private AccessFeature access;
    private Caller admin;
    private Views views;

    @BeforeEach
    void start() {
        access = AccessFeature.create(records, home, Optional.of("a-long-enough-password"), InstantSource.system());
        admin = access.callers().server();
        views = new Views(records.inProject(ViewStore::new), InstantSource.fixed(NOON));
    }

    @AfterEach
    void stop() {
        access.close();
    }

    @Test
    void aViewComesBackAsItWasSaved() {
        var saved = views.add(admin, "demo", View.Kind.TRACES, "Slow refunds", json("{\"minDurationMs\":2000}"));

        assertThat(views.get(admin, "demo", saved.id())).isEqualTo(saved);
        assertThat(views.list(admin, "demo", Optional.of(View.Kind.TRACES))).containsExactly(saved);
        assertThat(views.list(admin, "demo", Optional.of(View.Kind.DASHBOARD))).isEmpty();
        assertThat(saved.version()).isEqualTo(1);
        assertThat(saved.createdAt()).isEqualTo(NOON);
    }

    @Test
    void aChangeOfAnOldVersionIsRefusedAndChangesNothing() {
        var first = views.add(admin, "demo", View.Kind.TRACES, "mine", json("{}"));
        var second = views.change(admin, "demo", first.id(), 1, "ours", null);

        assertThatThrownBy(() -> views.change(admin, "demo", first.id(), 1, "yours", json("{\"q\":\"x\"}")))
                .isInstanceOf(Problem.Conflict.class)
                .hasMessageContaining("version 2");

        assertThat(second.name()).isEqualTo("ours");
        assertThat(second.content()).isEqualTo(json("{}"));
        assertThat(views.get(admin, "demo", first.id())).isEqualTo(second);
    }

    @Test
    void aNameIsTakenOncePerKindAndFreeAfterRemoval() {
        var first = views.add(admin, "demo", View.Kind.TRACES, "mine", json("{}"));
        views.add(admin, "demo", View.Kind.DASHBOARD, "mine", json("{\"panels\":[]}"));

        assertThatThrownBy(() -> views.add(admin, "demo", View.Kind.TRACES, " mine ", json("{}")))
                .isInstanceOf(Problem.Conflict.class);
        views.remove(admin, "demo", first.id());
        assertThat(views.add(admin, "demo", View.Kind.TRACES, "mine", json("{}"))
                        .version())
                .isEqualTo(1);
        assertThatThrownBy(() -> views.remove(admin, "demo", first.id())).isInstanceOf(Problem.NotFound.class);
    }

    @Test
    void anotherProjectsViewIsNotThere() {
        access.projects().create(admin, "other", null);
        var saved = views.add(admin, "demo", View.Kind.TRACES, "mine", json("{}"));

        assertThatThrownBy(() -> views.get(admin, "other", saved.id())).isInstanceOf(Problem.NotFound.class);
        assertThatThrownBy(() -> views.remove(admin, "other", saved.id())).isInstanceOf(Problem.NotFound.class);
        assertThat(views.list(admin, "other", Optional.empty())).isEmpty();
    }

    @Test
    void aDashboardsPanelsAreCheckedAndTheWrongPartIsNamed() {
        views.add(admin, "demo", View.Kind.DASHBOARD, "good", json("""
                        {"where":"environment = production","panels":[
                          {"title":"Cost","chart":"area","columns":2,"measures":["sum(costUsd)"],"by":"model","top":5},
                          {"title":"Notes","chart":"text","text":"# hello"}]}"""));

        assertRefused("{}", "content.panels");
        assertRefused("{\"panels\":7}", "content");
        assertRefused("{\"panels\":[],\"where\":\"model =\"}", "content.where");
        assertRefused("{\"panels\":[{\"chart\":\"bar\"}]}", "content.panels[0].title");
        assertRefused("{\"panels\":[{\"title\":\"x\",\"chart\":\"pie\"}]}", "content.panels[0].chart");
        assertRefused("{\"panels\":[{\"title\":\"x\",\"chart\":\"bar\"}]}", "content.panels[0].measures");
        assertRefused(
                "{\"panels\":[{\"title\":\"x\",\"chart\":\"bar\",\"measures\":[\"total\"]}]}",
                "content.panels[0].measures");
        assertRefused(
                "{\"panels\":[{\"title\":\"x\",\"chart\":\"bar\",\"measures\":[\"count\"],\"by\":\"colour\"}]}",
                "content.panels[0].by");
        assertRefused(
                "{\"panels\":[{\"title\":\"x\",\"chart\":\"bar\",\"measures\":[\"count\"],\"columns\":4}]}",
                "content.panels[0].columns");
    }

    @Test
    void anApplicationsKeyMayLookAndNotSave() {
        var key = access.keys().create(admin, "demo", "app").key();
        var application = access.callers().keyHolder(key).orElseThrow().caller();
        views.add(admin, "demo", View.Kind.TRACES, "mine", json("{}"));

        assertThat(views.list(application, "demo", Optional.empty())).hasSize(1);
        assertThatThrownBy(() -> views.add(application, "demo", View.Kind.TRACES, "its", json("{}")))
                .isInstanceOf(Problem.Forbidden.class);
    }

    private void assertRefused(String content, String field) {
        assertThatThrownBy(() -> views.add(admin, "demo", View.Kind.DASHBOARD, "bad", json(content)))
                .isInstanceOfSatisfying(
                        Problem.Invalid.class,
                        it -> assertThat(it.errors().getFirst().field()).isEqualTo(field));
    }

    private static JsonNode json(String text) {
        return Json.MAPPER.readTree(text);
    }
}
