package stet.traces.retention;

import stet.access.Callers;
import stet.platform.http.Answer;
import stet.platform.http.Api;

/** {@code /api/v1/storage}. */
record StorageRoutes(Storage storage, Callers callers) {
    void declare(Api api) {
        api.get(
                        "/api/v1/storage",
                        "How much there is of everything, by project and kind, measured at most once a minute")
                .tag("retention")
                .answers(200, Storage.StorageDetail.class)
                .by(call -> Answer.ok(storage.of(callers.of(call))));
    }
}
