package stet.client;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The people who can sign in to a server. */
public final class People {
    /** Someone who can sign in. */
    public record Person(
            String id,
            String name,
            boolean administrator,
            Instant createdAt,
            @Nullable Instant lastSeenAt) {}

    /**
     * A person just let in.
     *
     * @param password the one that the server made up, shown this once; absent when one was given
     */
    public record NewPerson(Person item, @Nullable String password) {
        @Override
        public String toString() {
            return "NewPerson[" + item.name() + "]";
        }
    }

    private record Listed(List<Person> items) {}

    private static final String PATH = "/api/v1/people";

    private final Http http;

    People(Http http) {
        this.http = http;
    }

    public List<Person> list() {
        return http.get(PATH, Listed.class).items();
    }

    /** @param password absent: the server makes one up */
    public NewPerson add(String name, @Nullable String password, boolean administrator) {
        var body = new HashMap<String, Object>();
        body.put("name", name);
        body.put("administrator", administrator);
        if (password != null) {
            body.put("password", password);
        }
        return http.post(PATH, body, NewPerson.class);
    }

    public void remove(String name) {
        http.delete(PATH + "/" + Http.segment(name));
    }
}
