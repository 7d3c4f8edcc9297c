package stet.client.reports;

/**
 * What became of the reports so far.
 *
 * @param waiting in memory
 * @param sent durable on the server
 * @param dropped the oldest, because too many waited, or were left at the end
 * @param refused what the server does not take, a mask failed on, or that is about nothing
 */
public record ReportCounts(int waiting, long sent, long dropped, long refused) {}
