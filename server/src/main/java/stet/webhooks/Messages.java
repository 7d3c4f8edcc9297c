package stet.webhooks;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import stet.access.Callers;
import stet.access.Project;
import stet.platform.Ids;
import stet.platform.db.Event;
import stet.platform.db.Events;
import stet.platform.db.Scope;
import stet.platform.db.Transactions;
import stet.platform.json.Json;
import tools.jackson.databind.JsonNode;

/** Makes messages of events, each event once for each webhook that wants it, whichever server comes first. */
record Messages(
        Transactions<DeliveryQueueStore> queue,
        Scope installation,
        Events events,
        Callers callers,
        InstantSource clock) {
    private static final int AT_ONCE = 200;

    /** Makes those of all events that have come. */
    void make() {
        while (true) {
            long from = queue.<Long>read(installation, DeliveryQueueStore::reached);
            var news = events.after(from, AT_ONCE);
            if (news.isEmpty()) {
                return;
            }
            var names = callers.server().projects().stream().collect(Collectors.toMap(Project::id, Project::name));
            var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            queue.change(installation, store -> {
                if (store.reach(from, news.getLast().sequence())) {
                    add(store, news, names, now);
                }
            });
        }
    }

    private static void add(DeliveryQueueStore store, List<Event> news, Map<UUID, String> names, Instant now) {
        var listening = store.listening();
        for (var event : news) {
            for (var it : listening) {
                if (it.project().equals(event.projectId()) && it.webhook().wants(event.type())) {
                    store.add(
                            Ids.next(),
                            it.project(),
                            it.webhook().id(),
                            "msg_" + event.id(),
                            event.type(),
                            payload(event, names.getOrDefault(event.projectId(), "")),
                            now);
                }
            }
        }
    }

    /** A message that tells of nothing. */
    static String test(String project, String actor, Instant at) {
        return payload(
                new Event(0, Ids.next(), Ids.next(), EventTypes.TEST, at, actor, Json.MAPPER.createObjectNode()),
                project);
    }

    private static String payload(Event event, String project) {
        var data = Json.MAPPER.createObjectNode();
        data.put("project", project);
        data.put("actor", event.actor());
        for (Map.Entry<String, JsonNode> fact : event.data().properties()) {
            data.set(fact.getKey(), fact.getValue());
        }
        var message = Json.MAPPER.createObjectNode();
        message.put("type", event.type());
        message.put("timestamp", event.at().toString());
        message.set("data", data);
        return Json.MAPPER.writeValueAsString(message);
    }
}
