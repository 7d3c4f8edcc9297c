package stet.traces.masking;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import stet.platform.http.OneOf;
import stet.platform.http.Problem;
import stet.traces.masking.pii.PersonalData;

/**
 * A rule as JSON, over REST and in the records; which fields it has depends on its kind.
 *
 * @param names of {@code drop} and {@code hash}: attributes, or with a star at the end all that begin so
 * @param pattern of {@code pattern}: an RE2 expression
 * @param replacement of {@code pattern}: what takes the place of a match; nothing unless said
 * @param data of {@code personal-data}: what to look for; all kinds unless said
 * @param attributes of {@code pattern} and {@code personal-data}: whether attributes are looked at too; true unless said
 * @param bytes of {@code cut}: how many are kept
 * @param of of {@code cut}: {@code input}, {@code output}; both unless said
 */
record MaskingRule(
        @Nullable String name,

        @OneOf({"drop", "hash", "pattern", "personal-data", "cut"}) @Nullable
        String kind,

        @Nullable List<String> names,
        @Nullable String pattern,
        @Nullable String replacement,
        @Nullable List<String> data,
        @Nullable Boolean attributes,
        @Nullable Integer bytes,
        @Nullable List<String> of) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]*");

    static MaskingRule of(Rule rule) {
        return switch (rule) {
            case Rule.Drop it -> named(rule, it.names());
            case Rule.Hash it -> named(rule, it.names());
            case Rule.Replace it ->
                new MaskingRule(
                        it.name(), it.kind(), null, it.pattern(), it.replacement(), null, it.attributes(), null, null);
            case Rule.Redact it -> {
                var words = it.data().stream().map(PersonalData::word).toList();
                yield new MaskingRule(it.name(), it.kind(), null, null, null, words, it.attributes(), null, null);
            }
            case Rule.Cut it -> {
                var of = it.input() && it.output()
                        ? List.of("input", "output")
                        : List.of(it.input() ? "input" : "output");
                yield new MaskingRule(it.name(), it.kind(), null, null, null, null, null, it.bytes(), of);
            }
        };
    }

    private static MaskingRule named(Rule rule, AttributeNames names) {
        return new MaskingRule(rule.name(), rule.kind(), names.names(), null, null, null, null, null, null);
    }

    /** @param at the place of the rule, for the {@link Problem} that names what is wrong in it */
    Rule rule(String at) {
        String called = name;
        if (called == null
                || called.length() > Rule.LONGEST_NAME
                || !NAME.matcher(called).matches()) {
            throw Problem.Invalid.field(
                    at + ".name",
                    "is needed: 1 to " + Rule.LONGEST_NAME
                            + " lower-case letters, digits and hyphens, such as 'order-ids'");
        }
        try {
            return switch (kind) {
                case "drop" -> new Rule.Drop(called, attributeNames(at));
                case "hash" -> new Rule.Hash(called, attributeNames(at));
                case "pattern" ->
                    new Rule.Replace(
                            called,
                            pattern == null ? "" : pattern,
                            replacement == null ? "" : replacement,
                            !Boolean.FALSE.equals(attributes));
                case "personal-data" -> new Rule.Redact(called, data(at), !Boolean.FALSE.equals(attributes));
                case "cut" -> new Rule.Cut(called, bytes == null ? -1 : bytes, cuts(at, "input"), cuts(at, "output"));
                case null, default ->
                    throw Problem.Invalid.field(
                            at + ".kind",
                            kind == null
                                    ? "is missing; it is drop, hash, pattern, personal-data or cut"
                                    : "'" + kind + "' is none of drop, hash, pattern, personal-data and cut");
            };
        } catch (IllegalArgumentException e) {
            throw Problem.Invalid.field(at, String.valueOf(e.getMessage()));
        }
    }

    private AttributeNames attributeNames(String at) {
        if (names == null || names.stream().anyMatch(Objects::isNull)) {
            throw Problem.Invalid.field(
                    at + ".names", "is missing; it lists attributes such as 'user.email' or 'http.*'");
        }
        return new AttributeNames(names);
    }

    private EnumSet<PersonalData> data(String at) {
        if (data == null) {
            return EnumSet.allOf(PersonalData.class);
        }
        var found = EnumSet.noneOf(PersonalData.class);
        for (String word : data) {
            found.add(PersonalData.of(String.valueOf(word).toLowerCase(Locale.ROOT))
                    .orElseThrow(() -> Problem.Invalid.field(
                            at + ".data", "'" + word + "' is none of secret, email, iban, card, ssn, phone and ip")));
        }
        return found;
    }

    private boolean cuts(String at, String what) {
        if (of == null) {
            return true;
        }
        of.stream()
                .filter(it -> !List.of("input", "output").contains(it))
                .findFirst()
                .ifPresent(it -> {
                    throw Problem.Invalid.field(at + ".of", "'" + it + "' is neither input nor output");
                });
        return of.contains(what);
    }
}
