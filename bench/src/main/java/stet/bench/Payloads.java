package stet.bench;

/** What is sent and answered: a chat of about 1.2 KB, its reply of about 1 KB, and a reply in 50 events. */
final class Payloads {
    static final int EVENTS = 50;

    private static final String ID = "chatcmpl-Bq7Yd0sT3kQnVfXzE2mWcR9uLhJ5a";
    private static final String FINGERPRINT = "fp_7c1e0d5b2a";

    private Payloads() {}

    /** A chat completion request as a support bot would send it. */
    static String request(String model, boolean stream) {
        return """
                {"model":"%s","temperature":0.2,"max_completion_tokens":400,%s"messages":[\
                {"role":"system","content":"You answer billing questions of customers of a telephone company. Be brief and \
                friendly, name amounts with their currency, and never promise a refund: say that a colleague looks at it. When \
                an invoice is not in the context, ask for its number."},\
                {"role":"user","content":"Hello, my invoice for October is 18.40 EUR higher than the one before. I changed nothing \
                about my plan. Can you tell me why?"},\
                {"role":"assistant","content":"I am happy to look into that. Could you give me the number of the invoice? You find \
                it at the top right of the first page, it begins with INV."},\
                {"role":"user","content":"It is INV-2026-10-004711. I also see a line \\"Roaming zone 2\\" that I do not understand, \
                because I was at home all month. Context of the invoice: base plan 29.90 EUR, roaming zone 2 17.20 EUR (43 minutes on \
                9 and 10 October, network operator unknown), paper invoice 1.20 EUR, discount 0.00 EUR, due on 14 November, paid by \
                direct debit, previous invoice 29.90 EUR."}],\
                "user":"customer-20817","metadata":{"channel":"web","locale":"en-IE"}}""".formatted(model, stream ? "\"stream\":true,\"stream_options\":{\"include_usage\":true}," : "");
    }

    static String reply() {
        return """
                {"id":"%s","object":"chat.completion","created":1795430400,"model":"bench-model-2026-10-01","choices":[{"index":0,\
                "message":{"role":"assistant","content":"Thank you. The difference has two reasons: 17.20 EUR were charged for 43 \
                minutes in roaming zone 2 on 9 and 10 October, and 1.20 EUR for the paper invoice, which is new. Together that is \
                18.40 EUR. As you say that you were at home, the roaming entry needs a closer look: phones close to a border or to \
                the coast sometimes log in to a foreign network. I have passed your invoice to a colleague, who will check the \
                entry and write to you within two working days. If you do not need a paper invoice, you can switch to e-mail in \
                your account under Invoices.","refusal":null,"annotations":[]},"logprobs":null,"finish_reason":"stop"}],\
                "usage":{"prompt_tokens":287,"completion_tokens":138,"total_tokens":425,"prompt_tokens_details":{"cached_tokens":0,\
                "audio_tokens":0},"completion_tokens_details":{"reasoning_tokens":0,"audio_tokens":0}},"service_tier":"default",\
                "system_fingerprint":"%s"}""".formatted(ID, FINGERPRINT);
    }

    /** The event at {@code index}; the last two carry the finish reason and the usage. */
    static String event(int index) {
        String choices = index == EVENTS - 1
                ? "\"choices\":[],\"usage\":{\"prompt_tokens\":287,\"completion_tokens\":48,\"total_tokens\":335}"
                : "\"choices\":[{\"index\":0,\"delta\":{%s},\"logprobs\":null,\"finish_reason\":%s}],\"usage\":null"
                        .formatted(
                                index == 0
                                        ? "\"role\":\"assistant\",\"content\":\"\",\"refusal\":null"
                                        : index == EVENTS - 2 ? "" : "\"content\":\" token" + index + "\"",
                                index == EVENTS - 2 ? "\"stop\"" : "null");
        return "data: {\"id\":\"%s\",\"object\":\"chat.completion.chunk\",\"created\":1795430400,\"model\":\"bench-model-2026-10-01\",\"service_tier\":\"default\",\"system_fingerprint\":\"%s\",%s}\n\n"
                .formatted(ID, FINGERPRINT, choices);
    }
}
