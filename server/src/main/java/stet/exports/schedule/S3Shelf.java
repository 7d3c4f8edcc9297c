package stet.exports.schedule;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** A bucket. Its classes are loaded when the first is opened. */
record S3Shelf(S3Client client, Destination.S3 destination) implements Shelf {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration SILENT = Duration.ofSeconds(60);

    static S3Shelf open(Destination.S3 destination, @Nullable String secret) {
        var builder = S3Client.builder()
                .region(Region.of(destination.region()))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(destination.accessKeyId(), secret == null ? "" : secret)))
                .forcePathStyle(destination.pathStyle())
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .httpClient(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT)
                        .socketTimeout(SILENT)
                        .build());
        if (destination.endpoint() != null) {
            builder.endpointOverride(destination.endpoint());
        }
        return new S3Shelf(builder.build(), destination);
    }

    @Override
    public void put(String name, Path file, String contentType) throws IOException {
        try {
            client.putObject(
                    put -> put.bucket(destination.bucket()).key(key(name)).contentType(contentType),
                    RequestBody.fromFile(file));
        } catch (SdkException e) {
            throw refused(e);
        }
    }

    @Override
    public void remove(String name) throws IOException {
        try {
            client.deleteObject(delete -> delete.bucket(destination.bucket()).key(key(name)));
        } catch (SdkException e) {
            throw refused(e);
        }
    }

    private String key(String name) {
        return destination.prefix().isEmpty() ? name : destination.prefix() + "/" + name;
    }

    private IOException refused(SdkException e) {
        var why = e instanceof S3Exception answered && answered.awsErrorDetails() != null
                ? answered.awsErrorDetails().errorCode() + ": "
                        + answered.awsErrorDetails().errorMessage()
                : e.getMessage();
        return new IOException("bucket '" + destination.bucket() + "': " + why, e);
    }

    @Override
    public void close() {
        client.close();
    }
}
