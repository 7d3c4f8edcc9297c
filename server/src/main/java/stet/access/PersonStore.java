package stet.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;

/** The SQL of people, their sessions and their sign-in links. */
record PersonStore(Handle sql) {
    /** A person with what is kept of their password. */
    record WithPassword(Person person, PasswordHash password) {}

    /** A session as it is kept. */
    record Kept(Person person, Instant createdAt, Instant lastUsedAt) {}

    void add(UUID organisation, Person person, PasswordHash password, Instant now) {
        sql.createUpdate("""
                INSERT INTO person (id, organisation_id, name, password_hash, administrator, created_at)
                VALUES (:id, :organisation, :name, :password, :administrator, :now)
                """)
                .bind("id", person.id())
                .bind("organisation", organisation)
                .bind("name", person.name())
                .bind("password", password.text())
                .bind("administrator", person.administrator())
                .bind("now", now)
                .execute();
    }

    /** By name; when each was seen last is known as long as a session of theirs is kept. */
    List<People.Member> all() {
        return sql.createQuery("""
                SELECT person.id, person.name, person.administrator, person.created_at,
                    max(session.last_used_at) AS last_seen_at
                FROM person LEFT JOIN session ON session.person_id = person.id
                GROUP BY person.id, person.name, person.administrator, person.created_at
                ORDER BY person.name
                """)
                .map(row -> new People.Member(
                        row.getColumn("id", UUID.class),
                        row.getColumn("name", String.class),
                        row.getColumn("administrator", Boolean.class),
                        row.getColumn("created_at", Instant.class),
                        row.getColumn("last_seen_at", Instant.class)))
                .list();
    }

    /** Also ends their sessions and links. */
    void remove(UUID person) {
        sql.createUpdate("DELETE FROM person WHERE id = :person")
                .bind("person", person)
                .execute();
    }

    UUID organisation() {
        return new ProjectStore(sql).organisation().orElseThrow();
    }

    Optional<WithPassword> named(String name) {
        return sql.createQuery("SELECT id, name, administrator, password_hash FROM person WHERE name = :name")
                .bind("name", name)
                .map(row ->
                        new WithPassword(person(row), new PasswordHash(row.getColumn("password_hash", String.class))))
                .findOne();
    }

    /** Also signs them out everywhere. */
    void setPassword(UUID person, PasswordHash password) {
        sql.createUpdate("UPDATE person SET password_hash = :password WHERE id = :person")
                .bind("person", person)
                .bind("password", password.text())
                .execute();
        sql.createUpdate("DELETE FROM session WHERE person_id = :person")
                .bind("person", person)
                .execute();
    }

    void addSession(UUID person, String hash, Instant now) {
        sql.createUpdate("""
                INSERT INTO session (token_hash, person_id, created_at, last_used_at)
                VALUES (:hash, :person, :now, :now)
                """)
                .bind("hash", hash)
                .bind("person", person)
                .bind("now", now)
                .execute();
    }

    Optional<Kept> session(String hash) {
        return sql.createQuery("""
                SELECT person.id, person.name, person.administrator, session.created_at, session.last_used_at
                FROM session JOIN person ON person.id = session.person_id
                WHERE session.token_hash = :hash
                """)
                .bind("hash", hash)
                .map(row -> new Kept(
                        person(row),
                        row.getColumn("created_at", Instant.class),
                        row.getColumn("last_used_at", Instant.class)))
                .findOne();
    }

    void sessionUsed(String hash, Instant now) {
        sql.createUpdate("UPDATE session SET last_used_at = :now WHERE token_hash = :hash")
                .bind("hash", hash)
                .bind("now", now)
                .execute();
    }

    void endSession(String hash) {
        sql.createUpdate("DELETE FROM session WHERE token_hash = :hash")
                .bind("hash", hash)
                .execute();
    }

    /** Keeps a person's most recently used sessions. */
    void keepNewest(UUID person, int count) {
        sql.createUpdate("""
                DELETE FROM session WHERE person_id = :person AND token_hash NOT IN (
                    SELECT token_hash FROM session WHERE person_id = :person
                    ORDER BY last_used_at DESC, created_at DESC LIMIT :count)
                """).bind("person", person).bind("count", count).execute();
    }

    void removeExpired(Instant unusedSince, Instant createdBefore, Instant now) {
        sql.createUpdate("DELETE FROM session WHERE last_used_at < :unusedSince OR created_at < :createdBefore")
                .bind("unusedSince", unusedSince)
                .bind("createdBefore", createdBefore)
                .execute();
        sql.createUpdate("DELETE FROM sign_in_link WHERE expires_at <= :now")
                .bind("now", now)
                .execute();
    }

    void addLink(UUID person, String hash, Instant expiresAt) {
        sql.createUpdate("INSERT INTO sign_in_link (token_hash, person_id, expires_at) VALUES (:hash, :person, :at)")
                .bind("hash", hash)
                .bind("person", person)
                .bind("at", expiresAt)
                .execute();
    }

    /** Whose link it is, if it still works; from now on it does not. */
    Optional<Person> useLink(String hash, Instant now) {
        var person = sql.createQuery("""
                SELECT person.id, person.name, person.administrator
                FROM sign_in_link JOIN person ON person.id = sign_in_link.person_id
                WHERE token_hash = :hash AND expires_at > :now
                """)
                .bind("hash", hash)
                .bind("now", now)
                .map(PersonStore::person)
                .findOne();
        sql.createUpdate("DELETE FROM sign_in_link WHERE token_hash = :hash")
                .bind("hash", hash)
                .execute();
        return person;
    }

    AuditStore audit() {
        return new AuditStore(sql);
    }

    private static Person person(RowView row) {
        return new Person(
                row.getColumn("id", UUID.class),
                row.getColumn("name", String.class),
                row.getColumn("administrator", Boolean.class));
    }
}
