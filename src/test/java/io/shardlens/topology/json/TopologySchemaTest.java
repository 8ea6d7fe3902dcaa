package io.shardlens.topology.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.shardlens.fixtures.RandomSeed;
import io.shardlens.fixtures.RandomTopology;
import io.shardlens.topology.BucketRule;
import io.shardlens.topology.Environment;
import io.shardlens.topology.HashFunction;
import io.shardlens.topology.KeyPreparation;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.NumberSource;
import io.shardlens.topology.SslMode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The published schema and the reader say the same. Another implementation of JSON Schema judges.
final class TopologySchemaTest {
  private static final Path PUBLISHED = Path.of("docs", "topology.schema.json");
  private static final long SEED = RandomSeed.ofThisRun();

  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(published(), InputFormat.JSON);

  /// What the reader says where a schema can say it, too.
  private static final List<String> STRUCTURAL =
      List.of(
          "needs the member",
          "has no member",
          "is a text, not",
          "is a number, not",
          "is a list, not",
          "is an object, not",
          "is true or false, not",
          "must not be empty",
          "a whole number from",
          " is not. Did you mean",
          "is the number 1",
          "not both",
          "hold no connection URLs:",
          "holds no secrets");

  @Test
  void liesInTheJarAsItIsPublished() throws IOException {
    try (InputStream inJar = TopologySchema.class.getResourceAsStream(TopologySchema.RESOURCE)) {
      assertThat(inJar).hasBinaryContent(Files.readAllBytes(PUBLISHED));
    }
  }

  @Test
  void isWrittenIn2020Dialect() {
    Schema dialect =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(
                com.networknt.schema.SchemaLocation.of(
                    "https://json-schema.org/draft/2020-12/schema"));

    assertThat(dialect.validate(published(), InputFormat.JSON)).isEmpty();
  }

  @Test
  void describesEveryMember() {
    TopologySchema schema = TopologySchema.ofVersion1();
    Stream<Map<String, TopologySchema.MemberSchema>> objects =
        Stream.concat(
                Stream.of(schema.document()),
                Stream.of("shard", "keyRange", "hashPart", "tenant", "group", "override")
                    .map(schema::object))
            .map(TopologySchema.ObjectSchema::members);
    Stream<Map<String, TopologySchema.MemberSchema>> routings =
        schema.strategies().stream().map(schema::routing).map(routing -> routing.members());

    Stream.concat(objects, routings)
        .forEach(members ->
            assertThat(members)
                .allSatisfy(
                    (name, member) -> assertThat(member.description()).as(name).endsWith(".")));
  }

  @Test
  void knowsTheWordsThatTheModelKnows() {
    TopologySchema schema = TopologySchema.ofVersion1();

    assertThat(schema.document().member("environment").words())
        .isEqualTo(words(Environment.values(), Environment::word));
    assertThat(schema.object("shard").member("sslMode").words())
        .isEqualTo(words(SslMode.values(), SslMode::word));
    assertThat(schema.words("keyType")).isEqualTo(words(KeyType.values(), KeyType::word));
    assertThat(schema.object("hashing").member("function").words())
        .isEqualTo(words(HashFunction.values(), HashFunction::word));
    assertThat(schema.object("hashing").member("bytes").words())
        .isEqualTo(words(NumberSource.KeyBytes.Form.values(), NumberSource.KeyBytes.Form::word));
    assertThat(schema.object("hashing").member("charset").words())
        .isEqualTo(
            words(NumberSource.KeyBytes.Charset.values(), NumberSource.KeyBytes.Charset::word));
    assertThat(schema.object("bits").member("layout").words())
        .isEqualTo(words(NumberSource.BitLayout.values(), NumberSource.BitLayout::word));
    assertThat(schema.object("bucketMembers").member("remainder").words())
        .isEqualTo(words(BucketRule.Remainder.values(), BucketRule.Remainder::word));
    assertThat(schema.words("preparationWord"))
        .isEqualTo(
            Stream.concat(
                    words(KeyPreparation.OfText.values(), KeyPreparation.OfText::word).stream(),
                    Stream.of("text", "integer"))
                .toList());
  }

  private static <E> List<String> words(E[] values, Function<E, String> word) {
    return Arrays.stream(values).map(word).toList();
  }

  static List<Path> samples() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("sample-topologies"))) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void takesEverySample(Path sample) throws IOException {
    assertThat(errors(Files.readString(sample))).isEmpty();
  }

  @Test
  void takesWhatIsWritten() {
    Random random = new Random(SEED);
    for (int i = 0; i < 60; i++) {
      String text = new TopologyWriter().text(new RandomTopology(random).topology());

      assertThat(errors(text)).as("seed %d, topology %d:%n%s", SEED, i, text).isEmpty();
    }
  }

  /// Nothing that the reader takes is wrong for an editor.
  @Test
  void takesWhatTheReaderTakesOfBentFiles() throws IOException {
    Random random = new Random(SEED);
    int taken = 0;
    for (int i = 0; i < 1_500; i++) {
      String text = TopologyMutation.of(random);
      if (new TopologyReader().read(text) instanceof ReadResult.Read) {
        taken++;
        assertThat(errors(text)).as("seed %d, round %d:%n%s", SEED, i, text).isEmpty();
      }
    }
    assertThat(taken).isPositive();
  }

  static Stream<Arguments> wrongStrategies() {
    return StrategyRefusalTest.wrong().filter(wrong -> isStructural((String) wrong.get()[2]));
  }

  @ParameterizedTest
  @MethodSource("wrongStrategies")
  void refusesOfStrategiesWhatTheReaderRefuses(String routing, String pointer, String message) {
    assertThat(errors(StrategyRefusalTest.DOCUMENT.formatted(routing.replace("§", ""))))
        .as("%s", message)
        .isNotEmpty();
  }

  static Stream<Arguments> wrongFiles() {
    return TopologyRefusalTest.wrong()
        .filter(wrong -> wrong.get()[3] instanceof String message && isStructural(message))
        // For a schema 1e3 is a whole number.
        .filter(wrong -> !wrong.get()[1].equals("§1e3"));
  }

  @ParameterizedTest
  @MethodSource("wrongFiles")
  void refusesWhatTheReaderRefuses(
      String find, String replacement, String pointer, String message) {
    assertThat(errors(TopologyRefusalTest.bent(find, replacement).replace("§", "")))
        .as("%s", message)
        .isNotEmpty();
  }

  private static boolean isStructural(String message) {
    return STRUCTURAL.stream().anyMatch(message::contains);
  }

  private static List<Error> errors(String text) {
    return SCHEMA.validate(text, InputFormat.JSON);
  }

  private static String published() {
    try {
      return Files.readString(PUBLISHED);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
