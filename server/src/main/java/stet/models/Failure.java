package stet.models;

/** What went wrong with a model call: the kind to branch on, the provider's words to read. */
public record Failure(ErrorKind kind, String message) {}
