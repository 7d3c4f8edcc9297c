package stet.models.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import stet.models.Endpoint;
import stet.models.Message;
import stet.models.Part;
import stet.models.Part.Media;
import stet.models.Part.Modality;
import stet.models.Part.Reasoning;
import stet.models.Part.Text;
import stet.models.Part.ToolCall;
import stet.models.Part.ToolResult;
import stet.models.wire.ModelRequest.ResponseSchema;
import stet.models.wire.ModelRequest.Tool;
import stet.models.wire.ModelRequest.ToolChoice;
import stet.platform.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class ModelRequestTest {
    private static final ModelRequest REQUEST = new ModelRequest(
            "m",
            List.of(
                    Message.of("system", new Text("Be kind.")),
                    Message.of("user", new Text("What is this?"), image("data:image/png;base64,AAAA")),
                    Message.of(
                            "assistant",
                            new Reasoning("hm"),
                            new Text("I look."),
                            new ToolCall("c1", "look", json("{'at':1}"))),
                    Message.of("tool", new ToolResult("c1", null, json("{'is':'cat'}"))),
                    Message.of("user", new Text("Sure?"))),
            List.of(new Tool("look", "Looks", json("{'type':'object','properties':{}}"))),
            new ToolChoice.Named("look"),
            new ResponseSchema("answer", json("{'type':'object'}"), true),
            (ObjectNode) json("{'temperature':0.5,'max_tokens':9,'stop':'.','model':'other','messages':[]}"));

    @Test
    void asChatCompletionsTakeIt() {
        assertThat(REQUEST.body(Endpoint.CHAT_COMPLETIONS)).isEqualTo(json("""
                {'model':'m','messages':[
                  {'role':'system','content':'Be kind.'},
                  {'role':'user','content':[{'type':'text','text':'What is this?'},{'type':'image_url','image_url':{'url':'data:image/png;base64,AAAA'}}]},
                  {'role':'assistant','content':'I look.','tool_calls':[{'id':'c1','type':'function','function':{'name':'look','arguments':'{\\'at\\':1}'}}]},
                  {'role':'tool','tool_call_id':'c1','content':'{\\'is\\':\\'cat\\'}'},
                  {'role':'user','content':'Sure?'}],
                 'tools':[{'type':'function','function':{'name':'look','description':'Looks','parameters':{'type':'object','properties':{}}}}],
                 'tool_choice':{'type':'function','function':{'name':'look'}},
                 'response_format':{'type':'json_schema','json_schema':{'name':'answer','strict':true,'schema':{'type':'object'}}},
                 'temperature':0.5,'max_tokens':9,'stop':'.'}
                """));
    }

    @Test
    void asResponsesTakeIt() {
        assertThat(REQUEST.body(Endpoint.RESPONSES)).isEqualTo(json("""
                {'model':'m','input':[
                  {'type':'message','role':'system','content':[{'type':'input_text','text':'Be kind.'}]},
                  {'type':'message','role':'user','content':[{'type':'input_text','text':'What is this?'},{'type':'input_image','image_url':'data:image/png;base64,AAAA'}]},
                  {'type':'message','role':'assistant','content':[{'type':'output_text','text':'I look.'}]},
                  {'type':'function_call','call_id':'c1','name':'look','arguments':'{\\'at\\':1}'},
                  {'type':'function_call_output','call_id':'c1','output':'{\\'is\\':\\'cat\\'}'},
                  {'type':'message','role':'user','content':[{'type':'input_text','text':'Sure?'}]}],
                 'tools':[{'name':'look','description':'Looks','parameters':{'type':'object','properties':{}},'type':'function'}],
                 'tool_choice':{'type':'function','name':'look'},
                 'temperature':0.5,'max_output_tokens':9,'stop':'.',
                 'text':{'format':{'type':'json_schema','name':'answer','strict':true,'schema':{'type':'object'}}}}
                """));
    }

    @Test
    void asMessagesTakeIt() {
        assertThat(REQUEST.body(Endpoint.MESSAGES)).isEqualTo(json("""
                {'model':'m','temperature':0.5,'max_tokens':9,'stop_sequences':['.'],'system':'Be kind.','messages':[
                  {'role':'user','content':[{'type':'text','text':'What is this?'},{'type':'image','source':{'type':'base64','media_type':'image/png','data':'AAAA'}}]},
                  {'role':'assistant','content':[{'type':'text','text':'I look.'},{'type':'tool_use','id':'c1','name':'look','input':{'at':1}}]},
                  {'role':'user','content':[{'type':'tool_result','tool_use_id':'c1','content':'{\\'is\\':\\'cat\\'}'},{'type':'text','text':'Sure?'}]}],
                 'tools':[{'name':'look','description':'Looks','input_schema':{'type':'object','properties':{}}}],
                 'tool_choice':{'type':'tool','name':'look'},
                 'output_config':{'format':{'type':'json_schema','schema':{'type':'object'}}}}
                """));
    }

    @Test
    void whatAProviderWouldRefuseIsLeftOut() {
        var request = new ModelRequest(
                "m",
                List.of(Message.of("user", new Text("Hi"))),
                List.of(),
                new ToolChoice.Required(),
                null,
                (ObjectNode) json("{'seed':1,'frequency_penalty':0,'reasoning_effort':'low'}"));

        assertThat(request.body(Endpoint.MESSAGES)).isEqualTo(json("""
                        {'model':'m','max_tokens':4096,'messages':[{'role':'user','content':[{'type':'text','text':'Hi'}]}]}
                        """));
        assertThat(request.body(Endpoint.CHAT_COMPLETIONS).has("tool_choice")).isFalse();
        assertThat(request.body(Endpoint.RESPONSES)
                        .path("reasoning")
                        .path("effort")
                        .asString())
                .isEqualTo("low");
    }

    @Test
    void whatIsMadeIsReadAgainAsItWas() {
        for (var endpoint : List.of(Endpoint.CHAT_COMPLETIONS, Endpoint.RESPONSES, Endpoint.MESSAGES)) {
            var read = RequestFacts.read(endpoint, Json.MAPPER.writeValueAsBytes(REQUEST.body(endpoint)));

            assertThat(read.model()).isEqualTo("m");
            assertThat(read.input().getFirst()).isEqualTo(REQUEST.messages().getFirst());
            assertThat(read.input().stream().flatMap(it -> it.parts().stream()).filter(ToolCall.class::isInstance))
                    .containsExactly(new ToolCall("c1", "look", json("{'at':1}")));
        }
    }

    private static Part image(String url) {
        return new Media(Modality.IMAGE, null, url, null, null);
    }

    private static JsonNode json(String text) {
        return Json.MAPPER.readTree(text.replace('\'', '"'));
    }
}
