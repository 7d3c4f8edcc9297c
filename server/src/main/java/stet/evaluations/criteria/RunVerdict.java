package stet.evaluations.criteria;

import java.util.List;
import stet.evaluations.criteria.CriterionVerdict.Outcome;

/**
 * Whether a run meets its suite's criteria.
 *
 * @param outcome the worst of all: a regression, a failed criterion, one that cannot be told, or none
 * @param mustPass must-pass cases that did not pass each time
 */
public record RunVerdict(Outcome outcome, List<CriterionVerdict> criteria, List<MustPassMiss> mustPass) {
    /**
     * A must-pass case that did not pass each time.
     *
     * @param outcome inconclusive where it only lacks a verdict
     */
    public record MustPassMiss(String caseId, Outcome outcome, String reason) {}
}
