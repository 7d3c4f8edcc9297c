package stet.gateway;

/** The release that stet made a call's request of. */
record ServedRelease(int number, String digest, String step) {}
