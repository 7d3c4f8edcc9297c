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
import stet.platform.Threads;

/** Plays the billing bot's customers against a running server until it is closed. */
public final class Demo implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Demo.class);
    private static final int CUSTOMERS_AT_ONCE = 3;
    private static final int CUSTOMERS = 60;

    private final ExecutorService customers = Threads.virtual("demo");
    private final DemoWire wire;
    private final InstantSource clock;
    private final List<Conversation> conversations = Conversation.all();

    private Demo(DemoWire wire, InstantSource clock) {
        this.wire = wire;
        this.clock = clock;
    }

    /** Starts to play; {@code key} is an API key of the project that shall see the traffic. */
    public static Demo start(URI server, String key, InstantSource clock) {
        var demo = new Demo(new DemoWire(server, key), clock);
        for (int i = 0; i < CUSTOMERS_AT_ONCE; i++) {
            long seed = clock.millis() + i;
            demo.customers.execute(() -> demo.play(seed));
        }
        return demo;
    }

    @Override
    public void close() {
        customers.shutdownNow();
        wire.close();
        try {
            if (!customers.awaitTermination(2, TimeUnit.SECONDS)) {
                LOG.debug("a demo conversation did not end in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void play(long seed) {
        var random = new Random(seed);
        var bot = new BillingBot(wire, clock, random);
        while (!Thread.currentThread().isInterrupted()) {
            try {
                var conversation = conversations.get(random.nextInt(conversations.size()));
                String user = "customer-%02d".formatted(random.nextInt(CUSTOMERS));
                bot.converse(conversation, user, "chat-%08x".formatted(random.nextInt()));
                Thread.sleep(200 + random.nextInt(2500));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (IOException e) {
                if (!customers.isShutdown()) {
                    LOG.warn("the demo's bot could not reach the server: {}", e.getMessage());
                    pause();
                }
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(2000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
