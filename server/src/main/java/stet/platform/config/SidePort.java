package stet.platform.config;

/**
 * A port beside the main one.
 *
 * @param asked whether an operator set it; otherwise it may be done without
 */
public record SidePort(int number, boolean asked) {}
