package stet.traces.conventions;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The names of model providers, in one spelling. */
final class Providers {
    /** Frameworks that put themselves where the provider belongs. */
    private static final Set<String> FRAMEWORKS = Set.of("langchain", "spring_ai", "llamaindex", "_other");

    private static final Pattern ENDPOINT =
            Pattern.compile("\\.(chat|responses|completion|embedding|messages|generative-ai|image)$");

    private Providers() {}

    static @Nullable String named(JsonNode value) {
        String text = Values.text(value);
        if (text == null) {
            return null;
        }
        String name = ENDPOINT.matcher(text.strip().toLowerCase(Locale.ROOT)).replaceFirst("");
        if (FRAMEWORKS.contains(name)) {
            return null;
        }
        return switch (name) {
            case "open_ai", "openai_official" -> "openai";
            case "az.ai.openai", "azure_openai", "azure_open_ai", "azure" -> "azure.ai.openai";
            case "az.ai.inference" -> "azure.ai.inference";
            case "vertex_ai", "vertexai", "google_vertex_ai_gemini" -> "gcp.vertex_ai";
            case "gemini", "google_ai_gemini" -> "gcp.gemini";
            case "xai" -> "x_ai";
            case "google" -> "gcp.gen_ai";
            case "mistral", "mistralai" -> "mistral_ai";
            case "bedrock", "aws_bedrock", "amazon_bedrock", "aws" -> "aws.bedrock";
            default -> name;
        };
    }
}
