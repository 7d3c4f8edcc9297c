package stet.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import stet.platform.db.Scope;

/** The architecture is a table, and the table is this test. */
class ArchitectureTest {
    private static final JavaClasses SERVER = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("stet");

    /** What each feature may use, besides {@code platform}. */
    private static final Map<String, List<String>> USES = new TreeMap<>(Map.ofEntries(
            Map.entry("access", List.of()),
            Map.entry("registry", List.of("access")),
            Map.entry("models", List.of("access")),
            Map.entry("traces", List.of("access")),
            Map.entry("statistics", List.of()),
            Map.entry("evaluators", List.of("access", "registry")),
            Map.entry(
                    "evaluations",
                    List.of(
                            "access",
                            "registry",
                            "models",
                            "prompts",
                            "releases",
                            "traces",
                            "datasets",
                            "evaluators",
                            "gateway",
                            "statistics")),
            Map.entry("judges", List.of("access", "registry", "models", "prompts", "evaluators", "gateway", "traces")),
            Map.entry("views", List.of("access", "traces")),
            Map.entry("exports", List.of("access", "traces")),
            Map.entry("releases", List.of("access", "registry", "prompts", "models", "markers")),
            Map.entry("compat", List.of("access", "models", "prompts", "registry", "releases", "traces")),
            Map.entry("gateway", List.of("access", "models", "prompts", "registry", "releases", "traces")),
            Map.entry("costs", List.of("access", "models", "traces")),
            Map.entry("markers", List.of("access")),
            Map.entry("datasets", List.of("access", "registry", "traces")),
            Map.entry("prompts", List.of("access", "models", "registry")),
            Map.entry("playground", List.of("access", "models", "registry", "prompts", "gateway", "traces")),
            Map.entry("notices", List.of("access")),
            Map.entry("webhooks", List.of("access")),
            Map.entry("demo", List.of("access", "models", "registry", "releases", "traces", "gateway"))));

    static Stream<String> features() {
        return USES.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("features")
    void aFeatureUsesOnlyWhatTheTableAllows(String feature) {
        var allowed = Stream.concat(Stream.of(feature, "platform"), USES.getOrDefault(feature, List.of()).stream())
                .map(it -> "stet." + it + "..")
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage("stet." + feature + "..")
                .should()
                .dependOnClassesThat(resideInAPackage("stet..").and(not(resideInAnyPackage(allowed))))
                .allowEmptyShould(true)
                .check(SERVER);
    }

    @Test
    void everyPackageIsInTheTable() {
        var unknown = SERVER.stream()
                .map(JavaClass::getPackageName)
                .filter(it -> it.startsWith("stet."))
                .map(it -> it.split("\\.", -1)[1])
                .filter(it -> !USES.containsKey(it)
                        && !List.of("platform", "client", "cli").contains(it))
                .distinct();

        assertThat(unknown).isEmpty();
    }

    @Test
    void thePlatformKnowsNoFeature() {
        noClasses()
                .that()
                .resideInAPackage("stet.platform..")
                .should()
                .dependOnClassesThat(resideInAPackage("stet..").and(not(resideInAPackage("stet.platform.."))))
                .check(SERVER);
    }

    @Test
    void featuresHaveNoCycles() {
        SlicesRuleDefinition.slices()
                .matching("stet.(*)..")
                .should()
                .beFreeOfCycles()
                .check(SERVER);
    }

    @Test
    void storesAndRoutesStayInsideTheirFeature() {
        classes()
                .that()
                .haveSimpleNameEndingWith("Routes")
                .or(storesOfRecords())
                .should()
                .bePackagePrivate()
                .allowEmptyShould(true)
                .check(SERVER);
    }

    @Test
    void httpTypesAreUsedOnlyWhereHttpIsSpoken() {
        noClasses()
                .that(not(resideInAnyPackage(
                        "stet.platform.http..",
                        "stet.platform.outbound..",
                        "stet.gateway..",
                        "stet.models.simulated..")))
                .and()
                .haveSimpleNameNotEndingWith("Routes")
                .and()
                .haveSimpleNameNotEndingWith("Feature")
                .and()
                .haveSimpleNameNotEndingWith("Relay")
                .and()
                .resideOutsideOfPackage("stet")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.vertx.core.http..")
                .check(SERVER);
    }

    @Test
    void jdbcIsUsedOnlyByStoresAndTheirPlatform() {
        noClasses()
                .that(not(resideInAnyPackage("stet.platform.db..", "stet.traces.duckdb..")))
                .and()
                .haveSimpleNameNotEndingWith("Store")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "org.jdbi..")
                .check(SERVER);
    }

    @Test
    void onlyAccessSaysWhatMayBeTouched() {
        classes()
                .that()
                .implement(Scope.class)
                .and()
                .areNotInterfaces()
                .should()
                .resideInAPackage("stet.access..")
                .check(SERVER);
    }

    @Test
    void timeComesFromAClockThatIsPassedIn() {
        noClasses()
                .that()
                .resideOutsideOfPackage("stet")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(SERVER);
    }

    @Test
    void threadsComeFromThePlatform() {
        noClasses()
                .that()
                .resideOutsideOfPackages("stet.platform..", "stet")
                .should()
                .callMethod(Thread.class, "ofVirtual")
                .orShould()
                .callMethod(Thread.class, "ofPlatform")
                .orShould()
                .callMethod(Thread.class, "startVirtualThread", Runnable.class)
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.concurrent.Executors")
                .check(SERVER);
    }

    @Test
    void namesSayWhatAThingIs() {
        noClasses()
                .should()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .haveSimpleNameEndingWith("Service")
                .orShould()
                .haveSimpleNameEndingWith("Dto")
                .check(SERVER);
    }

    private static DescribedPredicate<JavaClass> storesOfRecords() {
        return DescribedPredicate.describe(
                "are stores of records",
                it -> it.getSimpleName().endsWith("Store")
                        && !it.getPackageName().startsWith("stet.traces"));
    }
}
