package stet.prompts.templates.jinja;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code loop} stands for inside a loop. */
final class Loop {
    private final List<@Nullable Object> items;
    private final int depth;
    private int at;

    Loop(List<@Nullable Object> items, int depth) {
        this.items = items;
        this.depth = depth;
    }

    void turn(int index) {
        at = index;
    }

    int depth() {
        return depth;
    }

    int index() {
        return at;
    }

    @Nullable
    Object field(String name) {
        int length = items.size();
        return switch (name) {
            case "index" -> (long) at + 1;
            case "index0" -> (long) at;
            case "revindex" -> (long) length - at;
            case "revindex0" -> (long) length - at - 1;
            case "first" -> at == 0;
            case "last" -> at == length - 1;
            case "length" -> (long) length;
            case "depth" -> (long) depth;
            case "depth0" -> (long) depth - 1;
            case "previtem" -> at > 0 ? items.get(at - 1) : new Undefined("loop.previtem");
            case "nextitem" -> at + 1 < length ? items.get(at + 1) : new Undefined("loop.nextitem");
            default -> new Undefined("loop." + name);
        };
    }
}
