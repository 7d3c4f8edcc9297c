package stet.prompts.templates;

/** Where in a template: lines and columns are counted from 1. */
public record Place(int line, int column) {
    @Override
    public String toString() {
        return "line " + line + ", column " + column;
    }
}
