package stet.evaluations;

/**
 * How many of a run's items are how far.
 *
 * @param pending not asked yet
 * @param failed whose call failed
 * @param pass of those done, by their verdict; those that nothing judges are in none of the three
 * @param error whose call or whose evaluator failed
 * @param costUsd of calls and judges, as far as it is known
 */
public record RunCounts(
        int pending, int done, int failed, int pass, int fail, int error, double costUsd, long tokens) {}
