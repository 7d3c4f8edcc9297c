package stet.registry;

/**
 * Another artifact that a version names.
 *
 * @param reference how: a number, a label, {@code latest} or a digest
 */
public record Uses(Kind kind, String name, String reference) {}
