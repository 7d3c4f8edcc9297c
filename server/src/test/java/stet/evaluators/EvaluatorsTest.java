package stet.evaluators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import stet.evaluators.types.Families;
import stet.platform.http.Problem;
import stet.platform.json.Json;

class EvaluatorsTest {
    private static final Definition DEFINITION = new Definition(Families.catalogue());
    private static final String CAT = "'output':'the cat is on the mat','expected':'there is a cat on the mat'";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        'type':'rouge-n','measure':'precision' | .8333
        'type':'rouge-n' | .7143
        'type':'rouge-n','measure':'f1' | .7692
        'type':'rouge-n','n':2,'measure':'precision' | .4
        'type':'rouge-n','n':2 | .3333
        'type':'rouge-n','n':2,'measure':'f1' | .3636
        'type':'rouge-l' | .6154
        'type':'gleu' | .3636
        'type':'bleu','n':2 | .4887
        'type':'bleu' | 0
        """)
    void textsAreAsAlikeAsPublishedFormulasSay(String definition, double score) {
        assertThat(scored(definition, CAT).score()).isCloseTo(score, within(.00006));
    }

    @Test
    void editsAreCounted() {
        var kitten = scored("'type':'levenshtein','value':'sitting','most':3", "'output':'kitten'");
        assertThat(kitten.reason()).isEqualTo("3 edits");
        assertThat(kitten.pass()).isTrue();
        assertThat(kitten.score()).isCloseTo(1 - 3.0 / 7, within(1e-12));
        assertThat(scored("'type':'levenshtein','value':'sitting','most':2", "'output':'kitten'")
                        .pass())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"meteor", "chrf", "bleu", "gleu", "rouge-n", "rouge-l", "levenshtein"})
    void sameTextsAreAlikeAndStrangersAreNot(String type) {
        String text = "the quick brown fox jumps over the lazy dog";
        var same = scored("'type':'" + type + "','value':['another one','" + text + "']", "'output':'" + text + "'");
        assertThat(same.pass()).isTrue();
        assertThat(same.score()).isCloseTo(1, within(.01));
        var strange = scored("'type':'" + type + "','value':'" + text + "'", "'output':'zzz qqq 123'");
        assertThat(strange.pass()).isFalse();
        assertThat(strange.score()).isLessThan(.2);
    }

    @Test
    void stemsAreAlikeInMeteorOnly() {
        String output = "'output':'customers asked for refunds quickly','expected':'customer asks for refund quick'";
        assertThat(scored("'type':'meteor'", output).score()).isGreaterThan(.9);
        assertThat(scored("'type':'gleu'", output).score()).isLessThan(.3);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        'type':'equals','value':'Yes' | 'output':'Yes' | true
        'type':'equals','value':'Yes' | 'output':'yes ' | false
        'type':'equals','value':'Yes','ignoreCase':true,'trim':true | 'output':'yes ' | true
        'type':'equals','value':'TITLE','ignoreCase':true | 'output':'title' | true
        'type':'equals','value':{'a':1.0,'b':[2]} | 'output':'{"b":[2],"a":1}' | true
        'type':'equals','value':{'a':1} | 'output':'{"a":2}' | false
        'type':'equals','value':42 | 'output':'42' | true
        'type':'contains' | 'output':'a full refund','expected':'refund' | true
        'type':'contains','value':'Refund' | 'output':'a full refund' | false
        'type':'contains-all','value':['full','refund'] | 'output':'a full refund' | true
        'type':'contains-all','value':['full','apology'] | 'output':'a full refund' | false
        'type':'contains-any','value':['apology','REFUND'],'ignoreCase':true | 'output':'a full refund' | true
        'type':'starts-with','value':'a f' | 'output':'a full refund' | true
        'type':'ends-with','value':'full' | 'output':'a full refund' | false
        'type':'regex','pattern':'INV-[0-9]+' | 'output':'see INV-42' | true
        'type':'regex','pattern':'INV-[0-9]+','whole':true | 'output':'see INV-42' | false
        'type':'is-json' | 'output':' {"a":[1]} ' | true
        'type':'is-json' | 'output':'{"a":1} and more' | false
        'type':'is-json','schema':{'required':['a'],'properties':{'a':{'type':'integer'}}} | 'output':'{"a":"x"}' | false
        'type':'contains-json' | 'output':'Sure: {"a":1}. Done' | true
        'type':'contains-json','schema':{'required':['b']} | 'output':'{"a":1} or {"b":2}' | true
        'type':'contains-json' | 'output':'{no json} here' | false
        'type':'is-xml' | 'output':'<a><b>1</b></a>' | true
        'type':'is-xml','elements':['a.b','a.c'] | 'output':'<a><b>1</b></a>' | false
        'type':'is-xml' | 'output':'<a><b></a>' | false
        'type':'is-xml' | 'output':'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>' | false
        'type':'contains-xml','elements':['order.id'] | 'output':'Here: <order><id>7</id></order> ok' | true
        'type':'is-html' | 'output':'<div><p>Hi</p></div>' | true
        'type':'is-html' | 'output':'Hello <b>you</b>' | false
        'type':'contains-html' | 'output':'Hello <b>you</b>' | true
        'type':'contains-html' | 'output':'1 < 2 and 3 > 2' | false
        'type':'is-sql' | 'output':'SELECT id, total FROM orders WHERE id = 1' | true
        'type':'is-sql' | 'output':'SELEC id FRM orders' | false
        'type':'is-sql','tables':['select::orders'] | 'output':'SELECT id FROM customers' | false
        'type':'is-sql','tables':['select::shop.*'] | 'output':'SELECT id FROM shop.orders' | true
        'type':'is-sql','tables':['select::*'] | 'output':'DELETE FROM orders' | false
        'type':'is-sql','columns':['select::*id'] | 'output':'SELECT id, secret FROM orders' | false
        'type':'contains-sql' | 'output':'Use this: SELECT 1; it is fast' | true
        'type':'numeric','value':10,'tolerance':0.5 | 'output':' 10.4 ' | true
        'type':'numeric','value':10 | 'output':'ten' | false
        'type':'word-count','most':3 | 'output':'one two  three' | true
        'type':'word-count','least':4 | 'output':'one two three' | false
        'type':'latency','most':800 | 'output':'','latencyMs':750 | true
        'type':'cost','most':0.01 | 'output':'','costUsd':0.02 | false
        'type':'finish-reason','value':'stop' | 'output':'','finishReason':'end_turn' | true
        'type':'finish-reason','value':['stop','tool_calls'] | 'output':'','finishReason':'max_tokens' | false
        'type':'perplexity','most':2 | 'output':'','logProbabilities':[-0.5,-0.3] | true
        'type':'perplexity-score' | 'output':'','logProbabilities':[-2,-3] | false
        'type':'refusal' | 'output':'I’m sorry, but I can’t help with that.' | true
        'type':'refusal' | 'output':'Your refund is on its way.' | false
        'type':'refusal' | 'output':'' | true
        'type':'guardrails' | 'output':'','guardrailFlagged':true | false
        'type':'language','value':'de' | 'output':'Wir haben die Rechnung für Sie geprüft und das Geld ist auf dem Weg.' | true
        'type':'language','value':'en' | 'output':'返金は三日以内に行われます。' | false
        'type':'readability','least':80 | 'output':'The cat sat on the mat. It was a fine day.' | true
        'type':'readability','measure':'grade','most':6 | 'output':'Notwithstanding aforementioned contractual obligations, reimbursement eligibility necessitates documentation.' | false
        """)
    void eachJudgesByItsRule(String definition, String subject, boolean pass) {
        var judged = scored(definition, subject);
        assertThat(judged.pass()).as(judged.reason()).isEqualTo(pass);

        var opposite = scored(definition + ",'not':true", subject);
        assertThat(opposite.pass()).isEqualTo(!pass);
        assertThat(opposite.score()).isCloseTo(1 - judged.score(), within(1e-12));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        'type':'valid-tool-call' | true
        'type':'tool-call-f1','value':['look_up','refund'] | true
        'type':'tool-call-f1','value':['look_up'] | false
        'type':'tool-used','name':'look*' | true
        'type':'tool-used','name':'look_up','most':1 | false
        'type':'tool-used','name':'escalate' | false
        'type':'tool-sequence','value':['look_up','refund'] | true
        'type':'tool-sequence','value':['refund','look_up','look_up'] | false
        'type':'tool-sequence','value':['look_up','refund'],'mode':'exact' | false
        'type':'tool-args','name':'refund','arguments':{'amount':20} | true
        'type':'tool-args','name':'refund','arguments':{'amount':20},'mode':'exact' | false
        'type':'tool-args','name':'refund','arguments':{'amount':20},'mode':'exact','defaults':{'currency':'USD'} | true
        'type':'tool-args','name':'refund','arguments':{'amount':20,'note':'x'},'ignore':['note'] | true
        'type':'step-count','kind':'tool','least':2 | true
        'type':'step-count','name':'retrieve*','most':0 | false
        'type':'step-duration','mostMs':100 | false
        'type':'step-duration','mostMs':100,'percentile':50 | true
        'type':'failed-steps' | false
        'type':'failed-steps','mostShare':0.5 | true
        'type':'failed-steps','kind':'retrieval' | true
        'type':'skill-used','name':'refund-*' | true
        """)
    void callsAndStepsAreLookedAt(String definition, boolean pass) {
        var subject = """
            'output':'','tools':[{'name':'look_up','parameters':{'type':'object','required':['id']}},{'name':'refund'}],
            'toolCalls':[{'name':'look_up','arguments':{'id':1}},{'name':'look_up','arguments':{'id':2}},
                         {'name':'refund','arguments':{'amount':20.0,'currency':'USD'}}],
            'steps':[{'name':'look_up','kind':'tool','durationMs':40,'failed':true},{'name':'refund','kind':'tool','durationMs':90},
                     {'name':'retrieve policy','kind':'retrieval','durationMs':300}],
            'skills':['refund-policy']\
            """;
        var judged = scored(definition, subject);
        assertThat(judged.pass()).as(judged.reason()).isEqualTo(pass);
    }

    @Test
    void callsThatDoNotFitTheirDeclarationAreNamed() {
        var judged = scored("'type':'valid-tool-call'", """
            'tools':[{'name':'look_up','parameters':{'type':'object','required':['id'],'properties':{'id':{'type':'integer'}}}}],
            'toolCalls':[{'name':'look_up','arguments':{'id':'seven'}},{'name':'drop_all'}]\
            """);
        assertThat(judged.pass()).isFalse();
        assertThat(judged.evidence()).hasSize(2);
        assertThat(judged.evidence().getFirst()).contains("'look_up'", "/id");
        assertThat(judged.evidence().getLast()).isEqualTo("'drop_all' was not declared");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        'type':'contains','value':'x' | there is no output
        'type':'contains' | expects nothing
        'type':'cost','most':1 | 'costUsd' is not known
        'type':'latency','most':1 | 'latencyMs' is not known
        'type':'finish-reason','value':'stop' | 'finishReason' is not known
        'type':'perplexity','most':2 | 'logProbabilities' are not known
        'type':'guardrails' | 'guardrailFlagged' is not known
        'type':'valid-tool-call' | 'tools' are not known
        'type':'failed-steps' | 'steps' are not known
        """)
    void whoCannotTellSaysSoAlsoWhenTheOppositeIsWanted(String definition, String why) {
        for (String not : new String[] {"", ",'not':true"}) {
            assertThat(judged(definition + not, "'skills':[]"))
                    .isInstanceOfSatisfying(
                            Judgement.Failed.class,
                            it -> assertThat(it.reason()).contains(why));
        }
        var group = judged("'type':'group','of':[{" + definition + "},{'type':'refusal'}]", "'skills':[]");
        assertThat(group).isInstanceOf(Judgement.Failed.class);
    }

    @Test
    void aGroupIsTheWeightedMeanOfItsParts() {
        String parts =
                "'of':[{'type':'contains','value':'a','weight':3},{'type':'contains','value':'b','description':'missing'},"
                        + "{'type':'cost','most':1,'weight':0}]";
        var every = scored("'type':'group'," + parts, "'output':'a'");
        assertThat(every.score()).isCloseTo(.75, within(1e-12));
        assertThat(every.pass()).isFalse();
        assertThat(every.parts()).hasSize(3);
        assertThat(every.parts().getLast()).isInstanceOf(Judgement.Failed.class);
        assertThat(scored("'type':'group','threshold':0.7," + parts, "'output':'a'")
                        .pass())
                .isTrue();
        assertThat(scored("'type':'group','threshold':0.7,'not':true," + parts, "'output':'a'")
                        .pass())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        'type':'contians' | type | there is no evaluator 'contians'; there are: equals, contains
        'value':'x' | type | is missing
        'type':'contains','valeu':'x' | valeu | there is no such field; there are: type, not
        'type':'contains','value':7 | value | is no text
        'type':'contains','value':'x','threshold':2 | threshold | from 0 to 1
        'type':'contains','value':'x','weight':-1 | weight | from 0 to
        'type':'contains','value':'x','not':'yes' | not | is no true or false
        'type':'contains-all','value':[] | value | is empty
        'type':'regex' | pattern | is missing
        'type':'regex','pattern':'(?<=a)b' | pattern | RE2
        'type':'word-count' | most | is missing
        'type':'word-count','least':5,'most':2 | least | more than 'most'
        'type':'is-json','schema':{'type':'strng'} | schema | no valid JSON Schema
        'type':'is-json','schema':{'pattern':'(?=x)'} | schema | RE2
        'type':'is-sql','dialect':'klingon' | dialect | is none of
        'type':'rouge-n','n':0 | n | 1 to 9
        'type':'step-duration','mostMs':1,'percentile':0 | percentile | above 0
        'type':'group','of':[] | of | is empty
        'type':'group','of':[{'type':'refusal','weight':0}] | of | at least one must count
        'type':'group','of':[{'type':'refusal'},{'type':'regex'}] | of[1].pattern | is missing
        """)
    void aDefinitionThatIsWrongIsRefusedWithItsPlace(String definition, String field, String why) {
        assertThatThrownBy(() -> evaluator(definition)).isInstanceOfSatisfying(Problem.Invalid.class, it -> {
            assertThat(it.errors().getFirst().field()).isEqualTo(field);
            assertThat(it.errors().getFirst().detail()).contains(why);
        });
    }

    @Test
    void groupsAreNotNestedWithoutEnd() {
        String deep = "{'type':'refusal'}";
        for (int i = 0; i <= Definition.DEEPEST; i++) {
            deep = "{'type':'group','of':[" + deep + "]}";
        }
        String tooDeep = deep.substring(1, deep.length() - 1);

        assertThatThrownBy(() -> evaluator(tooDeep))
                .isInstanceOf(Problem.Invalid.class)
                .hasMessageContaining("at most 5 deep");
    }

    @Test
    void hostileOutputsAreJudgedInLittleTime() {
        String brackets = "[".repeat(200_000) + "{".repeat(200_000);
        String tags = "<a ".repeat(100_000) + "<b>".repeat(100_000);
        String letters = "a".repeat(500_000);
        for (String output : new String[] {brackets, tags, letters}) {
            var subject = Subject.of(output);
            for (String definition : new String[] {
                "'type':'contains-json'",
                "'type':'is-json'",
                "'type':'is-xml'",
                "'type':'contains-xml'",
                "'type':'is-html'",
                "'type':'contains-html'",
                "'type':'regex','pattern':'(a*)*b'",
                "'type':'is-json','schema':{'pattern':'^(a+)+$'}",
                "'type':'refusal'"
            }) {
                assertThat(evaluator(definition).judge(subject)).as(definition).isNotNull();
            }
            assertThat(evaluator("'type':'levenshtein','value':'x'").judge(subject))
                    .isInstanceOf(Judgement.Failed.class);
            assertThat(evaluator("'type':'contains-sql'").judge(subject)).isNotNull();
        }
        var nested = Subject.of("SELECT " + "(".repeat(5_000) + "1" + ")".repeat(5_000));
        assertThat(evaluator("'type':'is-sql'").judge(nested))
                .isNotEqualTo(new Judgement.Scored(1, true, null, "", List.of(), null, List.of()));
    }

    @Test
    void everyTypeSaysWhatItIs() {
        var names =
                Families.catalogue().types().stream().map(EvaluatorType::name).toList();
        assertThat(names).doesNotHaveDuplicates().hasSizeGreaterThan(35);
        assertThat(Families.catalogue().types()).allSatisfy(it -> {
            assertThat(it.name()).matches("[a-z][a-z0-9-]*").isEqualTo(it.name().toLowerCase(Locale.ROOT));
            assertThat(it.summary()).endsWith(".");
            assertThat(it.threshold()).isBetween(0.0, 1.0);
        });
    }

    private static Judgement.Scored scored(String definition, String subject) {
        return (Judgement.Scored) judged(definition, subject);
    }

    private static Judgement judged(String definition, String subject) {
        return evaluator(definition)
                .judge(Json.MAPPER
                        .readValue(json(subject), EvaluatorRoutes.TriedSubject.class)
                        .subject(0));
    }

    private static Evaluator evaluator(String definition) {
        return DEFINITION.read(Json.MAPPER.readTree(json(definition)));
    }

    /** Quotes that are single stand for double ones, those that are double for escaped ones. */
    private static String json(String members) {
        return "{" + members.replace("\"", "\\\"").replace('\'', '"') + "}";
    }
}
