package io.shardlens.ui.map;

import io.shardlens.map.KeySpace;
import io.shardlens.map.RuleSpace;
import io.shardlens.topology.RoutingRule;
import io.shardlens.ui.common.Figures;
import io.shardlens.ui.common.Messages;
import io.shardlens.ui.common.TableSizes;
import io.shardlens.ui.common.ValueText;
import io.shardlens.ui.map.MapViewModel.Picture;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// What the map says in words: how keys are split, where the last one landed, what was counted.
final class MapWords {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

  private final MapViewModel viewModel;

  MapWords(MapViewModel viewModel) {
    this.viewModel = viewModel;
  }

  /// Of the shards by position.
  List<String> names() {
    return IntStream.range(0, viewModel.shardNames().size())
        .mapToObj(viewModel.shardNames()::label)
        .toList();
  }

  /// `split by id bigint, 4 ranges, no gap`.
  String describe(Picture picture) {
    String key = keyColumns(picture);
    String shards = Figures.count(picture.routing().shards().size(), "shard", "shards");
    if (picture.routing().rule() instanceof RoutingRule.Ranged range) {
      KeySpace space = viewModel.keySpace(picture.routing().name(), range);
      return Messages.text(
          space.gaps() == 0 ? "map.describe.range" : "map.describe.rangeWithGaps",
          key,
          Figures.count(space.ranges(), "range", "ranges"),
          Figures.count(space.gaps(), "gap", "gaps"));
    }
    RoutingRule rule = picture.routing().rule();
    return switch (viewModel.ruleSpace(picture.routing())) {
      case RuleSpace.Line line when line.sample() > 0 ->
          Messages.text("map.describe.sampled", key, rule.strategy(), shards);
      case RuleSpace.Line _ when rule instanceof RoutingRule.Single ->
          Messages.text("map.describe.other", key, rule.strategy(), shards);
      case RuleSpace.Line line ->
          Messages.text(
              hashes(rule) ? "map.describe.hash" : "map.describe.buckets",
              key,
              Figures.count(line.line().count(), line.line().word(), line.line().word() + "s"),
              shards);
      case RuleSpace.Listed(var values) when rule instanceof RoutingRule.Directory directory ->
          Messages.text(
              "map.describe.directory",
              key,
              ValueText.escape(directory.table().shortName()),
              Figures.count(values.named(), "name", "names"),
              shards);
      case RuleSpace.Listed(var values) ->
          Messages.text(
              values.hasOthers() ? "map.describe.listWithDefault" : "map.describe.list",
              key,
              Figures.count(
                  values.named(), "listed " + values.word(), "listed " + values.word() + "s"),
              shards);
      case RuleSpace.Nested(var nests, var _) ->
          Messages.text(
              "map.describe.grouped", key, Figures.count(nests.size(), "group", "groups"), shards);
    };
  }

  private static boolean hashes(RoutingRule rule) {
    return rule instanceof RoutingRule.Ring
        || rule instanceof RoutingRule.Buckets(io.shardlens.topology.NumberSource.Hash _, var _);
  }

  private static String keyColumns(Picture picture) {
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < picture.table().key().size(); i++) {
      columns.add(
          ValueText.escape(picture.table().key().get(i))
              + " "
              + picture.routing().keyTypes().get(i).word());
    }
    return String.join(", ", columns);
  }

  /// The last key as it was typed, empty for none.
  static String key(Picture picture) {
    return picture
        .key()
        .map(key -> ValueText.ofCell(String.join(", ", key.texts())).text())
        .orElse("");
  }

  /// `lands on Asia`.
  String landing(Picture picture) {
    return picture
        .key()
        .flatMap(MapViewModel.AskedKey::shard)
        .map(viewModel.topology()::shard)
        .map(shard -> Messages.text("map.landsOn", ValueText.escape(shard.label())))
        .orElse(Messages.text("map.landsNowhere"));
  }

  static String note(TableSizes.Sizes sizes) {
    return switch (sizes) {
      case TableSizes.Sizes.Counting counting -> Messages.text("map.counting");
      case TableSizes.Sizes.Counted counted ->
          Messages.text("map.counted", TIME.format(counted.at().atZone(ZoneId.systemDefault())));
      case TableSizes.Sizes.Failed failed -> Messages.text("map.notCounted", failed.message());
    };
  }
}
