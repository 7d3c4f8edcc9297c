package stet.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A provider that answers everything with the same reply, and costs next to nothing. */
final class Nginx {
    private Nginx() {}

    /** Where a program is, or a sentence about how to get it. */
    static Path program(String name) {
        return Stream.concat(Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1)), Stream.of("/usr/sbin"))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new CannotMeasure(
                        "'" + name + "' is missing: install it, for example with 'apt install nginx-light wrk'"));
    }

    /** Starts it and returns its port. */
    static int start(Workplace place) {
        int port = Workplace.freePort();
        var folder = place.folder();
        var conf = place.write("nginx.conf", """
                daemon off;
                worker_processes 1;
                pid %1$s/nginx.pid;
                error_log stderr error;
                events { worker_connections 4096; }
                http {
                  access_log off;
                  client_body_temp_path %1$s/nginx-body;
                  proxy_temp_path %1$s/nginx-proxy;
                  fastcgi_temp_path %1$s/nginx-fastcgi;
                  uwsgi_temp_path %1$s/nginx-uwsgi;
                  scgi_temp_path %1$s/nginx-scgi;
                  keepalive_requests 1000000000;
                  keepalive_timeout 3600s;
                  client_header_buffer_size 16k;
                  server {
                    listen 127.0.0.1:%2$d backlog=4096;
                    location / {
                      default_type application/json;
                      return 200 '%3$s';
                    }
                  }
                }
                """.formatted(folder, port, Payloads.reply()));
        var command = List.of(program("nginx").toString(), "-p", folder.toString(), "-c", conf.toString());
        var server = place.start("nginx", command, Map.of());
        awaitListening(server, port, Duration.ofSeconds(10));
        return port;
    }

    private static void awaitListening(ServerProcess server, int port, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        while (server.isAlive() && System.nanoTime() < end) {
            try (var _ = new Connection(port)) {
                return;
            } catch (IOException _) {
                Pause.millis(20);
            }
        }
        throw new CannotMeasure(server.lastWords() + "\nnginx did not start");
    }
}
