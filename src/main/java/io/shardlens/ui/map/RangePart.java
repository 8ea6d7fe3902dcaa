package io.shardlens.ui.map;

import io.shardlens.map.RangeMap;
import io.shardlens.topology.RoutingRule;
import io.shardlens.ui.common.ValueText;
import io.shardlens.ui.map.MapViewModel.Picture;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// The part of the map screen that shows range routings.
final class RangePart {
  private final MapViewModel viewModel;
  private final RangeMapPane pane;
  private final Map<String, RangeView> views = new HashMap<>();

  RangePart(MapViewModel viewModel) {
    this.viewModel = viewModel;
    this.pane = new RangeMapPane(viewModel::choose);
  }

  RangeMapPane pane() {
    return pane;
  }

  void show(Picture picture, RoutingRule.Ranged range, MapWords words) {
    RangeView view = view(picture, range);
    view.used(MapViewModel.used(picture));
    List<String> names = words.names();
    List<RangeMap.Share> shares = viewModel.sharesByPosition(picture);
    OptionalInt chosen =
        picture.shard().map(viewModel::position).map(OptionalInt::of).orElse(OptionalInt.empty());
    Optional<RangeMap.Marker> marker =
        picture
            .key()
            .map(key ->
                new RangeMap.Marker(
                    MapViewModel.value(picture), MapWords.key(picture), words.landing(picture)));
    pane.show(
        view,
        new RangeMapPane.Content(
            names,
            state ->
                new RangeMap(
                    state.axis(),
                    state.overview(),
                    names,
                    key -> ValueText.ofCell(key.text()).text(),
                    Optional.empty(),
                    Optional.empty(),
                    shares,
                    marker,
                    state.selected(),
                    chosen,
                    ValueText.escape(picture.routing().name()),
                    false),
            MapWords.note(picture.sizes())));
  }

  /// What is seen of a routing is kept while others are shown.
  private RangeView view(Picture picture, RoutingRule.Ranged range) {
    return views.computeIfAbsent(
        picture.routing().name(),
        name ->
            new RangeView(
                viewModel.keySpace(name, range),
                MapViewModel.bandType(picture),
                MapViewModel.used(picture)));
  }
}
