package stet.traces.duckdb;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import stet.platform.json.Json;

/**
 * Words that are looked for, as conditions. They are found where the first of them begins a word and the rest follows as it stands, in
 * any case; behind a {@code *} the first may also begin inside of a word.
 */
record WordSearch(String words, boolean inside) {
    /** What may stand before a word, in JSON: escapes end in letters. */
    private static final String BEFORE =
            "(?:^|[^\\pL\\p{Nd}]|\\\\[bfnrt]|\\\\u[0-9a-fA-F]{4}|[\\p{Han}\\p{Hiragana}\\p{Katakana}\\p{Thai}\\p{Lao}\\p{Khmer}\\p{Myanmar}\\p{Tibetan}])";

    static WordSearch of(String text) {
        return text.length() > 1 && text.startsWith("*")
                ? new WordSearch(text.substring(1), true)
                : new WordSearch(text, false);
    }

    /** Whether a column has the words; binds {@link #values}. */
    String in(String column) {
        return atStart()
                ? "coalesce(contains(lower(%1$s), lower(?)) AND regexp_matches(%1$s, ?, 'i'), false)".formatted(column)
                : "coalesce(contains(lower(%s), lower(?)), false)".formatted(column);
    }

    List<Object> values() {
        return bound(words);
    }

    /** The same for a column of JSON. */
    List<Object> valuesInJson() {
        var json = Json.MAPPER.writeValueAsString(words);
        return bound(json.substring(1, json.length() - 1));
    }

    /** Which blocks of content may have the words, as a condition on the content's alias; absent when all may. */
    @Nullable
    String blocks(String alias) {
        var mayHave = mayHave("w");
        return mayHave == null ? null : alias + ".block IN (SELECT w.block FROM word_block w WHERE " + mayHave + ")";
    }

    /** Whether a block may have the words, as a condition on the blocks' alias; absent when all may. */
    @Nullable
    String mayHave(String alias) {
        var beginnings = beginnings();
        return beginnings.isEmpty()
                ? null
                : beginnings.stream().map(it -> WordFilter.condition(alias, it)).collect(Collectors.joining(" AND "));
    }

    private Set<Long> beginnings() {
        if (!inside) {
            return Words.beginnings(words);
        }
        int rest = 0;
        while (rest < words.length() && Character.isLetterOrDigit(words.codePointAt(rest))) {
            rest += Character.charCount(words.codePointAt(rest));
        }
        return Words.beginnings(words.substring(rest));
    }

    private List<Object> bound(String text) {
        return atStart() ? List.of(text, BEFORE + quoted(text)) : List.of(text);
    }

    /** Whether they begin with a sign that could also stand inside of a word. */
    private boolean atStart() {
        int first = words.codePointAt(0);
        return !inside && Character.isLetterOrDigit(first) && !Words.isWordAlone(first);
    }

    private static String quoted(String text) {
        return text.replaceAll("[\\\\^$.|?*+()\\[\\]{}]", "\\\\$0");
    }
}
