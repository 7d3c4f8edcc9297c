package stet.prompts.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stet.platform.http.Problem;
import stet.platform.json.Json;
import tools.jackson.databind.JsonNode;

class PromptContentTest {
    private static JsonNode json(String text) {
        return Json.MAPPER.readTree(text.replace('\'', '"'));
    }

    @Test
    void whatIsReadIsWrittenAgain() {
        var content = json("""
                {'type':'chat','templateFormat':'jinja2','messages':[
                  {'role':'system','content':'a'},{'placeholder':'history'},{'include':'x/y@2'},
                  {'role':'user','name':'ada','content':[{'type':'text','text':'b'},{'type':'document','variable':'d','mediaType':'application/pdf'}]},
                  {'role':'assistant','toolCalls':[{'id':'1','name':'t','arguments':{'a':1}}]},
                  {'role':'tool','content':'r','toolCallId':'1'}],
                 'variables':{'d':{'type':'any','required':true},'n':{'type':'number','default':1,'example':2,'description':'n'}},
                 'missingVariables':'warn','examples':[{'name':'e','variables':{'n':3},'output':'o'}],
                 'tools':[{'ref':'t@3'},{'name':'u','description':'d','parameters':{'type':'object'}}],'toolChoice':'required',
                 'response':{'name':'answer','strict':true,'schema':{'type':'object'}},
                 'model':{'provider':'p','name':'m','parameters':{'temperature':1}},'fallbacks':[{'name':'n'}],'metadata':{'k':[1]}}
                """);

        assertThat(PromptContent.read(content).toJson()).isEqualTo(content);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            [] | content | an object
            {} | messages | at least one message
            {'type':'poem','text':''} | type | neither chat nor text
            {'text':1} | text | a text is expected
            {'type':'text'} | text | is missing
            {'text':'','wibble':1} | wibble | no such field
            {'text':'','templateFormat':'erb'} | templateFormat | none of mustache
            {'text':'','missingVariables':'ignore'} | missingVariables | neither error nor warn
            {'messages':[{'role':'king','content':''}]} | messages[0].role | none of system
            {'messages':[{'role':'user'}]} | messages[0].content | is missing
            {'messages':[{'role':'tool','content':'x'}]} | messages[0].toolCallId | which call
            {'messages':[{'role':'user','content':[{'type':'hologram'}]}]} | messages[0].content[0].type | none of text
            {'messages':[{'role':'user','content':[{'type':'image'}]}]} | messages[0].content[0] | either 'url' or 'variable'
            {'messages':[{'placeholder':'two words'}]} | messages[0].placeholder | no name
            {'text':'','variables':{'a b':{}}} | variables.a b | no name
            {'text':'','variables':{'a':{'type':'date'}}} | variables.a.type | none of string
            {'text':'','variables':{'a':{'type':'number','default':'x'}}} | variables.a.default | not of the type number
            {'text':'','tools':[{'name':'a b'}]} | tools[0].name | no name of a function
            {'text':'','tools':[{'name':'a','parameters':{'type':'wibble'}}]} | tools[0].parameters | no valid JSON Schema
            {'text':'','tools':[{'name':'a','parameters':{'type':'string'}}]} | tools[0].parameters | are an object
            {'text':'','response':{'schema':{'properties':{'a':{'minLength':-1}}}}} | response.schema | no valid JSON Schema
            {'text':'','response':{}} | response.schema | is missing
            {'text':'','model':{}} | model.name | is missing
            {'text':'','toolChoice':'maybe'} | toolChoice | none of auto
            {'text':'','metadata':'x'} | metadata | an object
            """)
    void whatIsWrongIsNamedByItsField(String content, String field, String words) {
        assertThatThrownBy(() -> PromptContent.read(json(content)))
                .isInstanceOfSatisfying(
                        Problem.Invalid.class,
                        problem -> assertThat(problem.errors()).anySatisfy(error -> {
                            assertThat(error.field()).isEqualTo(field);
                            assertThat(error.detail()).contains(words);
                        }));
    }

    @Test
    void aSchemaThatRefersElsewhereIsNotFollowed() {
        var content = json("{'text':'','response':{'schema':{'$ref':'http://127.0.0.1:1/x.json'}}}");

        assertThat(PromptContent.read(content).settings().response()).isNotNull();
    }
}
