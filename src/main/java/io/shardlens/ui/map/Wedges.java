package io.shardlens.ui.map;

import io.shardlens.ui.common.ShardColours;
import io.shardlens.ui.map.ShareBar.Part;
import java.util.List;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Polygon;

/// Leads from each shard's share of the keys to its share of the rows; how far a wedge leans is the
/// skew.
final class Wedges extends Pane {
  static final double HEIGHT = 8;

  /// The wedges reach over the gaps to the bars.
  private static final double REACH = 8;

  private final ShardColours colours;
  private List<Part> above = List.of();
  private List<Part> below = List.of();

  Wedges(ShardColours colours) {
    this.colours = colours;
    setMinWidth(0);
    setMinHeight(HEIGHT);
    setPrefHeight(HEIGHT);
    widthProperty().subscribe(this::draw);
  }

  /// Whether two bars name the same shards in the same order, each once: only then do wedges not
  /// cross.
  static boolean fit(List<Part> above, List<Part> below) {
    return above.stream().map(Part::shard).toList().equals(below.stream().map(Part::shard).toList())
        && above.stream().map(Part::shard).distinct().count() == above.size();
  }

  void show(List<Part> newAbove, List<Part> newBelow) {
    above = List.copyOf(newAbove);
    below = List.copyOf(newBelow);
    draw();
  }

  private void draw() {
    getChildren().clear();
    double top = 0;
    double bottom = 0;
    for (int i = 0; i < above.size(); i++) {
      double nextTop = top + above.get(i).share() * getWidth();
      double nextBottom = bottom + below.get(i).share() * getWidth();
      Polygon wedge =
          new Polygon(
              top,
              -REACH,
              nextTop - 1,
              -REACH,
              Math.max(bottom, nextBottom - 1),
              HEIGHT + REACH,
              bottom,
              HEIGHT + REACH);
      wedge.getStyleClass().add("wedge");
      wedge.getStyleClass().addAll(colours.styleClasses(above.get(i).shard()));
      getChildren().add(wedge);
      top = nextTop;
      bottom = nextBottom;
    }
  }
}
