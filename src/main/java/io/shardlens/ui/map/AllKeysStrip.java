package io.shardlens.ui.map;

import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import io.shardlens.ui.common.ShardColours;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// Every value that the key's type has, on a symmetric logarithmic line, with a frame around what
/// the map above shows to scale.
final class AllKeysStrip extends Pane {
  private static final double LABELS = 16;
  private static final double STRIP = 12;

  private final ShardColours colours;
  private KeyType type = KeyType.BIGINT;
  private List<RangeBand.Piece> pieces = List.of();
  private @Nullable KeyScale inView;

  AllKeysStrip(ShardColours colours) {
    this.colours = colours;
    setMinWidth(0);
    setMinHeight(LABELS + STRIP + 4);
    setPrefHeight(LABELS + STRIP + 4);
    widthProperty().subscribe(this::draw);
  }

  void show(KeyType newType, List<RangeBand.Piece> newPieces, @Nullable KeyScale newInView) {
    type = newType;
    pieces = List.copyOf(newPieces);
    inView = newInView;
    draw();
  }

  private void draw() {
    getChildren().clear();
    if (getWidth() < 200) {
      return;
    }
    for (RangeBand.Piece piece : pieces) {
      Region box = new Region();
      box.getStyleClass().addAll(piece.shard().map(colours::styleClasses).orElse(List.of("gap")));
      box.getStyleClass().add(piece.shard().isPresent() ? "shard-fill" : "strip-gap");
      double left = piece.from() == null ? 0 : x(piece.from());
      double right = piece.to() == null ? getWidth() : x(piece.to());
      place(box, left, LABELS + 2, Math.max(1, right - left - 1), STRIP);
    }
    addLabels();
    if (inView != null) {
      Region frame = new Region();
      frame.getStyleClass().add("band-selection");
      double left = x(inView.first());
      place(frame, left - 3, LABELS, x(inView.last()) - left + 6, STRIP + 4);
    }
  }

  private void addLabels() {
    double width = getWidth();
    addLabel((double) type.minimum(), 0, 0);
    addLabel((double) type.maximum(), width, 1);
    for (double power : List.of(1e12, 1e6)) {
      if (power < type.maximum() / 10.0) {
        addLabel(-power, x(-power), 0.5);
        addLabel(power, x(power), 0.5);
      }
    }
  }

  /// @param anchor which part of the label stands at x, 0 its left edge, 1 its right edge
  private void addLabel(double key, double x, double anchor) {
    Label label = new Label(power(key));
    label.getStyleClass().addAll("mono-small", "muted");
    double length = label.getText().length() * 6.7;
    place(label, Math.rint(x - anchor * length), -2, length + 2, LABELS);
  }

  /// `-9.2e18`, `1e12`.
  private static String power(double key) {
    int exponent = (int) Math.floor(Math.log10(Math.abs(key)));
    String digits = String.format(java.util.Locale.ROOT, "%.1f", key / Math.pow(10, exponent));
    return (digits.endsWith(".0") ? digits.substring(0, digits.length() - 2) : digits)
        + "e"
        + exponent;
  }

  private double x(KeyValue key) {
    return key instanceof KeyValue.Int(long number) ? x((double) number) : 0;
  }

  private double x(double key) {
    double most = Math.log10(1 + (double) type.maximum());
    double place = Math.signum(key) * Math.log10(1 + Math.abs(key)) / most;
    return (place + 1) / 2 * getWidth();
  }

  private void place(Region node, double x, double y, double width, double height) {
    node.setManaged(false);
    node.resizeRelocate(x, y, width, height);
    getChildren().add(node);
  }
}
