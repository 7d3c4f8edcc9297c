package stet.notices;

import stet.access.Callers;
import stet.platform.Notices;
import stet.platform.db.Events;
import stet.platform.http.Api;
import stet.platform.http.ServerEvents;

/** Tells open pages when there is something new to ask for. */
public final class NoticeFeature implements AutoCloseable {
    private final NoticeRoutes routes;
    private final Runnable listening;

    private NoticeFeature(NoticeRoutes routes, Runnable listening) {
        this.routes = routes;
        this.listening = listening;
    }

    public static NoticeFeature create(Notices notices, ServerEvents streams, Callers callers, Events events) {
        var news = new RecordedNews(events, notices);
        return new NoticeFeature(
                new NoticeRoutes(notices, streams, callers, NoticeIds.ofThisProcess()), events.listen(news::look));
    }

    public void declare(Api api) {
        routes.declare(api);
    }

    @Override
    public void close() {
        listening.run();
    }
}
