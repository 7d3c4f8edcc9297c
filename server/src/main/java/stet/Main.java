package stet;

/** Starts the server or runs a command. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        int _ = arguments.length;
    }
}
