package stet.models.wire;

/** What came of looking at a request body before forwarding it. */
public sealed interface ScannedBody permits RequestHead, MalformedBody {}
