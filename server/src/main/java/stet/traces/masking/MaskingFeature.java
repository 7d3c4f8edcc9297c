package stet.traces.masking;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stet.access.AccessFeature;
import stet.access.Callers;
import stet.access.Permission;
import stet.platform.Threads;
import stet.platform.db.Records;
import stet.platform.http.Api;
import stet.platform.secrets.Secrets;
import stet.traces.Masking;

/** Masks what comes in by the rules of its project. */
public final class MaskingFeature implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MaskingFeature.class);
    private static final int MILLIS_BETWEEN_LOOKS = 1_000;

    private final Masks masks;
    private final MaskingRules rules;
    private final Callers callers;
    private final ScheduledExecutorService timer = Threads.timer("masking");

    private MaskingFeature(Masks masks, MaskingRules rules, Callers callers) {
        this.masks = masks;
        this.rules = rules;
        this.callers = callers;
    }

    /** Rules hold from here on: without being able to read them no server starts. */
    public static MaskingFeature create(
            Records records, Secrets secrets, AccessFeature access, MeterRegistry meters, InstantSource clock) {
        var masks = new Masks(secrets, meters);
        var rules = new MaskingRules(
                records.inProject(MaskingStore::new),
                records.inInstallation(MaskingStore.AllStore::new),
                access.trail(),
                access.callers().server().mayEverywhere(Permission.READ_SYSTEM),
                masks,
                clock);
        rules.reload();
        var feature = new MaskingFeature(masks, rules, access.callers());
        var _ = feature.timer.scheduleWithFixedDelay(
                feature::look, MILLIS_BETWEEN_LOOKS, MILLIS_BETWEEN_LOOKS, TimeUnit.MILLISECONDS);
        return feature;
    }

    public Masking masking() {
        return masks;
    }

    public void declare(Api api) {
        new MaskingRoutes(rules, callers).declare(api);
    }

    private void look() {
        try {
            rules.reload();
        } catch (RuntimeException e) {
            LOG.warn("masking rules could not be read again; those read before still hold", e);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
