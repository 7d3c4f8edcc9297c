package stet.evaluators.text;

import java.lang.Character.UnicodeScript;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The language of a text, by its script and, where several share the script, by its commonest small words. For sentences, not for single words; what
 * cannot be told is not guessed.
 */
public final class Language {
    private static final int LEAST_HITS = 2;
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}']+");
    private static final Map<UnicodeScript, String> BY_SCRIPT = Map.of(
            UnicodeScript.GREEK, "el",
            UnicodeScript.HEBREW, "he",
            UnicodeScript.ARABIC, "ar",
            UnicodeScript.DEVANAGARI, "hi",
            UnicodeScript.THAI, "th",
            UnicodeScript.HANGUL, "ko",
            UnicodeScript.HIRAGANA, "ja",
            UnicodeScript.KATAKANA, "ja",
            UnicodeScript.HAN, "zh");
    private static final Map<String, Set<String>> SMALL_WORDS = Map.ofEntries(
            words("en", "the of and to in is you that it for was are with on have this be not your we can will please"),
            words(
                    "de",
                    "der die das und ist nicht ein eine ich sie es mit auf für von zu den dem im wir haben werden"
                            + " bitte"),
            words("fr", "le la les de des et est un une vous que pour dans ne pas nous avec sur votre au du je il"),
            words("es", "el la los las de y es un una que en por para con su no se usted lo como está del al"),
            words("it", "il lo la gli le di e è un una che in per con non si del della sono ha suo questo nel"),
            words("pt", "o a os as de e é um uma que em por para com não se do da você seu no na está"),
            words("nl", "de het een en is van ik u dat niet op te voor met zijn we bij om naar uw heeft kan"),
            words("sv", "och att det är en ett som på för av med inte du vi den till har kan om din jag"),
            words("da", "og at det er en et som på for af med ikke du vi den til har kan om din jeg"),
            words("pl", "i w nie na to jest się z do że o jak za dla od po czy może są pan pani"),
            words("tr", "ve bir bu için ile de da çok ne olarak daha gibi mi var değil siz lütfen en kadar"),
            words("fi", "ja on ei se että hän oli olla kun mutta niin myös tai jos sinun ovat voi tämä minä"),
            words("cs", "a je se na v že to s z do o pro jsem jak ale být jste nebo by není když"),
            words("hu", "a az és egy hogy nem is ez meg de van ha csak vagy mint kell már még el"),
            words("ru", "и в не на я что с по это как но он к у из за для вы мы"),
            words("uk", "і в не на я що з по це як але він до у із за для ви ми є та"));

    private Language() {}

    /** Its ISO 639-1 code. */
    public static Optional<String> of(String text) {
        var letters = new EnumMap<UnicodeScript, Integer>(UnicodeScript.class);
        text.codePoints()
                .filter(Character::isLetter)
                .forEach(it -> letters.merge(UnicodeScript.of(it), 1, Integer::sum));
        if (letters.getOrDefault(UnicodeScript.HIRAGANA, 0) + letters.getOrDefault(UnicodeScript.KATAKANA, 0) > 0
                && letters.getOrDefault(UnicodeScript.HAN, 0) > 0) {
            return Optional.of("ja");
        }
        var script =
                letters.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
        if (script.isEmpty()) {
            return Optional.empty();
        }
        return BY_SCRIPT.containsKey(script.get())
                ? Optional.ofNullable(BY_SCRIPT.get(script.get()))
                : bySmallWords(text);
    }

    /** The language with the most small words, if no other has as many. */
    private static Optional<String> bySmallWords(String text) {
        var hits = new HashMap<String, Integer>();
        for (var word : Words.of(text)) {
            var letters = WORD.matcher(word);
            if (letters.find()) {
                SMALL_WORDS.forEach((language, words) -> {
                    if (words.contains(letters.group())) {
                        hits.merge(language, 1, Integer::sum);
                    }
                });
            }
        }
        int most = hits.values().stream().max(Integer::compare).orElse(0);
        var best = hits.entrySet().stream()
                .filter(it -> it.getValue() == most)
                .map(Map.Entry::getKey)
                .toList();
        return most < LEAST_HITS || best.size() > 1 ? Optional.empty() : Optional.of(best.getFirst());
    }

    private static Map.Entry<String, Set<String>> words(String language, String words) {
        return Map.entry(language, Set.copyOf(List.of(words.split(" ", -1))));
    }
}
