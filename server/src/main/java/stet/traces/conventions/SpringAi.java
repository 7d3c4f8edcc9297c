package stet.traces.conventions;

import stet.traces.SpanKind;

/** Spring AI beside GenAI: every value is text, and its own advisors and clients are spans too. */
final class SpringAi {
    static final Table TABLE = new Table()
            .from(Field.KIND, "spring.ai.kind")
            .by(
                    Field.NAME,
                    span -> span.kind() == SpanKind.TOOL ? span.word("spring.ai.tool.definition.name") : null,
                    "spring.ai.tool.definition.name")
            .from(Field.SESSION, "spring.ai.chat.client.conversation.id")
            .from(Field.INPUT, Values::treeOrPlain, "spring.ai.tool.call.arguments")
            .from(Field.OUTPUT, Values::treeOrPlain, "spring.ai.tool.call.result")
            .from(Field.INPUT, Values::treeOrPlain, "db.vector.query.content")
            .from(Field.OUTPUT, Values::treeOrPlain, "db.vector.query.response.documents")
            .knows("spring.ai.*", "db.vector.*");

    private SpringAi() {}
}
