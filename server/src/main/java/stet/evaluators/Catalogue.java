package stet.evaluators;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The types of evaluator there are, by name. */
public final class Catalogue {
    private final Map<String, EvaluatorType> types = new LinkedHashMap<>();

    public Catalogue(Collection<EvaluatorType> all) {
        for (var type : all) {
            if (types.put(type.name(), type) != null || type.name().equals(Group.NAME)) {
                throw new IllegalArgumentException("two types of evaluator are called '" + type.name() + "'");
            }
        }
    }

    Optional<EvaluatorType> find(String name) {
        return Optional.ofNullable(types.get(name));
    }

    /** Every type, groups last. */
    public List<EvaluatorType> types() {
        var all = new ArrayList<>(types.values());
        all.add(Group.TYPE);
        return all;
    }

    List<String> names() {
        return types().stream().map(EvaluatorType::name).toList();
    }
}
