package stet.evaluations.reports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import stet.evaluations.ItemScore;
import stet.evaluations.ItemScore.Verdict;
import stet.evaluations.RunItem;
import stet.evaluations.SampleItems;
import stet.evaluations.criteria.Criteria;
import stet.evaluations.criteria.Criterion;
import stet.evaluations.reports.Report.NamedRun;
import stet.platform.json.Json;

class ReportsTest {
    private static final Path EXPECTED = Path.of("src/test/resources/reports");
    private static final String HOSTILE =
            "</pre><script>alert(1)</script> | @everyone [x](javascript:alert(1)) https://evil.example \u0000\u001b[31m ]]> & \"quoted\" 'single' \ud83d\ude00";

    private static Report report(List<RunItem> candidate, List<RunItem> baseline) {
        return Report.of(
                "billing bot",
                new NamedRun("version 2", candidate),
                new NamedRun("version 1", baseline),
                new Criteria(List.of(
                        Criterion.read(Json.MAPPER.readTree("{\"metric\":\"pass\",\"min\":0.7}"), "criteria[0]"),
                        Criterion.read(
                                Json.MAPPER.readTree("{\"metric\":\"pass\",\"regression\":{\"margin\":0.02}}"),
                                "criteria[1]"))));
    }

    private static Report usual() {
        var candidate = new ArrayList<>(SampleItems.run("p".repeat(30) + "f".repeat(9) + "e"));
        candidate.set(35, SampleItems.mustPass(candidate.get(35)));
        return report(candidate, SampleItems.run("p".repeat(40)));
    }

    private static Report hostile() {
        var item = new RunItem(
                HOSTILE,
                1,
                RunItem.State.DONE,
                List.of(HOSTILE),
                HOSTILE,
                1,
                false,
                HOSTILE,
                null,
                12.5,
                null,
                null,
                null,
                null,
                List.of(new ItemScore(HOSTILE, Verdict.FAIL, 0.0, 1, null, HOSTILE, List.of(), null, null)));
        return Report.of(
                HOSTILE,
                new NamedRun(HOSTILE, List.of(item)),
                new NamedRun(HOSTILE, List.of(item)),
                new Criteria(List.of()));
    }

    @ParameterizedTest
    @CsvSource({"TABLE,report.txt", "HTML,report.html", "JUNIT,report.xml", "MARKDOWN,report.md", "JSON,report.json"})
    void aReportIsWrittenInEveryForm(ReportFormat format, String file) throws Exception {
        String written = format.write(usual());

        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(EXPECTED.resolve(file), written);
        }
        assertThat(written).isEqualTo(Files.readString(EXPECTED.resolve(file)));
    }

    @ParameterizedTest
    @EnumSource(ReportFormat.class)
    void whatWasAnsweredStaysText(ReportFormat format) {
        String written = format.write(hostile());

        assertThat(written).doesNotContain("\u0000", "\u001b");
        switch (format) {
            case HTML ->
                assertThat(written).doesNotContain("<script", "</pre><s").contains("&lt;script&gt;");
            case MARKDOWN ->
                assertThat(written)
                        .doesNotContain("<script", "@everyone", "https://")
                        .doesNotContainPattern("[^\\\\]\\]\\(");
            case JUNIT -> assertThat(written).doesNotContain("<script").contains("&lt;script&gt;");
            case TABLE, JSON -> assertThat(written).contains("evil.example");
        }
    }

    @Test
    void theXmlIsReadByAnyReader() throws Exception {
        var document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(
                        ReportFormat.JUNIT.write(hostile()).getBytes(UTF_8)));

        var failures = document.getElementsByTagName("failure");
        assertThat(failures.getLength()).isEqualTo(1);
        assertThat(failures.item(0).getTextContent()).contains("<script>alert(1)</script>", "\ud83d\ude00");
    }

    @Test
    void failsThatTheCriteriaAllowBreakNoBuild() {
        var report = Report.of(
                "billing bot",
                new NamedRun("version 2", SampleItems.run("ppppf")),
                null,
                new Criteria(List.of(
                        Criterion.read(Json.MAPPER.readTree("{\"metric\":\"pass\",\"min\":0.7}"), "criteria[0]"))));

        assertThat(ReportFormat.JUNIT.write(report))
                .doesNotContain("<failure")
                .contains("fail, which the criteria allow");
        assertThat(ReportFormat.TABLE.write(report))
                .startsWith("Passed: billing bot\nversion 2\n5 items: 4 pass, 1 fail");
    }

    @Test
    void longOutputsAreCut() {
        var item = SampleItems.run("f").getFirst();
        var longer = new RunItem(
                item.caseId(),
                1,
                item.state(),
                List.of(),
                null,
                1,
                false,
                "\ud83d\ude00".repeat(50_000),
                null,
                null,
                null,
                null,
                null,
                null,
                item.scores());
        var report = Report.of("long", new NamedRun("one", List.of(longer)), null, new Criteria(List.of()));

        assertThat(ReportFormat.HTML.write(report).length()).isLessThan(20_000);
    }
}
