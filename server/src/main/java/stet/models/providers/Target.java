package stet.models.providers;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * Where a provider's API is: endpoints' paths such as {@code /chat/completions} are appended to {@code path}.
 *
 * @param path without a slash at its end
 */
public record Target(String host, int port, boolean tls, String path) {

    /** Reads a base URL. One without a path means the API's usual {@code /v1}. */
    public static Target parse(String baseUrl) {
        try {
            var url = new URI(baseUrl.strip());
            String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
            boolean tls = scheme.equals("https");
            if ((tls || scheme.equals("http"))
                    && url.getHost() != null
                    && url.getQuery() == null
                    && url.getUserInfo() == null) {
                String path = url.getRawPath() == null ? "" : url.getRawPath().replaceAll("/+$", "");
                int port = url.getPort() == -1 ? (tls ? 443 : 80) : url.getPort();
                return new Target(url.getHost(), port, tls, path.isEmpty() ? "/v1" : path);
            }
        } catch (URISyntaxException e) {
            // answered below, like a URL of another scheme
        }
        throw new IllegalArgumentException(
                "'" + baseUrl + "' is not a base URL such as https://api.example.com/v1 or http://127.0.0.1:11434/v1");
    }

    /** The base URL this was read from, in one form. */
    public String url() {
        boolean usual = port == (tls ? 443 : 80);
        return (tls ? "https://" : "http://") + host + (usual ? "" : ":" + port) + path;
    }

    @Override
    public String toString() {
        return url();
    }
}
