package io.shardlens.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.fixtures.EveryRouting;
import io.shardlens.fixtures.RandomKey;
import io.shardlens.fixtures.RandomRoutings;
import io.shardlens.fixtures.RandomSeed;
import io.shardlens.fixtures.RuleKind;
import io.shardlens.topology.KeyFormatException;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.ShardId;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The bulk way and the ordinary one agree, for random routings of every rule, and keys that are
/// NULL or none at all.
final class BulkRouterPropertyTest {
  private static final long SEED = RandomSeed.ofThisRun();
  private static final String PLAIN = " \t\u001c\u000baAzZ{}-0189._";
  private static final List<RuleKind> KINDS = RandomRoutings.kindsOfKeys();

  @Test
  void routesEveryKeyAsTheOrdinaryWayDoes() {
    for (int round = 0; round < RandomSeed.cases(1_900, 40_000); round++) {
      Random random = new Random(SEED + round);
      RandomRoutings routings = RandomRoutings.ofKeys(random, shards(random));
      RoutingDefinition routing = routings.routing("random", KINDS.get(round % KINDS.size()));
      agrees(routing, random, "seed " + (SEED + round), 60);
    }
  }

  @Test
  void routesByRoutingsOfTheFileAsTheOrdinaryWayDoes() {
    for (int round = 0; round < RandomSeed.cases(1_500, 40_000); round++) {
      Random random = new Random(SEED + round);
      RoutingDefinition routing = RandomRoutings.ofFiles(random, shards(random)).routing("random");
      agrees(routing, random, "seed " + (SEED + round), 30);
    }
  }

  @Test
  void routesByEachHashAndPreparationAsTheOrdinaryWayDoes() {
    for (RoutingDefinition routing : EveryRouting.list()) {
      agrees(routing, new Random(SEED), "seed " + SEED, RandomSeed.cases(300, 20_000));
    }
  }

  private static List<ShardId> shards(Random random) {
    return IntStream.range(0, 1 + random.nextInt(6)).mapToObj(i -> new ShardId("s" + i)).toList();
  }

  private static void agrees(RoutingDefinition routing, Random random, String seed, int keys) {
    RandomRoutings values = RandomRoutings.ofKeys(random, routing.shards());
    RoutingStrategy ordinary = RoutingStrategy.of(routing, BulkRouterPropertyTest::ask);
    BulkRouter bulk = new BulkRouter(ordinary);
    for (int i = 0; i < keys; i++) {
      List<@Nullable KeyValue> key = key(random, values, routing);
      int expected = position(bulk, ordinary.route(key));
      assertThat(ofTexts(bulk, texts(key, random)))
          .as(() -> "%s: %s of %s".formatted(seed, key, routing))
          .isEqualTo(expected);
      if (key.size() == 1 && key.getFirst() instanceof KeyValue.Countable countable) {
        assertThat(bulk.owner(countable.ordinal()))
            .as(() -> "%s: %s of %s".formatted(seed, key, routing))
            .isEqualTo(expected);
      }
    }
    for (int i = 0; i < keys / 4; i++) {
      List<@Nullable String> texts = oddTexts(random, routing, values);
      assertThat(ofTexts(bulk, texts))
          .as(() -> "%s: %s of %s".formatted(seed, texts, routing))
          .isEqualTo(position(bulk, ordinary, texts));
    }
  }

  /// A directory that knows some keys.
  private static DirectoryLookup.Answer ask(RoutingRule.Directory directory, List<KeyValue> key) {
    List<String> names = List.copyOf(directory.names().keySet());
    return switch (key.hashCode() & 3) {
      case 0 -> new DirectoryLookup.Answer.Missing(Optional.empty());
      case 1 -> new DirectoryLookup.Answer.Failed("it is away", (key.hashCode() & 4) == 0);
      default ->
          new DirectoryLookup.Answer.Found(
              names.isEmpty() ? "" : names.get((key.hashCode() >>> 3) % names.size()),
              Optional.empty());
    };
  }

  /// The overridden keys come up, too, and so do the values of groups.
  private static List<@Nullable KeyValue> key(
      Random random, RandomRoutings routings, RoutingDefinition routing) {
    List<List<KeyValue>> overridden = List.copyOf(routing.overrides().keySet());
    if (!overridden.isEmpty() && random.nextInt(8) == 0) {
      return new ArrayList<>(overridden.get(random.nextInt(overridden.size())));
    }
    List<@Nullable KeyValue> key = routings.keyOrNull(routing);
    RandomKey others = new RandomKey(random);
    for (int i = 0; i < key.size(); i++) {
      KeyType type = routing.keyTypes().get(i);
      if (key.get(i) != null && random.nextBoolean()) {
        key.set(i, type.isText() ? new KeyValue.Text(plain(random)) : others.value(type));
      }
    }
    return key;
  }

  /// What the preparations of a text look for, in ASCII.
  private static String plain(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      text.append(PLAIN.charAt(random.nextInt(PLAIN.length())));
    }
    return text.append(random.nextInt(10)).toString();
  }

  /// The value's own text, or another one for the same value.
  private static List<@Nullable String> texts(
      List<? extends @Nullable KeyValue> key, Random random) {
    List<@Nullable String> texts = new ArrayList<>();
    for (KeyValue value : key) {
      texts.add(
          switch (value) {
            case null -> null;
            case KeyValue.Uuid uuid when random.nextInt(3) == 0 ->
                uuid.text().toUpperCase(java.util.Locale.ROOT).replace("-", "");
            case KeyValue.Moment moment when random.nextBoolean() ->
                moment.text().replace(' ', 'T').replace("+00", "Z");
            case KeyValue.Countable number when random.nextInt(9) == 0 -> " " + number.text();
            case KeyValue other -> other.text();
          });
    }
    return texts;
  }

  private static List<@Nullable String> oddTexts(
      Random random, RoutingDefinition routing, RandomRoutings routings) {
    List<@Nullable String> texts = new ArrayList<>();
    for (KeyType type : routing.keyTypes()) {
      String text = routings.key(type).text();
      int at =
          text.offsetByCodePoints(0, random.nextInt(text.codePointCount(0, text.length()) + 1));
      texts.add(
          switch (random.nextInt(7)) {
            case 0 -> "";
            case 1 -> text + "  ";
            case 2 -> text.substring(0, at);
            case 3 -> text.substring(0, at) + "\u0000" + text.substring(at);
            case 4 -> text.substring(0, at) + (char) (' ' + random.nextInt(95));
            case 5 -> null;
            default -> text;
          });
    }
    return texts;
  }

  private static int position(
      BulkRouter bulk, RoutingStrategy ordinary, List<? extends @Nullable String> texts) {
    List<@Nullable KeyValue> key = new ArrayList<>();
    try {
      for (int i = 0; i < texts.size(); i++) {
        String text = texts.get(i);
        key.add(
            text == null ? null : KeyValue.parse(ordinary.definition().keyTypes().get(i), text));
      }
    } catch (KeyFormatException e) {
      return BulkRouter.NO_KEY;
    }
    return position(bulk, ordinary.route(key));
  }

  static int position(BulkRouter bulk, Route route) {
    return switch (route) {
      case Route.Owned owned -> bulk.shards().indexOf(owned.shard());
      case Route.Unowned _ -> BulkRouter.NOWHERE;
      case Route.Anywhere _ -> BulkRouter.ANYWHERE;
      case Route.Unknown unknown ->
          unknown.connection() ? BulkRouter.UNREACHED : BulkRouter.UNKNOWN;
    };
  }

  /// Between other bytes, as the texts of a file are.
  static int ofTexts(BulkRouter bulk, List<? extends @Nullable String> texts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    int[] starts = new int[texts.size()];
    int[] lengths = new int[texts.size()];
    for (int i = 0; i < starts.length; i++) {
      all.write('<');
      String text = texts.get(i);
      starts[i] = all.size();
      lengths[i] = BulkRouter.NULL;
      if (text != null) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        all.writeBytes(bytes);
        lengths[i] = bytes.length;
      }
    }
    all.write('>');
    return starts.length == 1
        ? bulk.owner(all.toByteArray(), starts[0], lengths[0])
        : bulk.owner(all.toByteArray(), starts, lengths);
  }

  @Test
  void saysOfTextsThatAreNoKeysThatTheyAreNone() {
    RoutingDefinition integers =
        new RoutingDefinition(
            "r", List.of(KeyType.BIGINT), new RoutingRule.Single(new ShardId("s")));
    BulkRouter bulk = new BulkRouter(RoutingStrategy.of(integers));
    for (String text :
        List.of("", "-", "+", "1x", "9223372036854775808", "99999999999999999999", "1.0", " ")) {
      assertThat(ofTexts(bulk, List.of(text))).as(text).isEqualTo(BulkRouter.NO_KEY);
    }
    for (String text : List.of(" 1 ", "+1", "-9223372036854775808", "0000000000000000000001")) {
      assertThat(ofTexts(bulk, List.of(text))).as(text).isZero();
    }
    byte[] broken = {'a', (byte) 0xff};
    assertThat(bulk.owner(broken, 0, 2)).isEqualTo(BulkRouter.NO_KEY);
    assertThat(ofTexts(bulk, List.of("1", "1"))).isEqualTo(BulkRouter.NO_KEY);
  }
}
