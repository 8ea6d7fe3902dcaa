package io.shardlens.ui.map;

import io.shardlens.map.MapScene;
import io.shardlens.map.Palette;
import io.shardlens.map.Target;
import io.shardlens.map.TextMeasure;
import java.util.Optional;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Background;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/// Shows a [MapScene] on a canvas of the size of its place, and tells what the mouse is over. A
/// scene is made for a width; it is made anew when the width changes, and painted at most once
/// before each frame.
final class MapCanvas extends Region {

  /// Makes a scene for a width.
  interface Maker {
    MapScene make(double width, TextMeasure measure);

    /// The height of the scene, where that is known without making it.
    default double height(double width, TextMeasure measure) {
      return make(width, measure).height();
    }
  }

  private static final double DARK = 0.5;

  private final Canvas canvas = new Canvas();
  private final ScenePainter painter = new ScenePainter();
  private final Tooltip hint = new Tooltip();
  private Maker maker = (width, measure) -> MapScene.empty();
  private MapScene scene = MapScene.empty();
  private @Nullable Target hovered;

  MapCanvas() {
    getStyleClass().add("map-canvas");
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    getChildren().add(canvas);
    setMinWidth(0);
    setMaxHeight(USE_PREF_SIZE);
    hint.setShowDelay(Duration.millis(250));
    hint.getStyleClass().add("map-hint");
    setOnMouseMoved(event -> hover(event.getX(), event.getY()));
    setOnMouseExited(event -> {
      hovered = null;
      Tooltip.uninstall(this, hint);
    });
    // The ground comes from the theme, and with it which palette belongs to it.
    backgroundProperty().subscribe(this::requestLayout);
  }

  void show(Maker newMaker) {
    maker = newMaker;
    requestLayout();
  }

  MapScene scene() {
    return scene;
  }

  TextMeasure measure() {
    return painter;
  }

  ScenePainter painter() {
    return painter;
  }

  Optional<Target> at(double x, double y) {
    return scene.hit(x, y);
  }

  /// The palette of the theme that dresses the window.
  Palette palette() {
    Background ground = getBackground();
    return ground != null
            && !ground.getFills().isEmpty()
            && ground.getFills().getFirst().getFill() instanceof Color colour
            && colour.getBrightness() < DARK
        ? Palette.DARK
        : Palette.LIGHT;
  }

  private void hover(double x, double y) {
    Target target = at(x, y).orElse(null);
    if (target == null) {
      hovered = null;
      Tooltip.uninstall(this, hint);
    } else if (!target.equals(hovered)) {
      hovered = target;
      hint.setText(target.words());
      Tooltip.install(this, hint);
    }
  }

  @Override
  protected double computePrefHeight(double width) {
    double known = width > 0 ? width : Math.max(getWidth(), 400);
    return maker.height(known, painter);
  }

  @Override
  protected double computeMinHeight(double width) {
    return computePrefHeight(width);
  }

  @Override
  public javafx.geometry.Orientation getContentBias() {
    return javafx.geometry.Orientation.HORIZONTAL;
  }

  @Override
  protected void layoutChildren() {
    scene = maker.make(getWidth(), painter);
    canvas.setWidth(scene.width());
    canvas.setHeight(scene.height());
    canvas.getGraphicsContext2D().clearRect(0, 0, scene.width(), scene.height());
    painter.paint(scene, palette(), canvas.getGraphicsContext2D());
  }
}
