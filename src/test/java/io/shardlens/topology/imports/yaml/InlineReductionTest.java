package io.shardlens.topology.imports.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shardlens.topology.ShardId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InlineReductionTest {

  private static Targets targets(String... names) {
    Map<String, ShardId> shards = new LinkedHashMap<>();
    for (String name : names) {
      shards.put(name, new ShardId(name));
    }
    return Targets.ofDataSources(shards);
  }

  private static final Targets FOUR = targets("ds_0", "ds_1", "ds_2", "ds_3");

  private static InlineRouting reduced(String template, Targets targets) throws InlineException {
    return InlineReduction.reduce(InlineTemplate.parse(template), "id", targets);
  }

  private static String shown(InlineRouting routing) {
    return switch (routing) {
      case InlineRouting.Modulo modulo ->
          modulo.dividend()
              + " "
              + modulo.sign()
              + " "
              + modulo.shards().stream()
                  .map(shard -> shard.map(id -> id.value().substring(3)).orElse("-"))
                  .collect(Collectors.joining());
      case InlineRouting.Values values ->
          values.shards().entrySet().stream()
              .map(entry -> entry.getKey() + "=" + entry.getValue())
              .collect(Collectors.joining(" "));
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ds_${id % 4}|KEY HAS_NO_SHARD 0123",
        "ds_$->{id % 2}|KEY HAS_NO_SHARD 01",
        "ds_${(id % 8) % 4}|KEY HAS_NO_SHARD 0123",
        "ds_${Math.abs(id % 8).intdiv(2)}|KEY ABSOLUTE 00112233",
        "ds_${(Math.abs(id) % 8).intdiv(2)}|KEY ABSOLUTE 00112233",
        "ds_${id % 8 / 2}|KEY HAS_NO_SHARD 0-1-2-3-",
        "ds_${id % 5}|KEY HAS_NO_SHARD 0123-",
        "ds_${Math.abs(id % 4)}|KEY ABSOLUTE 0123",
        "ds_${Math.abs(id) % 4}|KEY ABSOLUTE 0123",
        "ds_${((id % 4) + 4) % 4}|KEY FLOOR 0123",
        "ds_${id.hashCode() % 4}|HASH_CODE HAS_NO_SHARD 0123",
        "ds_${Math.abs(id.hashCode()) % 4}|HASH_CODE ABSOLUTE 0123",
        "ds_${Math.abs(id.hashCode() % 4)}|HASH_CODE ABSOLUTE 0123",
        "ds_${3 - id % 4}|KEY HAS_NO_SHARD 3210",
        "ds_${(id % 2) * 2 + (id % 6) / 6 }|KEY FLOOR 0-----",
        "${'ds_' }${id % 2}|KEY HAS_NO_SHARD 01",
        "ds_${id % 1}|KEY FLOOR 0",
        "ds_${id}|0=ds_0 1=ds_1 2=ds_2 3=ds_3",
        "ds_${id.toString()}|0=ds_0 1=ds_1 2=ds_2 3=ds_3",
      })
  void remaindersBecomeARule(String template, String expected) throws InlineException {
    assertThat(shown(reduced(template, FOUR))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ds_${id / 1000}|more of the key matters than a remainder such as key % 4",
        "ds_${id % 4 + id}|more of the key matters than a remainder such as key % 4",
        "ds_${id % 0}|more of the key matters than a remainder such as key % 4",
        "ds_${id.toString().hashCode() % 4}|more of the key matters than a remainder such as key %"
            + " 4",
        "ds_${other % 4}|more of the key matters than a remainder such as key % 4",
        "ds_0|the sharding column does not stand in it",
        "ds_${id % 4 + id.hashCode() % 4}|it takes remainders of different numbers",
        "ds_${id % 4096 + id % 4095}|it tells more than 4096 remainders apart",
        "other_${id % 4}|there is no data source of a name that it gives",
        "other_${id}|there is no data source of a name that it could give",
        "ds_${(id % 8).intdiv(2)}|it sends negative keys by a rule of their own",
        "ds_${id % 3 + 1}|it sends negative keys by a rule of their own",
        "ds_${[0,1]}${id % 2}|there is no data source of a name that it gives",
      })
  void theRestIsNotUnderstoodAndSaysWhy(String template, String reason) {
    assertThatThrownBy(() -> reduced(template, FOUR)).hasMessage(reason);
  }

  @Test
  void paddedNumbersFindTheirNames() throws InlineException {
    assertThat(
            shown(reduced("ds_${(id % 2).toString().padLeft(2, '0')}", targets("ds_00", "ds_01"))))
        .isEqualTo("KEY HAS_NO_SHARD 0001");
  }

  /// ShardingSphere fills numbers up to the shortest one among the names.
  @Test
  void numberedTargetsAreFoundAsTheApplicationFindsThem() {
    assertThat(FOUR.numbered(3, 0)).contains(new ShardId("ds_3"));
    assertThat(FOUR.numbered(4, 0)).isEmpty();
    assertThat(FOUR.numbered(-1, 0)).isEmpty();
    assertThat(targets("ds00", "ds01", "ds10").numbered(1, 0)).contains(new ShardId("ds01"));
    assertThat(targets("ds8", "ds9", "ds10").numbered(10, 0)).contains(new ShardId("ds10"));
    assertThat(targets("ds08", "ds9").numbered(8, 0)).isEqualTo(Optional.empty());
    assertThat(targets("eu", "us").numbered(0, 0)).isEmpty();
    Map<String, ShardId> tables = new LinkedHashMap<>();
    tables.put("t_2024_0", new ShardId("a"));
    tables.put("t_2024_1", new ShardId("b"));
    assertThat(Targets.ofTables("t_2024", tables).numbered(1, 0)).contains(new ShardId("b"));
    assertThat(Targets.ofTables("other", tables).numbered(1, 0)).contains(new ShardId("b"));
  }
}
