package stet.cli.files;

/** The version of an artifact that a file holds: one that the server has. */
public record Taken(String id, int version, String digest, About about) {}
