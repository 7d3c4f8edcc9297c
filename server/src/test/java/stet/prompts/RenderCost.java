package stet.prompts;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** Measures what rendering costs, in nanoseconds: {@code main} prints the median of eleven rounds. */
final class RenderCost {
    private static final int ROUNDS = 11;
    private static final int CALLS = 20_000;

    private RenderCost() {}

    public static void main(String[] arguments) {
        String words = "You answer questions about bills. Be kind, be short, and never promise a refund. ".repeat(12);
        var variables = Prompted.variables("""
                {'company':'Acme','question':'Where is my refund?','docs':[{'title':'a','text':'x'},{'title':'b','text':'y'},{'title':'c','text':'z'}]}
                """);
        var prompts = new Prompted().with("tone", "{'text':'Be kind to customers of {{company}}.'}");
        measure("mustache, 2 messages, 1 KB, 2 variables", prompts, """
                {'messages':[{'role':'system','content':'WORDS {{company}}'},{'role':'user','content':'{{question}}'}]}
                """.replace("WORDS", words), variables);
        measure("mustache, the same with a list of 3 and an include", prompts, """
                {'messages':[{'role':'system','content':'WORDS {{> tone}} {{#docs}}{{title}}: {{text}}; {{/docs}}'},{'role':'user','content':'{{question}}'}]}
                """.replace("WORDS", words), variables);
        measure("f-string, 2 messages, 1 KB, 2 variables", prompts, """
                {'templateFormat':'f-string','messages':[{'role':'system','content':'WORDS {company}'},{'role':'user','content':'{question}'}]}
                """.replace("WORDS", words), variables);
        measure(
                "jinja2, the same with a list of 3, a condition and filters",
                prompts,
                """
                {'templateFormat':'jinja2','messages':[{'role':'system','content':'WORDS {{ company|upper }} {% for d in docs %}{% if d.title %}{{ loop.index }} {{ d.title }}: {{ d.text }}; {% endif %}{% endfor %}'},
                 {'role':'user','content':'{{ question }}'}]}
                """.replace("WORDS", words),
                variables);
    }

    private static void measure(String what, Prompted prompts, String content, Map<String, JsonNode> variables) {
        var prepared = PreparedPrompt.of(prompts.resolved(content));
        double rendering = nanos(() -> prepared.render(variables).messages().size());
        double all = nanos(() -> PreparedPrompt.of(prompts.resolved(content))
                .render(variables)
                .messages()
                .size());
        System.out.printf(
                Locale.ROOT, "%-60s %8.0f ns rendered, %8.0f ns read, prepared and rendered%n", what, rendering, all);
    }

    private static double nanos(Supplier<Integer> work) {
        var rounds = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            int made = 0;
            for (int i = 0; i < CALLS; i++) {
                made += work.get();
            }
            if (made == 0) {
                throw new IllegalStateException("nothing was rendered");
            }
            rounds[round] = (System.nanoTime() - start) / (double) CALLS;
        }
        Arrays.sort(rounds);
        return rounds[ROUNDS / 2];
    }
}
