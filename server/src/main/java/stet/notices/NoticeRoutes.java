package stet.notices;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import stet.access.Callers;
import stet.access.Permission;
import stet.platform.Notices;
import stet.platform.Notices.Topic;
import stet.platform.db.Scope;
import stet.platform.http.Answer;
import stet.platform.http.Api;
import stet.platform.http.Call;
import stet.platform.http.EventStream;
import stet.platform.http.Problem;
import stet.platform.http.ServerEvent;
import stet.platform.http.ServerEvents;

/** {@code /api/v1/projects/{project}/events}. */
record NoticeRoutes(Notices notices, ServerEvents events, Callers callers, NoticeIds ids) {
    /** What an event's data holds. */
    private record Changed(Set<Topic> topics) {}

    void declare(Api api) {
        api.get(
                        "/api/v1/projects/{project}/events",
                        "Server-sent events, at most two a second, that name what is new and should be asked for again")
                .tag("events")
                .query("topics", String.class, "what to hear of, separated by commas: " + words() + "; all unless said")
                .answersFile(200, "text/event-stream")
                .by(this::open);
    }

    private Answer open(Call call) {
        var scope = reading(call);
        var topics = topics(call);
        return events.open(call, () -> reading(call), stream -> begin(stream, scope, topics));
    }

    /** One who lost its connection is told what changed meanwhile; one who comes new has just asked for everything. */
    private void begin(EventStream stream, Scope.InProject scope, Set<Topic> topics) {
        var project = scope.projectId();
        stream.onEnd(notices.listen(project, topics, notice -> stream.offer(event(notice))));
        long now = notices.number();
        var missed = stream.lastId().flatMap(id -> {
            long seen = ids.number(id);
            return seen < 0 ? Optional.of(new Notices.Notice(now, topics)) : notices.since(project, topics, seen);
        });
        stream.offer(missed.map(this::event).orElseGet(() -> new ServerEvent(ids.id(now), "ready", "{}")));
    }

    private ServerEvent event(Notices.Notice notice) {
        return ServerEvent.json(ids.id(notice.number()), "changed", new Changed(EnumSet.copyOf(notice.topics())));
    }

    private Scope.InProject reading(Call call) {
        return callers.of(call).may(Permission.READ_TRACES, call.path("project"));
    }

    private static Set<Topic> topics(Call call) {
        var asked = call.query("topics");
        if (asked.isEmpty()) {
            return EnumSet.allOf(Topic.class);
        }
        var topics = EnumSet.noneOf(Topic.class);
        for (var word : asked.get().split(",", -1)) {
            topics.add(Stream.of(Topic.values())
                    .filter(it -> it.word().equals(word.strip()))
                    .findFirst()
                    .orElseThrow(() -> Problem.Invalid.field(
                            "topics", "'" + word.strip() + "' is none of " + words() + ", separated by commas")));
        }
        return topics;
    }

    private static String words() {
        return Stream.of(Topic.values()).map(Topic::word).collect(Collectors.joining(", "));
    }
}
