package io.shardlens.ui.map;

import io.shardlens.execute.TableSize;
import io.shardlens.topology.Shard;
import io.shardlens.ui.common.TableSizes;
import java.util.List;
import java.util.Optional;

/// How much of a table a shard holds.
///
/// @param size what was counted, empty where the shard did not answer or was not counted yet
/// @param shareOfRows 0 to 1, of the rows on the shards that answered
/// @param shareOfBytes 0 to 1, likewise
/// @param evenShare rows divided by an even share of all rows: 1 is even
public record ShardShare(
    Shard shard,
    Optional<TableSize> size,
    double shareOfRows,
    double shareOfBytes,
    double evenShare) {

  /// From here on, a shard that is fuller than the others is worth a word.
  public static final double SKEWED = 1.5;

  /// One for each shard, in order. Shares are of what the answering shards hold.
  static List<ShardShare> of(List<Shard> shards, TableSizes.Sizes sizes) {
    if (!(sizes instanceof TableSizes.Sizes.Counted counted)) {
      return shards.stream()
          .map(shard -> new ShardShare(shard, Optional.empty(), 0, 0, 0))
          .toList();
    }
    long asked =
        shards.stream()
            .filter(shard -> counted.sizes().stream().anyMatch(size -> isOf(shard, size)))
            .count();
    return shards.stream()
        .map(shard ->
            counted.sizes().stream()
                .filter(size -> isOf(shard, size))
                .findFirst()
                .map(size -> of(shard, size, counted, asked))
                .orElse(new ShardShare(shard, Optional.empty(), 0, 0, 0)))
        .toList();
  }

  private static ShardShare of(
      Shard shard, TableSize size, TableSizes.Sizes.Counted counted, long shards) {
    double share = part(size.rows(), counted.rows());
    return new ShardShare(
        shard, Optional.of(size), share, part(size.bytes(), counted.bytes()), share * shards);
  }

  private static boolean isOf(Shard shard, TableSize size) {
    return size.shard().equals(shard.id());
  }

  private static double part(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
