package stet.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stet.platform.json.Json;

/** What the manual tells receivers to do works on what is sent. */
class WebhookManualTest {
    private static final Path MANUAL = Path.of("../docs/webhooks.md");
    private static final Path THIS = Path.of("src/test/java/stet/webhooks/WebhookManualTest.java");
    private static final String BODY = "{\"type\":\"label.moved\",\"data\":{\"name\":\"Gr\u00fc\u00dfe\"}}";

    private final SigningSecret secret = SigningSecret.random();
    private final long now = System.currentTimeMillis() / 1000;

    @TempDir
    Path folder;

    @Test
    void theJavaOfTheManualIsTheJavaHere() throws IOException {
        var source = Files.readString(THIS);
        var method = source.substring(source.indexOf("    // begin\n") + 13, source.indexOf("    // end\n"));

        assertThat(plain(Files.readString(MANUAL))).contains(plain(method));
    }

    @Test
    void theJavaOfTheManualVerifies() throws Exception {
        var signature = secret.sign("msg_1", now, BODY.getBytes(UTF_8));
        var other = SigningSecret.random().sign("msg_1", now, BODY.getBytes(UTF_8));
        var time = Long.toString(now);

        assertThat(verified(secret.text(), "msg_1", time, signature, BODY.getBytes(UTF_8)))
                .isTrue();
        assertThat(verified(secret.text(), "msg_1", time, other + " " + signature, BODY.getBytes(UTF_8)))
                .isTrue();
        assertThat(verified(secret.text(), "msg_1", time, other, BODY.getBytes(UTF_8)))
                .isFalse();
        assertThat(verified(secret.text(), "msg_2", time, signature, BODY.getBytes(UTF_8)))
                .isFalse();
        var old = secret.sign("msg_1", now - 400, BODY.getBytes(UTF_8));
        assertThat(verified(secret.text(), "msg_1", Long.toString(now - 400), old, BODY.getBytes(UTF_8)))
                .isFalse();
    }

    @Test
    void theJavaScriptOfTheManualVerifies() throws Exception {
        assumeTrue(hasNode(), "skipped: there is no node on the PATH");
        var found = Pattern.compile("```js\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(MANUAL));
        assertThat(found.find()).isTrue();
        var headers = Json.MAPPER.createObjectNode();
        headers.put("webhook-id", "msg_1");
        headers.put("webhook-timestamp", Long.toString(now));
        headers.put("webhook-signature", "v1,AAAA " + secret.sign("msg_1", now, BODY.getBytes(UTF_8)));
        var script = found.group(1) + "const body = " + Json.MAPPER.writeValueAsString(BODY) + ";\nconst headers = "
                + headers + ";\nconst secret = " + Json.MAPPER.writeValueAsString(secret.text())
                + ";\nconsole.log(verified(secret, headers, body), verified(secret, headers, body + \" \"));\n";

        assertThat(node(Files.writeString(folder.resolve("verify.cjs"), script)))
                .isEqualTo("true false");
    }

    // begin
    static boolean verified(String secret, String id, String timestamp, String signatures, byte[] body)
            throws Exception {
        long sent = Long.parseLong(timestamp);
        if (Math.abs(System.currentTimeMillis() / 1000 - sent) > 300) {
            return false;
        }
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
        mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
        byte[] expected = mac.doFinal(body);
        for (String signature : signatures.split(" ", -1)) {
            if (signature.startsWith("v1,")
                    && MessageDigest.isEqual(expected, Base64.getDecoder().decode(signature.substring(3)))) {
                return true;
            }
        }
        return false;
    }
    // end

    private static String plain(String text) {
        return text.lines().map(String::strip).collect(Collectors.joining(" ")).replaceAll("\\s+", " ");
    }

    private static boolean hasNode() {
        try {
            return new ProcessBuilder("node", "--version").start().waitFor() == 0;
        } catch (IOException | InterruptedException e) {
            return false;
        }
    }

    private static String node(Path script) throws Exception {
        var process = new ProcessBuilder("node", script.toString())
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return said;
    }
}
