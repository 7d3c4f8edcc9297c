package stet;

import java.net.URI;
import stet.access.AccessFeature;

/** What a starting server tells the person who started it. */
final class Greeting {
    private Greeting() {}

    static String ofServer(URI url, AccessFeature access) {
        return "stet is running: " + url + "\n" + signIn(url, access);
    }

    static String ofDemo(URI url, AccessFeature access, String key) {
        return "The stet demo is running, with a simulated model and made-up customers: " + url + "\n"
                + signIn(url, access)
                + """
                  Call a model yourself:
                    curl %s/v1/chat/completions \\
                      -H 'Authorization: Bearer %s' -H 'Content-Type: application/json' \\
                      -d '{"model":"simulated-large","messages":[{"role":"user","content":"How do I get a refund?"}]}'
                  Ctrl-C stops it; the next start continues where it was.
                """.formatted(url, key);
    }

    private static String signIn(URI url, AccessFeature access) {
        var text = new StringBuilder(
                "  Sign in (works once, for 15 minutes): " + url + "/sign-in?token=" + access.newSignInLink() + "\n");
        access.newPassword()
                .ifPresent(password -> text.append("  or as '")
                        .append(AccessFeature.ADMINISTRATOR)
                        .append("' with the password ")
                        .append(password)
                        .append(" (shown this once)\n"));
        return text.toString();
    }
}
