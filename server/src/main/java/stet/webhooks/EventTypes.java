package stet.webhooks;

import java.util.List;

/** The types of events that webhooks are told. */
final class EventTypes {
    /** Sent when someone asks for it, to one webhook. */
    static final String TEST = "webhook.test";

    static final List<String> ALL = List.of(
            "version.created",
            "label.moved",
            "label.deleted",
            "approval.requested",
            "approval.answered",
            "artifact.archived",
            "release.created",
            "deployment.changed",
            "freeze.changed");

    private EventTypes() {}
}
