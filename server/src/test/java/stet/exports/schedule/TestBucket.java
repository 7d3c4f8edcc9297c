package stet.exports.schedule;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.robothy.s3.rest.LocalS3;
import com.robothy.s3.rest.bootstrap.LocalS3Mode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.zip.GZIPInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A server of S3's protocol in this process, with one bucket. */
final class TestBucket implements AutoCloseable {
    private final String name;
    private final LocalS3 server;
    private final S3Client client;

    TestBucket(String name) {
        this.name = name;
        server = LocalS3.builder().port(-1).mode(LocalS3Mode.IN_MEMORY).build();
        server.start();
        client = S3Shelf.open(new Destination.S3(URI.create(endpoint()), "us-east-1", name, "", "test", true), "test")
                .client();
        client.createBucket(make -> make.bucket(name));
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getPort();
    }

    List<String> keys() {
        return client.listObjectsV2(list -> list.bucket(name)).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    String unzipped(String key) throws IOException {
        var bytes = client.getObjectAsBytes(get -> get.bucket(name).key(key)).asByteArray();
        try (var in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    @Override
    public void close() {
        client.close();
        server.shutdown();
    }
}
