package stet.access;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Something a caller may do. */
public enum Permission {
    READ_TRACES("read traces"),
    WRITE_TRACES("send traces"),
    EXPORT_TRACES("export traces"),
    CALL_MODELS("call models"),
    SAVE_VIEWS("save views"),
    MARK("mark what happened"),
    READ_ARTIFACTS("read prompts, releases and what else is versioned"),
    SAVE_VERSIONS("save versions"),
    MOVE_LABELS("move labels"),
    APPROVE_LABELS("approve the moves of protected labels"),
    PROTECT_LABELS("protect labels"),
    BREAK_GLASS("move protected labels without approval"),
    DEPLOY("deploy"),
    MANAGE_ENVIRONMENTS("manage environments"),
    MANAGE_WEBHOOKS("manage webhooks"),
    MANAGE_KEYS("manage API keys"),
    KEEP_DATA("decide how long data is kept"),
    DELETE_DATA("delete data for good"),
    MANAGE_MASKING("change masking rules"),
    MANAGE_EXPORTS("set up scheduled exports"),
    MANAGE_PROJECTS("manage projects"),
    MANAGE_PROVIDERS("manage providers"),
    MANAGE_PRICES("manage prices"),
    MANAGE_PEOPLE("manage people"),
    READ_AUDIT("read the record of actions"),
    READ_SYSTEM("see the state of the installation");

    private final String words;

    Permission(String words) {
        this.words = words;
    }

    /** What a person may do, in every project, who is no administrator. */
    static Set<Permission> ofMembers() {
        return EnumSet.of(
                READ_TRACES,
                WRITE_TRACES,
                EXPORT_TRACES,
                CALL_MODELS,
                SAVE_VIEWS,
                READ_ARTIFACTS,
                SAVE_VERSIONS,
                MOVE_LABELS,
                APPROVE_LABELS,
                DEPLOY,
                MANAGE_KEYS,
                MARK);
    }

    static Set<Permission> all() {
        return EnumSet.allOf(Permission.class);
    }

    /** How it is called in requests and answers, such as {@code move-labels}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Permission> of(String word) {
        return Arrays.stream(values()).filter(it -> it.word().equals(word)).findAny();
    }

    /** As it reads after "may". */
    public String words() {
        return words;
    }
}
