package stet.bench;

import org.jspecify.annotations.Nullable;

/**
 * What load is sent to: the provider itself, or something in front of it.
 *
 * @param plainPort takes requests for plain replies
 * @param eventsPort takes requests for events
 * @param key the key it asks for
 * @param eventsModel how the model of the provider of events is named here
 * @param process what is measured; absent for the provider itself
 */
record Target(
        String name,
        int plainPort,
        int eventsPort,
        String key,
        String plainModel,
        String eventsModel,
        @Nullable ServerProcess process) {

    private static final int DRAIN_MILLIS = 60_000;
    private static final String PATH = "/v1/chat/completions";

    byte[] plainRequest() {
        return Connection.post(PATH, key, Payloads.request(plainModel, false));
    }

    byte[] eventsRequest(int pace) {
        return Connection.post(PATH + "?pace=" + pace, key, Payloads.request(eventsModel, true));
    }

    double cpuSeconds() {
        return process == null ? Double.NaN : process.use().cpuSeconds();
    }

    double residentMebibytes() {
        return process == null ? Double.NaN : process.use().resident() / 1048576.0;
    }

    /** Waits until what was put off during the load is done, so that it does not disturb the next measurement. */
    void settle() {
        if (process == null) {
            Pause.millis(300);
        } else if (!Pause.untilQuiet(process, DRAIN_MILLIS)) {
            System.err.println(name + " was still busy " + DRAIN_MILLIS / 1000 + " s after the load");
        }
    }
}
