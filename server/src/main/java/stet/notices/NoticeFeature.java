package stet.notices;

import stet.access.Callers;
import stet.platform.Notices;
import stet.platform.http.Api;
import stet.platform.http.ServerEvents;

/** Tells open pages when there is something new to ask for. */
public final class NoticeFeature {
    private final NoticeRoutes routes;

    private NoticeFeature(NoticeRoutes routes) {
        this.routes = routes;
    }

    public static NoticeFeature create(Notices notices, ServerEvents events, Callers callers) {
        return new NoticeFeature(new NoticeRoutes(notices, events, callers, NoticeIds.ofThisProcess()));
    }

    public void declare(Api api) {
        routes.declare(api);
    }
}
