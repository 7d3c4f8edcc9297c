package stet.evaluators.text;

/** How much of the candidate is in the reference, and of the reference in the candidate. */
public record Match(double precision, double recall) {
    static Match of(double shared, double candidate, double reference) {
        return new Match(candidate == 0 ? 0 : shared / candidate, reference == 0 ? 0 : shared / reference);
    }

    public double f1() {
        return f(1);
    }

    /** The mean that counts recall {@code beta} times as much. */
    public double f(double beta) {
        double square = beta * beta;
        double sum = square * precision + recall;
        return sum == 0 ? 0 : (1 + square) * precision * recall / sum;
    }
}
