package stet.evaluators.types;

import static stet.evaluators.EvaluatorType.field;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import stet.evaluators.EvaluatorType;
import stet.evaluators.EvaluatorType.EvaluatorField;
import stet.evaluators.FieldKind;
import stet.evaluators.Given;
import stet.evaluators.Grade;
import stet.evaluators.Rule;
import stet.evaluators.text.Match;
import stet.evaluators.text.Meteor;
import stet.evaluators.text.Overlap;
import stet.evaluators.text.Words;

/** How alike the output and a reference are; of several references the most alike counts. */
public final class LikenessTypes {
    private static final int MOST_RUN = 9;
    private static final EvaluatorField VALUE =
            field("value", FieldKind.TEXT_OR_TEXTS, "the reference or references; the case's expectation unless given");
    private static final EvaluatorField MEASURE =
            field("measure", FieldKind.TEXT, "recall (unless given), precision or f1");

    private LikenessTypes() {}

    public static List<EvaluatorType> all() {
        return List.of(
                EditDistance.type(VALUE),
                overlap(
                        "rouge-n",
                        "ROUGE-N: shared runs of n words.",
                        0.75,
                        LikenessTypes::rouge,
                        VALUE,
                        MEASURE,
                        n(1)),
                overlap(
                        "rouge-l",
                        "ROUGE-L: the longest sequence of words in common; F1 unless another measure is named.",
                        0.75,
                        given -> measured(given, "f1", Overlap::rougeL),
                        VALUE,
                        MEASURE),
                overlap(
                        "bleu",
                        "BLEU: precision of runs of 1 to n words, less for being short.",
                        0.5,
                        LikenessTypes::bleu,
                        VALUE,
                        n(4)),
                overlap(
                        "gleu",
                        "GLEU: the lesser of precision and recall of runs of 1 to 4 words.",
                        0.5,
                        given -> words(given, Overlap::gleu),
                        VALUE),
                overlap(
                        "meteor",
                        "METEOR, by words and English stems, without synonyms.",
                        0.5,
                        given -> words(given, Meteor::score),
                        VALUE),
                overlap(
                        "chrf",
                        "chrF2: shared runs of 1 to 6 letters.",
                        0.5,
                        given -> best(given, Overlap::chrF),
                        VALUE));
    }

    private static EvaluatorField n(int otherwise) {
        return field("n", FieldKind.COUNT, "1 to " + MOST_RUN + "; " + otherwise + " unless given");
    }

    private static EvaluatorType overlap(
            String name, String summary, double threshold, Function<Given, Rule> make, EvaluatorField... fields) {
        return new EvaluatorType(name, summary, threshold, List.of(fields), make);
    }

    private static Rule rouge(Given given) {
        int n = run(given, 1);
        return measured(given, "recall", (candidate, reference) -> Overlap.rouge(candidate, reference, n));
    }

    private static Rule bleu(Given given) {
        int n = run(given, 4);
        var wanted = given.wantedTexts();
        return subject -> {
            var references = wanted.apply(subject).stream().map(Words::of).toList();
            double score = Overlap.bleu(Words.of(subject.text()), references, n);
            return Grade.scored(score, "BLEU-" + n + " " + Grade.number(score));
        };
    }

    private static Rule measured(Given given, String usual, BiFunction<List<String>, List<String>, Match> compare) {
        String measure = given.has("measure") ? given.word("measure", "recall", "precision", "f1") : usual;
        ToDoubleFunction<Match> read =
                measure.equals("f1") ? Match::f1 : measure.equals("precision") ? Match::precision : Match::recall;
        return words(given, (candidate, reference) -> read.applyAsDouble(compare.apply(candidate, reference)));
    }

    private static Rule words(Given given, BiFunction<List<String>, List<String>, Double> compare) {
        return best(given, (output, reference) -> {
            var candidate = Words.of(output);
            var words = Words.of(reference);
            TextTypes.limit("the output's words", candidate.size(), Overlap.MOST_WORDS);
            TextTypes.limit("the reference's words", words.size(), Overlap.MOST_WORDS);
            return compare.apply(candidate, words);
        });
    }

    private static Rule best(Given given, BiFunction<String, String, Double> compare) {
        var wanted = given.wantedTexts();
        return subject -> {
            double score = wanted.apply(subject).stream()
                    .mapToDouble(it -> compare.apply(subject.text(), it))
                    .max()
                    .orElse(0);
            return Grade.scored(score, "the score is " + Grade.number(score));
        };
    }

    private static int run(Given given, int otherwise) {
        int n = given.count("n").orElse(otherwise);
        if (n < 1 || n > MOST_RUN) {
            throw given.wrong("n", n + " is not a whole number from 1 to " + MOST_RUN);
        }
        return n;
    }
}
