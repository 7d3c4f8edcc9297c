package stet.exports.schedule;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import stet.platform.http.OneOf;
import stet.platform.http.Problem;

/** Where scheduled exports go. */
sealed interface Destination {
    /** @param path inside the folder that the operator allows */
    record Folder(String path) implements Destination {}

    /**
     * A bucket of S3, or of a store that speaks its protocol.
     *
     * @param endpoint absent for Amazon's own
     * @param prefix stands before each object's name; may be empty
     * @param pathStyle whether the bucket stands in the path and not in the host
     */
    record S3(
            @Nullable URI endpoint, String region, String bucket, String prefix, String accessKeyId, boolean pathStyle)
            implements Destination {}

    Pattern SEGMENTS = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._=-]*(/[A-Za-z0-9][A-Za-z0-9._=-]*)*");
    Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    Pattern REGION = Pattern.compile("[a-z0-9-]{1,40}");
    int LONGEST = 500;

    /**
     * A destination as it is sent, kept and shown.
     *
     * @param folder of {@code folder}: inside the folder that STET_EXPORT_FOLDER names; empty for that folder itself
     */
    record Described(
            @OneOf({"folder", "s3"}) String kind,
            @Nullable String folder,
            @Nullable String endpoint,
            @Nullable String region,
            @Nullable String bucket,
            @Nullable String prefix,
            @Nullable String accessKeyId,
            @Nullable Boolean pathStyle) {
        /** What is described; a {@link Problem} names the field that is wrong. */
        @SuppressWarnings("ConstantValue") // JSON may leave out what a record requires
        Destination destination() {
            return switch (kind == null ? "" : kind) {
                case "folder" -> new Folder(path("destination.folder", folder));
                case "s3" ->
                    new S3(
                            url(endpoint),
                            matching(
                                    "destination.region",
                                    REGION,
                                    region == null ? "us-east-1" : region,
                                    "such as eu-central-1"),
                            matching("destination.bucket", BUCKET, bucket, "3 to 63 of a-z, 0-9, '.' and '-'"),
                            path("destination.prefix", prefix),
                            accessKey(accessKeyId),
                            pathStyle == null ? endpoint != null : pathStyle);
                default -> throw Problem.Invalid.field("destination.kind", "is neither 'folder' nor 's3'");
            };
        }
    }

    /** As it is shown. */
    default Described described() {
        return switch (this) {
            case Folder(var path) -> new Described("folder", path, null, null, null, null, null, null);
            case S3 s3 ->
                new Described(
                        "s3",
                        null,
                        s3.endpoint == null ? null : s3.endpoint.toString(),
                        s3.region,
                        s3.bucket,
                        s3.prefix,
                        s3.accessKeyId,
                        s3.pathStyle);
        };
    }

    private static String path(String field, @Nullable String text) {
        if (text == null || text.isEmpty()) {
            return "";
        }
        if (text.length() > LONGEST || !SEGMENTS.matcher(text).matches()) {
            throw Problem.Invalid.field(
                    field,
                    "'" + text
                            + "' is not a path of names such as exports/billing: letters, digits, '.', '_', '=' and '-', none beginning with a dot, no '/' at either end");
        }
        return text;
    }

    private static String matching(String field, Pattern pattern, @Nullable String text, String form) {
        if (text == null || !pattern.matcher(text).matches()) {
            throw Problem.Invalid.field(
                    field, (text == null ? "is missing" : "'" + text + "' does not fit") + "; " + form);
        }
        return text;
    }

    private static String accessKey(@Nullable String text) {
        if (text == null || text.isBlank() || text.length() > 128) {
            throw Problem.Invalid.field("destination.accessKeyId", "is missing or has more than 128 characters");
        }
        return text.strip();
    }

    private static @Nullable URI url(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            var url = new URI(text.strip());
            if (("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
                    && url.getHost() != null
                    && url.getUserInfo() == null) {
                return url;
            }
        } catch (URISyntaxException e) {
            // answered below, like a URL of another scheme
        }
        throw Problem.Invalid.field(
                "destination.endpoint", "'" + text + "' is not a URL such as https://minio.example.com:9000");
    }
}
