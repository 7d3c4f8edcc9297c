package stet.demo;

import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stet.models.simulated.Scenario;
import stet.platform.Threads;
import stet.platform.config.StartProblem;

/** Plays the billing bot's customers against a running server until it is closed. */
public final class Demo implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Demo.class);
    private static final int CUSTOMERS_AT_ONCE = 3;
    private static final int CUSTOMERS = 60;

    private final ExecutorService threads = Threads.virtual("demo");
    private final DemoWire wire;
    private final InstantSource clock;
    private final List<Scenario.Conversation> conversations;

    private Demo(DemoWire wire, List<Scenario.Conversation> conversations, InstantSource clock) {
        this.wire = wire;
        this.conversations = conversations;
        this.clock = clock;
    }

    /**
     * Starts to play.
     *
     * @param key an API key of the project that shall see the traffic
     * @param token of somebody who may save what is evaluated, which the bot's key may not
     */
    public static Demo start(URI server, String key, String token, Scenario scenario, InstantSource clock) {
        var demo = new Demo(new DemoWire(server, key), conversationsOf(scenario), clock);
        demo.threads.execute(() -> {
            try (var wire = new DemoWire(server, token)) {
                new DemoEvaluations(wire, demo.conversations).make();
            }
        });
        for (int i = 0; i < CUSTOMERS_AT_ONCE; i++) {
            var random = new Random(clock.millis() + i);
            demo.threads.execute(() -> demo.play(random));
        }
        return demo;
    }

    /** Holds one conversation and returns when it is over. */
    public static void playOnce(URI server, String key, Scenario scenario, InstantSource clock)
            throws InterruptedException {
        try (var wire = new DemoWire(server, key)) {
            var random = new Random(scenario.seed());
            new BillingBot(wire, clock, random)
                    .converse(conversationsOf(scenario).getFirst(), "customer-00", "chat-rehearsal");
        } catch (IOException e) {
            LOG.warn("the conversation broke off: {}", e.getMessage());
        }
    }

    private static List<Scenario.Conversation> conversationsOf(Scenario scenario) {
        var conversations = scenario.conversations();
        if (conversations == null || conversations.isEmpty()) {
            throw new StartProblem("The scenario '" + scenario.name() + "' has no conversations to play: add some.");
        }
        return conversations;
    }

    @Override
    public void close() {
        threads.shutdownNow();
        wire.close();
        try {
            if (!threads.awaitTermination(2, TimeUnit.SECONDS)) {
                LOG.debug("a demo conversation did not end in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void play(Random random) {
        var bot = new BillingBot(wire, clock, random);
        while (!threads.isShutdown()) {
            try {
                var conversation = conversations.get(random.nextInt(conversations.size()));
                String user = "customer-%02d".formatted(random.nextInt(CUSTOMERS));
                bot.converse(conversation, user, "chat-%08x".formatted(random.nextInt()));
                Thread.sleep(200 + random.nextInt(2500));
            } catch (InterruptedException e) {
                return;
            } catch (IOException e) {
                if (!threads.isShutdown()) {
                    LOG.warn("the demo's bot could not reach the server: {}", e.getMessage());
                }
            }
        }
    }
}
