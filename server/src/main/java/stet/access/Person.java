package stet.access;

import java.util.UUID;

/** Someone who can sign in. */
public record Person(UUID id, String name, boolean administrator) {
    static final int MAX_NAME = 100;
}
