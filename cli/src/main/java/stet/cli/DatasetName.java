package stet.cli;

import picocli.CommandLine.Parameters;

/** The dataset that a command is about. */
final class DatasetName {
    @Parameters(index = "0", paramLabel = "DATASET", description = "Its name, with its folders.")
    String name = "";
}
