package rec;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.client.advisor.MessageChatMemoryAdvisor;
import org.springframework.ai.chat.memory.*;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.boot.*;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import io.micrometer.observation.*;
@SpringBootApplication
public class SpringAi {
    public static void main(String[] a) { System.exit(SpringApplication.exit(SpringApplication.run(SpringAi.class, a))); }
    static class Tools { @Tool(name = "find_invoice", description = "Finds an invoice") public String find(String number, int copies) { return "{\"paid\":\"3 March\"}"; } }
    @Bean CommandLineRunner run(ChatClient.Builder builder, ObservationRegistry registry) { return args -> {
        var memory = MessageWindowChatMemory.builder().build();
        var client = builder.defaultSystem("You answer billing questions.").build();
        Observation.createNotStarted("answer", registry).observe(() -> {
            System.out.println(client.prompt().user("Was invoice INV-7 paid?").tools(new Tools()).advisors(MessageChatMemoryAdvisor.builder(memory).build()).advisors(s -> s.param(ChatMemory.CONVERSATION_ID, "conv-42")).call().content());
            System.out.println(client.prompt().user("Was invoice INV-7 paid?").stream().content().collectList().block());
            try { client.prompt().user("x").options(org.springframework.ai.openai.OpenAiChatOptions.builder().model("no-such-model")).call().content(); } catch (RuntimeException e) { System.out.println("as meant: " + e.getMessage()); }
        });
    }; }
}
