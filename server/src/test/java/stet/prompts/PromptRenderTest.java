package stet.prompts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;
import stet.models.Message;
import stet.models.Part;
import stet.models.Part.Media;
import stet.models.Part.Modality;
import stet.models.Part.ToolCall;
import stet.models.Part.ToolResult;
import stet.models.wire.ModelRequest.ToolChoice;
import stet.platform.http.Problem;
import stet.platform.http.Problem.FieldError;

class PromptRenderTest {
    private final Prompted prompts = new Prompted();

    @Test
    void aChatIsRenderedMessageByMessage() {
        var rendered = prompts.rendered("""
                {'type':'chat','messages':[
                  {'role':'system','content':'You answer for {{company}}.'},
                  {'placeholder':'history'},
                  {'role':'user','name':'ada','content':[{'type':'text','text':'{{question}}'},{'type':'image','url':'https://x.example/{{id}}.png'}]}]}
                """, """
                {'company':'Acme','question':'Refund?','id':7,
                 'history':[{'role':'user','content':'Hi {{company}}'},{'role':'assistant','parts':[{'type':'text','text':'Hello'}]}]}
                """);

        assertThat(rendered.messages())
                .containsExactly(
                        Message.of("system", new Part.Text("You answer for Acme.")),
                        Message.of("user", new Part.Text("Hi {{company}}")),
                        Message.of("assistant", new Part.Text("Hello")),
                        new Message(
                                "user",
                                List.of(
                                        new Part.Text("Refund?"),
                                        new Media(Modality.IMAGE, null, "https://x.example/7.png", null, null)),
                                "ada",
                                null));
        assertThat(rendered.warnings()).isEmpty();
        assertThat(rendered.text()).isNull();
    }

    @Test
    void aTextIsRenderedAsItselfAndAsTheUsersMessage() {
        var rendered = prompts.rendered(
                "{'type':'text','templateFormat':'jinja2','text':'{% for x in xs %}{{ x }};{% endfor %}'}",
                "{'xs':[1,2]}");

        assertThat(rendered.text()).isEqualTo("1;2;");
        assertThat(rendered.messages()).containsExactly(Message.of("user", new Part.Text("1;2;")));
    }

    @Test
    void everythingThatIsMissingOrOfAWrongTypeIsNamedAtOnce() {
        assertThatThrownBy(() -> prompts.rendered("""
                        {'messages':[{'role':'user','content':'{{a}} {{user.name}} {{n}}'},{'placeholder':'history'}],
                         'variables':{'n':{'type':'number'}}}
                        """, "{'user':{},'n':'seven'}"))
                .isInstanceOfSatisfying(
                        Problem.Invalid.class,
                        problem -> assertThat(problem.errors())
                                .containsExactlyInAnyOrder(
                                        new FieldError("variables.a", "is missing"),
                                        new FieldError("variables.history", "is missing"),
                                        new FieldError("variables.user.name", "is missing"),
                                        new FieldError("variables.n", "is of the type string, not number")))
                .hasMessage(
                        "variables are missing: a, history, user.name; variables.n is of the type string, not number");
    }

    @Test
    void aPromptMayWarnOfWhatIsMissing() {
        var rendered = prompts.rendered("{'text':'Hi {{name}}!','missingVariables':'warn'}", "{'nmae':'Ada'}");

        assertThat(rendered.text()).isEqualTo("Hi !");
        assertThat(rendered.warnings())
                .containsExactly(
                        "the variable 'name' is missing; nothing stands in its place",
                        "the variable 'nmae' is given, but the prompt does not use it");
    }

    @Test
    void defaultsStandForWhatIsNotGivenAndWhatIsOptionalMayBeMissing() {
        String content = """
                {'text':'{{tone}} {{#note}}({{note}}){{/note}}{{plan}}',
                 'variables':{'tone':{'default':'kind'},'note':{'required':false},'plan':{'type':'string','required':false}}}
                """;

        assertThat(prompts.rendered(content, "{}").text()).isEqualTo("kind ");
        assertThat(prompts.rendered(content, "{'tone':'dry','note':'n'}").text())
                .isEqualTo("dry (n)");
    }

    @Test
    void mediaComeFromTheWebOrFromTheAddressItselfAndNeverFromAFile() {
        String content = "{'messages':[{'role':'user','content':[{'type':'image','variable':'photo'}]}]}";

        assertThat(prompts.rendered(content, "{'photo':{'url':'data:image/png;base64,AAAA','mediaType':'image/png'}}")
                        .messages()
                        .getFirst()
                        .parts())
                .containsExactly(new Media(Modality.IMAGE, "image/png", "data:image/png;base64,AAAA", null, null));
        for (var address : new String[] {"file:///etc/passwd", "/etc/passwd", "jar:file:x", ""}) {
            assertThatThrownBy(() -> prompts.rendered(content, "{'photo':'" + address + "'}"))
                    .isInstanceOf(Problem.Invalid.class)
                    .hasMessageContaining("variables.photo");
        }
    }

    @Test
    void examplesAreShownAsQuestionsAndAnswers() {
        var rendered = prompts.rendered("""
                {'messages':[{'role':'system','content':'Classify.'},{'placeholder':'examples'},{'role':'user','content':'Q: {{q}}'}],
                 'examples':[{'variables':{'q':'Where is my money?'},'output':'refund'},{'variables':{'q':'Hi'},'output':{'kind':'other'}}]}
                """, "{'q':'Pay me back'}");

        assertThat(rendered.messages())
                .extracting(Message::role, Message::text)
                .containsExactly(
                        tuple("system", "Classify."),
                        tuple("user", "Q: Where is my money?"),
                        tuple("assistant", "refund"),
                        tuple("user", "Q: Hi"),
                        tuple("assistant", "{\"kind\":\"other\"}"),
                        tuple("user", "Q: Pay me back"));
    }

    @Test
    void toolsResponseAndModelComeWithIt() {
        prompts.withTool(
                "lookup@3", "{'name':'lookup','parameters':{'type':'object','properties':{'id':{'type':'string'}}}}");

        var rendered = prompts.rendered("""
                {'messages':[{'role':'assistant','toolCalls':[{'id':'c1','name':'lookup','arguments':{'id':'7'}}]},
                             {'role':'tool','toolCallId':'c1','content':'paid {{when}}'}],
                 'tools':[{'ref':'lookup@3'},{'name':'refund','description':'Pays back'}],'toolChoice':{'name':'refund'},
                 'response':{'schema':{'type':'object'}},
                 'model':{'provider':'openai','name':'gpt-5','parameters':{'temperature':0.2}},'fallbacks':[{'name':'claude-x'}]}
                """, "{'when':'today'}");

        assertThat(rendered.messages())
                .containsExactly(
                        Message.of("assistant", new ToolCall("c1", "lookup", Prompted.json("{'id':'7'}"))),
                        Message.of("tool", new ToolResult("c1", null, Prompted.json("'paid today'"))));
        assertThat(rendered.tools()).extracting(it -> it.name()).containsExactly("lookup", "refund");
        assertThat(rendered.toolChoice()).isEqualTo(new ToolChoice.Named("refund"));
        assertThat(rendered.model())
                .isNotNull()
                .satisfies(it -> assertThat(it.name()).isEqualTo("gpt-5"));
        assertThat(rendered.fallbacks()).hasSize(1);
    }

    @Test
    void whatGoesWrongWhileRenderingIsSaidWithItsField() {
        assertThatThrownBy(() -> prompts.rendered(
                        "{'templateFormat':'jinja2','messages':[{'role':'user','content':'a\\n{{ n / 0 }}'}]}",
                        "{'n':1}"))
                .isInstanceOf(Problem.Invalid.class)
                .hasMessage("messages[0].content: line 2, column 6: a number cannot be divided by 0");
    }
}
