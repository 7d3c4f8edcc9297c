package stet.cli.imports;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import stet.cli.files.ArtifactText;
import stet.cli.files.FileProblem;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Prompts that lie in a folder as files of several kinds; their paths are their names. Links are not followed. */
public final class PromptFiles {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Set<String> READ = Set.of("txt", "md", "json", "yaml", "yml", "prompt");
    private static final int MOST_FILES = 20_000;
    private static final int MOST_BYTES = 16 * 1024 * 1024;
    private static final int DEEPEST = 10;
    private static final int LONGEST_REFERENCE = 400;

    private final Path folder;
    private final String format;
    private final List<Given> prompts = new ArrayList<>();
    private final List<String> unread = new ArrayList<>();

    private PromptFiles(Path folder, String format) {
        this.folder = folder;
        this.format = format;
    }

    /** @param format the templates' language in files that do not say */
    public static PromptFiles in(Path folder, String format) throws IOException {
        var files = new PromptFiles(folder, format);
        Files.walkFileTree(folder, Set.of(), DEEPEST, files.new Walk());
        return files;
    }

    public List<Given> prompts() {
        return List.copyOf(prompts);
    }

    /** Files that are no prompts, and why. */
    public List<String> unread() {
        return List.copyOf(unread);
    }

    private final class Walk extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult preVisitDirectory(Path inner, BasicFileAttributes attributes) {
            boolean hidden =
                    !inner.equals(folder) && inner.getFileName().toString().startsWith(".");
            return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.getFileName().toString().startsWith(".")) {
                return FileVisitResult.CONTINUE;
            }
            if (prompts.size() + unread.size() >= MOST_FILES) {
                throw new FileProblem(folder + " holds more than " + MOST_FILES + " files");
            }
            String path = folder.relativize(file).toString().replace('\\', '/');
            try {
                prompts.add(read(path, file, attributes));
            } catch (FileProblem e) {
                unread.add(path + ": " + e.getMessage());
            } catch (IOException e) {
                unread.add(path + ": it cannot be read: " + e.getMessage());
            }
            return FileVisitResult.CONTINUE;
        }
    }

    private Given read(String path, Path file, BasicFileAttributes attributes) throws IOException {
        int dot = path.lastIndexOf('.');
        String ending = dot < 0 ? "" : path.substring(dot + 1);
        if (attributes.isDirectory()) {
            throw new FileProblem("folders are nested deeper than " + DEEPEST);
        }
        if (!attributes.isRegularFile()) {
            throw new FileProblem("this is a link, and links are not followed");
        }
        if (!READ.contains(ending)) {
            throw new FileProblem("no prompt ends like this: .txt, .md, .json, .yaml, .yml and .prompt do");
        }
        if (attributes.size() > MOST_BYTES) {
            throw new FileProblem("the file has " + attributes.size() + " bytes; the most is " + MOST_BYTES);
        }
        byte[] bytes = Files.readAllBytes(file);
        String name = path.substring(0, dot);
        var artifact = NODES.objectNode().put("kind", "prompt").put("name", name);
        var content = content(ending, text(bytes), artifact);
        var version = artifact.putArray("versions").addObject();
        String shown = path.length() > LONGEST_REFERENCE ? path.substring(path.length() - LONGEST_REFERENCE) : path;
        version.put("reference", shown + " " + digest(bytes));
        version.put("at", attributes.lastModifiedTime().toInstant().toString());
        version.set("content", content);
        return new Given(name, List.of(artifact));
    }

    private JsonNode content(String ending, String text, ObjectNode artifact) {
        if (ending.equals("txt")) {
            return NODES.objectNode()
                    .put("type", "text")
                    .put("templateFormat", format)
                    .put("text", text.replace("\r\n", "\n").replaceFirst("\n$", ""));
        }
        if (ending.equals("json") && text.stripLeading().startsWith("[")) {
            var wrapped = ArtifactText.read("chat.json", "{\"messages\":" + text + "}")
                    .content();
            return told(wrapped);
        }
        var document = ArtifactText.read(ending.equals("prompt") ? "prompt.md" : "file." + ending, text);
        if (document.about().description() != null) {
            artifact.put("description", document.about().description());
        }
        var tags = artifact.putArray("tags");
        document.about().tags().forEach(tags::add);
        if (document.name() != null) {
            artifact.put("name", document.name());
        }
        return told(ending.equals("prompt") ? Dotprompt.content(document.content()) : document.content());
    }

    /** With its type and format, where it does not say. */
    private JsonNode told(JsonNode content) {
        if (content instanceof ObjectNode fields) {
            if (!fields.has("type")) {
                fields.put("type", fields.has("messages") ? "chat" : "text");
            }
            if (!fields.has("templateFormat")) {
                fields.put("templateFormat", format);
            }
        }
        return content;
    }

    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new FileProblem("the file is not UTF-8: save it so");
        }
    }

    private static String digest(byte[] bytes) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
