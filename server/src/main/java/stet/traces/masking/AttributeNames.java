package stet.traces.masking;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Names of attributes, and beginnings of names, which end in {@code *}. */
public record AttributeNames(List<String> names) {
    static final int MOST = 50;
    static final int LONGEST = 200;

    public AttributeNames {
        names = List.copyOf(names);
        if (names.isEmpty() || names.size() > MOST) {
            throw new IllegalArgumentException("has " + names.size() + " names; it needs 1 to " + MOST);
        }
        for (String name : names) {
            if (name.isBlank() || name.length() > LONGEST) {
                throw new IllegalArgumentException(
                        "holds a name of " + name.length() + " characters; 1 to " + LONGEST + " are allowed");
            }
            int star = name.indexOf('*');
            if (star >= 0 && star < name.length() - 1) {
                throw new IllegalArgumentException("holds '" + name + "': a star may only be its last character");
            }
        }
    }

    /** Fit to be asked often. */
    Matcher matcher() {
        Set<String> whole = new HashSet<>();
        List<String> beginnings = new ArrayList<>();
        for (String name : names) {
            if (name.endsWith("*")) {
                beginnings.add(name.substring(0, name.length() - 1));
            } else {
                whole.add(name);
            }
        }
        return new Matcher(whole, beginnings);
    }

    record Matcher(Set<String> whole, List<String> beginnings) {
        boolean matches(String name) {
            if (whole.contains(name)) {
                return true;
            }
            for (String beginning : beginnings) {
                if (name.startsWith(beginning)) {
                    return true;
                }
            }
            return false;
        }
    }
}
