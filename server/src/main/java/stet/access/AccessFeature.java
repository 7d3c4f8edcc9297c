package stet.access;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stet.platform.Threads;
import stet.platform.db.Records;
import stet.platform.http.Api;

/** Who may do what in which project: sign-in, API keys, projects, and the record of what was done with them. */
public final class AccessFeature implements AutoCloseable {
    /** The name of the one who may do everything. */
    public static final String ADMINISTRATOR = "admin";

    private static final Logger LOG = LoggerFactory.getLogger(AccessFeature.class);
    private static final int REFRESH_SECONDS = 2;
    private static final int TICKS_BETWEEN_CLEANING = 1_800;

    private final Live live;
    private final Sessions sessions;
    private final Callers callers;
    private final Keys keys;
    private final Projects projects;
    private final People people;
    private final Audit audit;
    private final AuditTrail trail;
    private final Optional<String> newPassword;
    private final ScheduledExecutorService timer = Threads.timer("access");
    private long ticks;

    private AccessFeature(Records records, Path home, Optional<String> adminPassword, InstantSource clock) {
        var projectData = records.inInstallation(ProjectStore::new);
        var personData = records.inInstallation(PersonStore::new);
        var first = new FirstBoot(records.inInstallation(FirstBoot.BootStore::new), clock).run(adminPassword);
        live = new Live(projectData, clock);
        sessions = new Sessions(personData, first.isFirst() ? Optional.empty() : adminPassword, clock);
        callers = new Callers(live, sessions, CliToken.in(home));
        keys = new Keys(records.inProject(KeyStore::new), live, clock);
        projects = new Projects(projectData, live, clock);
        people = new People(personData, clock);
        audit = new Audit(records.inInstallation(AuditStore::new));
        trail = new AuditTrail(records.inInstallation(AuditStore::new), clock);
        newPassword = first.newPassword();
        live.reload();
    }

    /**
     * On the first boot makes the organisation, the project {@code demo} and the administrator.
     *
     * @param adminPassword the administrator's password as the operator set it; on a later boot it replaces the stored one
     */
    public static AccessFeature create(
            Records records, Path home, Optional<String> adminPassword, InstantSource clock) {
        var feature = new AccessFeature(records, home, adminPassword, clock);
        var _ = feature.timer.scheduleWithFixedDelay(feature::tick, 0, REFRESH_SECONDS, TimeUnit.SECONDS);
        return feature;
    }

    public void declare(Api api) {
        new SessionRoutes(sessions, callers).declare(api);
        new ProjectRoutes(projects, callers).declare(api);
        new KeyRoutes(keys, callers).declare(api);
        new PersonRoutes(people, callers).declare(api);
        new AuditRoutes(audit, callers).declare(api);
    }

    public Callers callers() {
        return callers;
    }

    public Keys keys() {
        return keys;
    }

    public Projects projects() {
        return projects;
    }

    /** Where other features write down what someone did. */
    public AuditTrail trail() {
        return trail;
    }

    /** The administrator's password if this boot made one up: to be shown once. */
    public Optional<String> newPassword() {
        return newPassword;
    }

    /** The secret of a link that signs the administrator in once, within 15 minutes: {@code /sign-in?token=…}. */
    public String newSignInLink() {
        return sessions.newLink(ADMINISTRATOR);
    }

    private void tick() {
        try {
            sessions.settle();
            live.reload();
            live.writeUses();
            if (ticks % TICKS_BETWEEN_CLEANING == 0) {
                sessions.removeExpired();
            }
            ticks++;
        } catch (RuntimeException e) {
            LOG.warn("keys and projects could not be read again; the ones read before still hold", e);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        try {
            if (!timer.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.warn("access did not stop within 5 s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        live.writeUses();
    }
}
