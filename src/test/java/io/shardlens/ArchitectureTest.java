package io.shardlens;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.dependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.FileReader;
import java.io.FileWriter;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The house, as rules. A rule that stands in the way of a good change is changed here, with its
/// reason, and not worked around.
class ArchitectureTest {
  private static final String ROOT = "io.shardlens";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  /// Every part of the house, the parts right below it, and why it knows no others. Whatever lies
  /// below those may be used too. A part is a package with all below it, unless that has a part of
  /// its own.
  private static final List<Part> PARTS =
      List.of(
          part("rows", "everyone passes rows on, so they know nobody"),
          part("topology", "a topology is what a file says, not what is done with it", "rows"),
          part("topology.json", "a file format knows the values that it holds", "topology"),
          part(
              "topology.imports",
              "another system's configuration becomes a topology, and nothing else",
              "topology.json"),
          part(
              "topology.imports.yaml",
              "a format knows what every importer promises, and no other format",
              "topology.imports"),
          part(
              "topology.imports.python",
              "a format knows what every importer promises, and no other format",
              "topology.imports"),
          part(
              "topology.imports.toml",
              "a format knows what every importer promises, and no other format",
              "topology.imports"),
          part(
              "topology.imports.catalog",
              "a catalog's rows are read without knowing who fetched them",
              "topology.imports"),
          part(
              "importing",
              "commands and screens ask for an import in the same way, and know no format",
              "topology.imports.python",
              "topology.imports.yaml",
              "topology.imports.toml",
              "topology.imports.catalog"),
          part("sql", "reading a statement needs no shard", "topology"),
          part(
              "routing.hash",
              "a hash knows the values that it hashes, and nothing of shards",
              "topology"),
          part("routing", "a route follows from the topology alone", "routing.hash"),
          part("merge", "rows are merged without knowing where they came from", "rows"),
          part("plan", "a plan is made before anything runs", "sql", "routing"),
          part(
              "export",
              "another program's routing is written from the topology alone, and checked by ours",
              "sql",
              "routing"),
          part("execute", "what a connection is, an implementation knows", "plan", "merge"),
          part(
              "execute.statistics",
              "estimates are for whoever draws: no query and no route may rest on one",
              "execute"),
          part("record", "a record is read and changed through the ports of execute", "execute"),
          part(
              "jdbc",
              "it implements ports and composes nothing",
              "record",
              "topology.json",
              "topology.imports.catalog"),
          part("demo", "it makes servers; screens and commands are not its business", "jdbc"),
          part(
              "embedded",
              "it starts its server as the demo's are, and is asked through a port of execute",
              "demo"),
          part("map", "a picture of a key space needs no toolkit and no server", "routing"),
          part(
              "ui.common",
              "what screens share knows services and no screen",
              "record",
              "map",
              "execute.statistics",
              "importing"),
          part("ui", "a screen does not know who implements its services", "ui.common", "export"),
          part(
              "cli",
              "a command answers where there is no toolkit",
              "embedded",
              "importing",
              "export"),
          part("app", "the one composition root knows everybody, nobody knows it", "ui", "cli"));

  private static final String[] IMPORTERS = {
    "topology.imports",
    "topology.imports.python",
    "topology.imports.yaml",
    "topology.imports.toml",
    "topology.imports.catalog"
  };

  /// Uses a type of the JDK that opens files or connections, or starts programs. The rows of a live
  /// catalog come through the port `CatalogSource`, which `jdbc` implements; decoding the text of a
  /// URL reaches nobody.
  private static final ArchCondition<JavaClass> REACH_OUT =
      dependOnClassesThat(
          resideInAnyPackage(
                  "java.nio.file..",
                  "java.nio.channels..",
                  "java.net..",
                  "javax.net..",
                  "java.sql..",
                  "javax.sql..",
                  "java.rmi..",
                  "javax.naming..",
                  "javax.script..")
              .and(not(equivalentTo(URLDecoder.class)))
              .or(
                  describe(
                      "are files or programs",
                      type ->
                          type.isAssignableTo(File.class)
                              || type.isAssignableTo(FileInputStream.class)
                              || type.isAssignableTo(FileOutputStream.class)
                              || type.isAssignableTo(FileReader.class)
                              || type.isAssignableTo(FileWriter.class)
                              || type.isAssignableTo(RandomAccessFile.class)
                              || type.isAssignableTo(ProcessBuilder.class)
                              || type.isAssignableTo(Runtime.class)
                              || type.isAssignableTo(ClassLoader.class))));

  record Part(String name, String reason, List<String> below) {
    String packageName() {
      return ROOT + "." + name;
    }

    boolean holds(JavaClass type) {
      return partOf(type).filter(this::equals).isPresent();
    }

    boolean mayUse(JavaClass type) {
      return partOf(type).map(this::isOrUses).orElse(true);
    }

    private boolean isOrUses(Part other) {
      return equals(other) || below.stream().anyMatch(name -> named(name).isOrUses(other));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static Part part(String name, String reason, String... below) {
    return new Part(name, reason, List.of(below));
  }

  private static Part named(String name) {
    return PARTS.stream().filter(part -> part.name.equals(name)).findFirst().orElseThrow();
  }

  /// The part with the longest fitting name; empty for what is not ours.
  private static Optional<Part> partOf(JavaClass type) {
    return PARTS.stream()
        .filter(part -> (type.getPackageName() + ".").startsWith(part.packageName() + "."))
        .max(Comparator.comparingInt(part -> part.name.length()));
  }

  private static List<Part> parts() {
    return PARTS;
  }

  @ParameterizedTest
  @MethodSource("parts")
  void partKnowsOnlyThePartsBelowIt(Part part) {
    check(
        classes()
            .that(are(part.name))
            .should()
            .onlyDependOnClassesThat(
                describe("are in " + part + ", below it or not ours", part::mayUse))
            .because(part.reason));
  }

  @Test
  void everyClassIsInAPartOfTheHouse() {
    assertThat(CLASSES.stream().filter(type -> partOf(type).isEmpty()).map(JavaClass::getName))
        .as("a new package is a decision: name it above, with what it may know and why")
        .isEmpty();
  }

  @Test
  void packagesHaveNoCycles() {
    check(
        slices()
            .matching(ROOT + ".(**)")
            .should()
            .beFreeOfCycles()
            .because("two packages that know each other are one package that nobody can read"));
  }

  @Test
  void screensDoNotKnowEachOther() {
    check(
        slices()
            .matching(ROOT + ".ui.(*)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(resideInAPackage(ROOT + ".ui.."), are("ui.common"))
            .because("a screen can then be changed, tested or left out without the others"));
  }

  @Test
  void onlyCompositionNamesTheImplementations() {
    check(
        noClasses()
            .that(not(are("app", "cli", "jdbc", "demo", "embedded")))
            .should()
            .dependOnClassesThat(
                resideInAnyPackage(ROOT + ".jdbc..", ROOT + ".demo..", ROOT + ".embedded.."))
            .because("whoever names an implementation can no longer be tested without it"));
  }

  @Test
  void onlyScreensKnowTheToolkit() {
    only("javafx..", "the core also answers on the command line", "ui", "ui.common", "app");
  }

  @Test
  void onlyJdbcKnowsConnections() {
    String reason = "sessions, read-only and SQLSTATEs have one owner, who gets them right";
    only("java.sql..", reason, "jdbc");
    only("javax.sql..", reason, "jdbc");
    only("com.zaxxer.hikari..", reason, "jdbc");
    only("org.postgresql..", reason, "jdbc");
  }

  @Test
  void onlyTheFileFormatKnowsJackson() {
    String reason = "hostile files are read in one place, which knows the limits";
    only("tools.jackson..", reason, "topology.json");
    only("com.fasterxml.jackson..", reason, "topology.json");
  }

  @Test
  void onlyTheImporterOfAFormatKnowsItsParser() {
    String reason = "a parser's limits and traps are one importer's business";
    only("org.snakeyaml..", reason, "topology.imports.yaml");
    only("org.tomlj..", reason, "topology.imports.toml");
  }

  @Test
  void onlyTheReaderOfStatementsKnowsTheParser() {
    only(
        "net.sf.jsqlparser..",
        "the parser misreads some statements, and one place knows which",
        "sql");
  }

  @Test
  void onlyHashFunctionsKnowTheirLibrary() {
    only("com.dynatrace..", "which hash functions come from where is one decision", "routing.hash");
  }

  @Test
  void onlyTheDemoKnowsEmbeddedServers() {
    only("io.zonky..", "one place knows how to unpack and start a server", "demo");
  }

  @Test
  void onlyCommandsKnowTheCommandLineParser() {
    only("picocli..", "what a command does is not how it is typed", "cli", "app");
  }

  @Test
  void aQueryCanBeFollowedOnPaper() {
    check(
        noClasses()
            .that(are("rows", "topology", "routing", "routing.hash", "plan", "merge", "export"))
            .should()
            .dependOnClassesThat(
                resideInAnyPackage(
                        "javafx..",
                        "java.sql..",
                        "javax.sql..",
                        "java.util.concurrent..",
                        "java.net.http..")
                    .and(not(resideInAPackage("java.util.concurrent.atomic")))
                    .or(
                        describe(
                            "are threads or sockets",
                            type ->
                                type.isAssignableTo(Thread.class)
                                    || type.isAssignableTo(ThreadLocal.class)
                                    || type.isAssignableTo(java.net.Socket.class))))
            .because(
                "these need no toolkit, no database and no thread, and stay testable as such; what"
                    + " threads share without waiting may still be atomic"));
  }

  @Test
  void importersOpenNoFileAndNoNetwork() {
    check(
        noClasses()
            .that(are(IMPORTERS))
            .should(REACH_OUT)
            .because(
                "what is imported is hostile: a configuration must not decide which file is read or"
                    + " which host is asked, so that whoever calls an importer hands it texts and"
                    + " rows"));
  }

  /// The rule above can fail: who hands an importer its files opens them, and is found.
  @Test
  void openingAFileWouldBeSeen() {
    assertThat(
            noClasses().that(are("importing")).should(REACH_OUT).evaluate(CLASSES).hasViolation())
        .isTrue();
  }

  @Test
  void viewModelsKnowPropertiesAndNoNodes() {
    check(
        noClasses()
            .that()
            .haveNameMatching(".*ViewModel(\\$.*)?")
            .should()
            .dependOnClassesThat(
                resideInAPackage("javafx..")
                    .and(
                        not(
                            resideInAnyPackage(
                                "javafx.beans..", "javafx.collections..", "javafx.util.."))))
            .because("a screen's decisions are tested without a toolkit"));
  }

  @Test
  void namesSayWhatAClassIs() {
    check(
        noClasses()
            .should()
            .haveNameMatching(".*(Utils?|Managers?|Helpers?|Impl|Base)(\\$.*)?")
            .because("such a name says that nobody knew what the class is for"));
  }

  @Test
  void everyPackageSaysWhatItIsForAndIsNullMarked() throws IOException {
    for (JavaPackage aPackage : packages()) {
      assertThat(aPackage.isAnnotatedWith(NullMarked.class))
          .as("%s has a package-info.java with @NullMarked", aPackage.getName())
          .isTrue();
      Path source =
          Path.of("src/main/java", aPackage.getName().replace('.', '/'), "package-info.java");
      assertThat(Files.readString(source))
          .as("%s says in a paragraph what it is for", aPackage.getName())
          .startsWith("///");
    }
  }

  private static List<JavaPackage> packages() {
    return CLASSES.stream().map(JavaClass::getPackage).distinct().toList();
  }

  private static void only(String library, String reason, String... parts) {
    check(
        noClasses()
            .that(not(are(parts)))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(library)
            .because(reason));
  }

  private static DescribedPredicate<JavaClass> are(String... parts) {
    List<Part> wanted = Arrays.stream(parts).map(ArchitectureTest::named).toList();
    return describe("are in " + wanted, type -> wanted.stream().anyMatch(part -> part.holds(type)));
  }

  /// Rules may meet no class: a package can be planned before it is filled.
  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(CLASSES);
  }
}
