package stet.notices;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import stet.platform.Notices;
import stet.platform.Notices.Topic;
import stet.platform.db.Events;

/** Makes notices of what the record store's events tell, whichever server on it made the change. */
final class RecordedNews {
    private static final int AT_ONCE = 500;

    private final Events events;
    private final Notices notices;
    private final AtomicLong place;

    RecordedNews(Events events, Notices notices) {
        this.events = events;
        this.notices = notices;
        this.place = new AtomicLong(events.last());
    }

    void look() {
        for (var news = events.after(place.get(), AT_ONCE);
                !news.isEmpty();
                news = events.after(place.get(), AT_ONCE)) {
            news.forEach(event -> topic(event.type()).ifPresent(topic -> notices.changed(event.projectId(), topic)));
            place.set(news.getLast().sequence());
        }
    }

    private static Optional<Topic> topic(String type) {
        return switch (type.split("\\.", -1)[0]) {
            case "version", "label", "artifact" -> Optional.of(Topic.ARTIFACTS);
            case "approval" -> Optional.of(Topic.APPROVALS);
            case "release", "deployment", "freeze" -> Optional.of(Topic.DEPLOYMENTS);
            default -> Optional.empty();
        };
    }
}
