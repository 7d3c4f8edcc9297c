package stet.evaluations.reports;

import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import stet.evaluations.ItemScore.Verdict;
import stet.evaluations.criteria.CriterionVerdict.Outcome;

/** A report in the XML that build servers read: criteria are tests of one suite, cases of another. Where the run meets its criteria, cases that fail are skipped with their reason. */
record JunitReport(Report report) {
    /** What XML 1.0 cannot hold in any way. */
    private static final Pattern ILLEGAL =
            Pattern.compile("[^\\x{9}\\x{a}\\x{d}\\x{20}-\\x{d7ff}\\x{e000}-\\x{fffd}\\x{10000}-\\x{10ffff}]");

    String text() {
        var criteria = new Wording(report).criteria();
        var text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        text.append("<testsuites name=\"").append(escaped(report.title())).append("\">\n");
        criteria(text, criteria);
        cases(text);
        return text.append("</testsuites>\n").toString();
    }

    private void criteria(StringBuilder text, List<Wording.Row> rows) {
        long failures = rows.stream()
                .filter(it -> it.outcome() == Outcome.FAIL || it.outcome() == Outcome.REGRESSION)
                .count();
        long skipped =
                rows.stream().filter(it -> it.outcome() == Outcome.INCONCLUSIVE).count();
        open(text, "criteria", rows.size(), failures, 0, skipped);
        for (var row : rows) {
            test(text, "criteria", row.first(), null);
            String element = switch (row.outcome()) {
                case PASS -> "system-out";
                case FAIL, REGRESSION -> "failure";
                case INCONCLUSIVE -> "skipped";
            };
            element(text, element, Wording.word(row.outcome()), row.why());
        }
        text.append("  </testsuite>\n");
    }

    private void cases(StringBuilder text) {
        var cases = report.cases();
        long errors = cases.stream().filter(this::isBroken).count();
        long passes = cases.stream().filter(it -> it.verdict() == Verdict.PASS).count();
        long failures = cases.stream().filter(this::fails).count();
        open(text, "cases", cases.size(), failures, errors, cases.size() - errors - passes - failures);
        for (var one : cases) {
            test(text, "cases", one.name(), one.latencyMs());
            if (one.verdict() == Verdict.PASS) {
                text.append("    </testcase>\n");
            } else if (isBroken(one)) {
                element(text, "error", "error", details(one));
            } else if (fails(one)) {
                element(text, "failure", one.change() == null ? "fail" : Wording.word(one.change()), details(one));
            } else {
                element(text, "skipped", allowed(one), details(one));
            }
        }
        text.append("  </testsuite>\n");
    }

    /** A build is not to break for what the criteria allow. */
    private boolean fails(ReportedCase it) {
        return it.verdict() == Verdict.FAIL && report.verdict().outcome() != Outcome.PASS;
    }

    private boolean isBroken(ReportedCase it) {
        return it.verdict() == Verdict.ERROR && report.verdict().outcome() != Outcome.PASS;
    }

    private static String allowed(ReportedCase it) {
        return (it.verdict() == null ? "pending" : Wording.word(it.verdict())) + ", which the criteria allow";
    }

    private static String details(ReportedCase it) {
        return it.output() == null ? it.reasons() : it.reasons() + "\n\n" + it.output();
    }

    private void open(StringBuilder text, String suite, long tests, long failures, long errors, long skipped) {
        text.append("  <testsuite name=\"").append(escaped(report.run() + " " + suite));
        text.append("\" tests=\"").append(tests);
        text.append("\" failures=\"").append(failures);
        text.append("\" errors=\"").append(errors);
        text.append("\" skipped=\"").append(skipped).append("\">\n");
    }

    private void test(StringBuilder text, String suite, String name, @Nullable Double millis) {
        text.append("    <testcase classname=\"").append(escaped(report.title() + "." + suite));
        text.append("\" name=\"").append(escaped(name)).append('"');
        if (millis != null) {
            text.append(" time=\"")
                    .append(BigDecimal.valueOf(millis).movePointLeft(3).toPlainString())
                    .append('"');
        }
        text.append(">\n");
    }

    private static void element(StringBuilder text, String element, String message, String body) {
        boolean said = element.equals("system-out");
        text.append("      <").append(element);
        if (!said) {
            text.append(" message=\"").append(escaped(message)).append('"');
        }
        text.append('>').append(escaped(body)).append("</").append(element).append(">\n    </testcase>\n");
    }

    static String escaped(String given) {
        return ILLEGAL.matcher(given)
                .replaceAll("\ufffd")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("\r", "&#13;");
    }
}
