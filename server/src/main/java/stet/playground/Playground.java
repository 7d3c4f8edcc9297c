package stet.playground;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stet.access.Caller;
import stet.access.Permission;
import stet.gateway.OwnCalls;
import stet.platform.http.Problem;
import stet.prompts.Prompts;
import stet.traces.TraceStore;
import tools.jackson.databind.JsonNode;

/** Tries prompts out, variant beside variant. */
record Playground(Prompts prompts, OwnCalls calls, TraceStore traces, ExecutorService workers) {
    private static final Logger LOG = LoggerFactory.getLogger(Playground.class);

    /** Asks every variant at once and tells what happens, until all are done. */
    void run(Caller caller, String project, String requestId, PlaygroundRun run, VariantRun.Events events)
            throws InterruptedException {
        var scope = caller.may(Permission.CALL_MODELS, project);
        var context = new VariantRun.Context(
                scope.projectId(),
                requestId,
                caller.name(),
                run.toolReplies() == null ? Map.of() : run.toolReplies(),
                run.maxTurns() == null ? PlaygroundRun.MAX_TURNS : run.maxTurns());
        var variants = run.variants() == null ? List.<PlaygroundRun.Variant>of() : run.variants();
        var futures = new ArrayList<Future<Boolean>>();
        for (int i = 0; i < variants.size(); i++) {
            var variant = variants.get(i);
            String name = variant.id() == null || variant.id().isBlank() ? Integer.toString(i + 1) : variant.id();
            futures.add(workers.submit(() -> one(caller, project, run, variant, name, context, events)));
        }
        int finished = 0;
        try {
            for (var future : futures) {
                finished += Boolean.TRUE.equals(future.get()) ? 1 : 0;
            }
        } catch (ExecutionException bug) {
            throw new IllegalStateException(bug.getCause());
        } finally {
            futures.forEach(it -> it.cancel(true));
        }
        events.send(new PlaygroundEvent.Done(finished, variants.size() - finished));
    }

    private boolean one(
            Caller caller,
            String project,
            PlaygroundRun run,
            PlaygroundRun.Variant variant,
            String name,
            VariantRun.Context context,
            VariantRun.Events events)
            throws InterruptedException {
        try {
            var variables = new LinkedHashMap<String, JsonNode>();
            if (run.variables() != null) {
                variables.putAll(run.variables());
            }
            if (variant.variables() != null) {
                variables.putAll(variant.variables());
            }
            var prompt = prompt(caller, project, variant, variables);
            return new VariantRun(calls, context, name, prompt, variant.model(), events).run();
        } catch (Problem.Invalid wrong) {
            events.send(new PlaygroundEvent.Failed(name, wrong.detail(), wrong.errors(), null, null));
        } catch (Problem refused) {
            events.send(new PlaygroundEvent.Failed(name, refused.detail(), List.of(), null, null));
        } catch (RuntimeException bug) {
            LOG.error("{} a variant failed", context.requestId(), bug);
            events.send(new PlaygroundEvent.Failed(
                    name, new Problem.Bug(context.requestId()).detail(), List.of(), null, null));
        }
        return false;
    }

    private Prompts.OfVersion prompt(
            Caller caller, String project, PlaygroundRun.Variant variant, Map<String, JsonNode> variables) {
        var content = variant.content();
        var saved = variant.prompt();
        if ((content == null) == (saved == null)) {
            throw Problem.Invalid.field("variants", "each has either 'content' or 'prompt'");
        }
        if (content != null) {
            return prompts.render(caller, project, "", content, variables);
        }
        if (saved == null || saved.name() == null) {
            throw Problem.Invalid.field("prompt.name", "is missing");
        }
        return prompts.render(
                caller,
                project,
                saved.name(),
                Prompts.reference(saved.version(), saved.label(), saved.digest()),
                variables);
    }

    /** What was asked in a stored model call, to be asked again. */
    Reopened reopen(Caller caller, String project, String traceId, String spanId) {
        var scope = caller.may(Permission.READ_TRACES, project);
        var span =
                traces.span(scope.projectId(), traceId, spanId).orElseThrow(() -> new Problem.NotFound("span", spanId));
        return Reopened.of(span);
    }
}
