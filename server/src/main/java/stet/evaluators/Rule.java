package stet.evaluators;

/** Scores subjects. Made once of a definition, used by many threads. */
@FunctionalInterface
public interface Rule {
    /** @throws Undecided where it cannot tell */
    Grade grade(Subject subject);
}
