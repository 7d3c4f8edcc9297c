package stet.evaluators.types;

import java.util.List;
import java.util.stream.Stream;
import stet.evaluators.Catalogue;
import stet.evaluators.EvaluatorType;

/** Every family of evaluators that judges by rule, without asking anyone. */
public final class Families {
    private Families() {}

    public static Catalogue catalogue() {
        return new Catalogue(Stream.of(
                        TextTypes.all(),
                        JsonTypes.all(),
                        MarkupTypes.all(),
                        SqlTypes.all(),
                        MeasureTypes.all(),
                        LikenessTypes.all(),
                        ToolTypes.all(),
                        TraceTypes.all(),
                        SpeechTypes.all())
                .<EvaluatorType>flatMap(List::stream)
                .toList());
    }
}
