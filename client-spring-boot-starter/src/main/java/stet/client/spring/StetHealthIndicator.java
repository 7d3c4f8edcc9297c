package stet.client.spring;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import stet.client.live.Live;
import stet.client.live.LiveState.Channel;
import stet.client.reports.Reports;

/** Up while the server is heard, otherwise unknown and never down: the application goes on with what it has. */
public final class StetHealthIndicator implements HealthIndicator {
    private final Live live;
    private final Reports reports;

    public StetHealthIndicator(Live live, Reports reports) {
        this.live = live;
        this.reports = reports;
    }

    @Override
    public Health health() {
        var state = live.state();
        var counts = reports.counts();
        var health = state.channel() == Channel.NONE ? Health.unknown() : Health.up();
        health.withDetail("channel", state.channel().word())
                .withDetail("documents", state.held())
                .withDetail("reportsWaiting", counts.waiting())
                .withDetail("reportsDropped", counts.dropped());
        var trouble = state.trouble();
        if (trouble != null) {
            health.withDetail("trouble", trouble);
        }
        return health.build();
    }
}
