package stet.access;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import stet.platform.db.Scope;
import stet.platform.http.Problem;

/** Who asks, and what they may do in which projects. */
public final class Caller {

    /** What stands behind a request. */
    public sealed interface Who {
        /** A person who signed in. */
        record Someone(UUID id, String name) implements Who {}

        /** An application with a key of one project. */
        record Application(UUID keyId, String prefix, Project project, KeyRole role) implements Who {}

        /** Whoever can read this server's home folder. */
        record CommandLine() implements Who {}

        /** The server itself, at work for nobody in particular. */
        record Server() implements Who {}
    }

    private final Who who;
    private final Set<Permission> permissions;
    private final Supplier<List<Project>> projects;

    Caller(Who who, Set<Permission> permissions, Supplier<List<Project>> projects) {
        this.who = who;
        this.permissions = permissions;
        this.projects = projects;
    }

    static Caller application(Who.Application application) {
        var only = List.of(application.project());
        return new Caller(application, application.role().permissions(), () -> only);
    }

    /** The same in the middle of a run: it calls models and does nothing else. */
    Caller running() {
        return new Caller(who, Set.of(Permission.CALL_MODELS), projects);
    }

    public Who who() {
        return who;
    }

    /** How the record of actions calls them. */
    public String name() {
        return switch (who) {
            case Who.Someone someone -> someone.name();
            case Who.Application application -> "key " + application.prefix();
            case Who.CommandLine _ -> "command line";
            case Who.Server _ -> "stet";
        };
    }

    /** The projects they can see, by name. */
    public List<Project> projects() {
        return projects.get();
    }

    /** The project of an application; empty for people, who must name one. */
    public Optional<Project> project() {
        return who instanceof Who.Application application ? Optional.of(application.project()) : Optional.empty();
    }

    /** A project they can see. Whether another one exists is not for them to know. */
    public Project project(String name) {
        return projects().stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Problem.NotFound("project", name));
    }

    /** The scope to do something in a named project; a {@link Problem} when they may not. */
    public Scope.InProject may(Permission permission, String project) {
        var found = project(project);
        require(permission, " in project '" + project + "'");
        return new InProject(found.id());
    }

    /** The scope to do something in the application's own project. */
    public Scope.InProject may(Permission permission) {
        var own = project()
                .orElseThrow(
                        () -> new Problem.Forbidden(
                                "this needs the API key of a project: make one with './stet key create --project <name>' or under Keys"));
        require(permission, "");
        return new InProject(own.id());
    }

    /** The scope to do something that concerns the whole installation. */
    public Scope.InInstallation mayEverywhere(Permission permission) {
        require(permission, "");
        if (who instanceof Who.Application) {
            throw new Problem.Forbidden("an API key reaches only its own project: sign in as the administrator");
        }
        return InInstallation.SCOPE;
    }

    /** Whether they hold a permission, in the projects they can see. */
    public boolean holds(Permission permission) {
        return permissions.contains(permission);
    }

    private void require(Permission permission, String where) {
        if (!permissions.contains(permission)) {
            throw new Problem.Forbidden(name() + " may not " + permission.words() + where
                    + (who instanceof Who.Application ? advice(permission) : ""));
        }
    }

    private static String advice(Permission permission) {
        return KeyRole.DEVELOPER.permissions().contains(permission)
                ? ": use a key with the role 'developer', or sign in"
                : ": sign in as the administrator";
    }

    @Override
    public String toString() {
        return name();
    }

    record InProject(UUID projectId) implements Scope.InProject {}

    enum InInstallation implements Scope.InInstallation {
        SCOPE
    }
}
