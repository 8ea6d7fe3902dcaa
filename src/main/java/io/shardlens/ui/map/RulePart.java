package io.shardlens.ui.map;

import io.shardlens.map.BucketMarker;
import io.shardlens.map.BucketRows;
import io.shardlens.map.BucketSpace;
import io.shardlens.map.RuleSpace;
import io.shardlens.routing.KeyPlace;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.ShardId;
import io.shardlens.ui.map.MapViewModel.AskedKey;
import io.shardlens.ui.map.MapViewModel.Picture;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// The part of the map screen that shows routings whose shards own no ranges.
final class RulePart {
  private final MapViewModel viewModel;
  private final RuleMapPane pane;
  private final Map<String, RuleView> views = new HashMap<>();

  RulePart(MapViewModel viewModel) {
    this.viewModel = viewModel;
    this.pane = new RuleMapPane(viewModel::choose);
  }

  RuleMapPane pane() {
    return pane;
  }

  void show(Picture picture) {
    RuleSpace space = viewModel.ruleSpace(picture.routing());
    Optional<ShardId> shard = picture.key().flatMap(AskedKey::shard);
    Optional<BucketMarker> marker = Optional.empty();
    Optional<BucketMarker> gridMarker = Optional.empty();
    OptionalInt asked = OptionalInt.empty();
    BucketRows rows = BucketRows.NOT_COUNTED;
    switch (space) {
      case RuleSpace.Line line -> {
        marker = marker(picture, line.line(), line.sample() > 0);
        gridMarker =
            line.line() == line.grid()
                ? marker
                : marker.map(
                    on -> BucketMarker.of(line.grid(), on.bucket(), MapWords.key(picture)));
        rows = line.sample() > 0 ? rows : rows(picture, line.line());
      }
      case RuleSpace.Listed(var values) -> {
        KeyValue value = MapViewModel.value(picture);
        asked = value == null ? asked : values.find(value);
      }
      case RuleSpace.Nested nested -> {
        KeyValue value = MapViewModel.value(picture);
        asked =
            value instanceof KeyValue.Tuple(List<KeyValue> parts)
                ? nested.find(parts.getFirst())
                : asked;
      }
    }
    pane.show(
        views.computeIfAbsent(picture.routing().name(), name -> new RuleView(space)),
        new RuleMapPane.Content(
            viewModel.shardNames(),
            rows,
            marker,
            gridMarker,
            asked,
            shard.map(viewModel::position).map(OptionalInt::of).orElse(OptionalInt.empty()),
            picture.shard(),
            viewModel.sharesByPosition(picture),
            MapWords.note(picture.sizes())));
  }

  /// Where the rule itself puts the key, or else only at its shard: a sampled rule has no place for
  /// it, and a key that the file names is where the file says.
  private Optional<BucketMarker> marker(Picture picture, BucketSpace line, boolean sampled) {
    Optional<ShardId> shard = picture.key().flatMap(AskedKey::shard);
    if (shard.isEmpty()) {
      return Optional.empty();
    }
    String text = MapWords.key(picture);
    if (!sampled) {
      Optional<KeyPlace> place = KeyPlace.of(picture.routing(), MapViewModel.typedKey(picture));
      Optional<BucketMarker> exact =
          place.flatMap(found ->
              found.bucket().isPresent()
                  ? Optional.of(BucketMarker.of(line, found.bucket().getAsInt(), text))
                  : line.isToScale()
                      ? Optional.of(BucketMarker.ofNumber(line, found.number(), text))
                      : Optional.empty());
      if (exact.isPresent()) {
        return exact;
      }
    }
    return BucketMarker.ofOwner(line, viewModel.position(shard.get()), text);
  }

  /// The rows of a shard are those of its bucket where it has only one.
  private BucketRows rows(Picture picture, BucketSpace line) {
    Map<Integer, Long> counted = new HashMap<>();
    for (ShardShare share : picture.shares()) {
      share
          .size()
          .ifPresent(size -> counted.put(viewModel.position(share.shard().id()), size.rows()));
    }
    if (!line.hasOneBucketEach() || counted.isEmpty()) {
      return BucketRows.NOT_COUNTED;
    }
    return bucket -> {
      OptionalInt owner = line.ownerOf(bucket, bucket + 1);
      Long known = owner.isPresent() ? counted.get(owner.getAsInt()) : null;
      return known == null ? OptionalLong.empty() : OptionalLong.of(known);
    };
  }
}
