package stet.prompts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import org.junit.jupiter.api.Test;
import stet.models.Message;
import stet.platform.http.Problem;
import stet.prompts.ResolvedPrompt.Pinned;

class CompositionTest {
    private final Prompted prompts = new Prompted();

    @Test
    void promptsIncludeEachOtherInWhateverLanguage() {
        prompts.with("shared/tone@production", "{'text':'Be {{how}}.'}")
                .with(
                        "rules",
                        "{'templateFormat':'jinja2','text':'{% include \\'shared/tone@production\\' %} {{ n + 1 }} rules.'}"
                                .replace("\\'", "\\\""))
                .with("old", "{'templateFormat':'f-string','text':'{> rules} {q}'}");

        var rendered = prompts.rendered("{'text':'{{> old}}!'}", "{'how':'kind','n':2,'q':'Ok?'}");

        assertThat(rendered.text()).isEqualTo("Be kind. 3 rules. Ok?!");
    }

    @Test
    void aChatTakesInMessagesOfAnotherOne() {
        prompts.with("base", "{'messages':[{'role':'system','content':'For {{company}}.'},{'placeholder':'history'}]}")
                .with("note", "{'text':'Note: {{note}}'}");

        var rendered = prompts.rendered(
                "{'messages':[{'include':'base'},{'include':'note'},{'role':'user','content':'{{q}}'}]}",
                "{'company':'Acme','note':'n','q':'?','history':[{'role':'user','content':'Hi'}]}");

        assertThat(rendered.messages())
                .extracting(Message::role, Message::text)
                .containsExactly(
                        tuple("system", "For Acme."),
                        tuple("user", "Hi"),
                        tuple("system", "Note: n"),
                        tuple("user", "?"));
    }

    @Test
    void whatIsTakenInIsPinnedByNumberAndDigest() {
        prompts.with("a", "{'text':'{{> b@2}} {{> c}}'}")
                .with("b@2", "{'text':'{{> c}}'}")
                .with("c", "{'text':'c'}")
                .withTool("lookup", "{'name':'lookup'}");

        var resolved = prompts.resolved("{'text':'{{> a}}','tools':[{'ref':'lookup'}]}");

        assertThat(resolved.pinned())
                .containsExactlyInAnyOrder(
                        new Pinned("prompt", "a", 1, "sha256:a"),
                        new Pinned("prompt", "b", 2, "sha256:b"),
                        new Pinned("prompt", "c", 3, "sha256:c"),
                        new Pinned("tool", "lookup", 1, "sha256:lookup"));
    }

    @Test
    void theVariablesOfWhatIsIncludedAreNeededUnlessTheyAreGivenThere() {
        prompts.with("line", "{'text':'{{n}} of {{total}}'}")
                .with("each", "{'templateFormat':'jinja2','text':'{{ item }}/{{ all }}'}");

        assertThatThrownBy(() -> prompts.rendered("{'text':'{{> line}}'}", "{}"))
                .hasMessage("variables are missing: n, total");
        assertThat(prompts.rendered("{'text':'{{#xs}}{{> line}};{{/xs}}'}", "{'xs':[{'n':1},{'n':2}],'total':2}")
                        .text())
                .isEqualTo("1 of 2;2 of 2;");
        assertThatThrownBy(() -> prompts.rendered(
                        "{'templateFormat':'jinja2','text':'{% for item in xs %}{% include \\\"each\\\" %}{% endfor %}'}",
                        "{'xs':[1]}"))
                .hasMessage("the variable is missing: all");
    }

    @Test
    void aCircleIsRefusedWithItsPath() {
        prompts.with("a", "{'text':'{{> b@production}}'}")
                .with("b@production", "{'text':'{{> main@2}}'}")
                .with("main@2", "{'text':'x'}");

        assertThatThrownBy(() -> prompts.resolved("{'text':'{{> a}}'}"))
                .isInstanceOf(Problem.Invalid.class)
                .hasMessage("text: in 'b', the include goes in a circle: main → a → b → main");
    }

    @Test
    void everythingThatIsMissingIsNamed() {
        prompts.with("a", "{'text':'{{> gone@3}}'}").with("chat", "{'messages':[{'role':'user','content':'x'}]}");

        assertThatThrownBy(
                        () -> prompts.resolved(
                                "{'messages':[{'role':'user','content':'{{> a}} {{> chat}}'},{'include':'nowhere'}],'tools':[{'ref':'t@1'}]}"))
                .isInstanceOfSatisfying(
                        Problem.Invalid.class,
                        problem -> assertThat(problem.errors())
                                .extracting(it -> it.field() + ": " + it.detail())
                                .containsExactlyInAnyOrder(
                                        "text: in 'a', there is no prompt 'gone' at '3'",
                                        "messages[0].content: 'chat' is a chat, which has no place inside a text: include it among the messages",
                                        "messages[1].include: there is no prompt 'nowhere'",
                                        "tools: there is no tool 't@1'"));
    }

    @Test
    void includesAreTenDeepAtMost() {
        prompts.with("p10", "{'text':'end'}");
        for (int i = 9; i >= 0; i--) {
            prompts.with("p" + i, "{'text':'{{> p" + (i + 1) + "}}'}");
        }

        assertThat(prompts.rendered("{'text':'{{> p1}}'}", "{}").text()).isEqualTo("end");
        assertThatThrownBy(() -> prompts.resolved("{'text':'{{> p0}}'}")).hasMessageContaining("more than 10 deep");
        assertThatThrownBy(() -> prompts.resolved("{'text':'{{> p1}}{{> p0}}'}"))
                .hasMessageContaining("more than 10 deep");
    }

    @Test
    void aBrokenPartIsNamed() {
        prompts.with("a", "{'text':'{{#x}}'}");

        assertThatThrownBy(() -> prompts.resolved("{'text':'{{> a}}'}"))
                .hasMessageContaining("the included prompt 'a' version 1 cannot be used: text: line 1, column 1");
    }
}
