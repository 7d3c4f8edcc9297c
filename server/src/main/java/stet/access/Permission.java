package stet.access;

import java.util.EnumSet;
import java.util.Set;

/** Something a caller may do. */
public enum Permission {
    READ_TRACES("read traces"),
    WRITE_TRACES("send traces"),
    EXPORT_TRACES("export traces"),
    CALL_MODELS("call models"),
    SAVE_VIEWS("save views"),
    MARK("mark what happened"),
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

    /** What an application's key may do in its project. */
    static Set<Permission> ofKeys() {
        return EnumSet.of(READ_TRACES, WRITE_TRACES, EXPORT_TRACES, CALL_MODELS, MARK);
    }

    /** What a person may do, in every project, who is no administrator. */
    static Set<Permission> ofMembers() {
        return EnumSet.of(READ_TRACES, WRITE_TRACES, EXPORT_TRACES, CALL_MODELS, SAVE_VIEWS, MANAGE_KEYS, MARK);
    }

    static Set<Permission> all() {
        return EnumSet.allOf(Permission.class);
    }

    /** As it reads after "may". */
    String words() {
        return words;
    }
}
