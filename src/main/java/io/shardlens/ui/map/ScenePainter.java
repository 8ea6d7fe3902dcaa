package io.shardlens.ui.map;

import io.shardlens.map.ArrowPoints;
import io.shardlens.map.HatchLines;
import io.shardlens.map.MapScene;
import io.shardlens.map.Paint;
import io.shardlens.map.Palette;
import io.shardlens.map.Shape;
import io.shardlens.map.TextMeasure;
import io.shardlens.map.TextStyle;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;

/// Paints scenes on a canvas. To be used on the JavaFX thread.
final class ScenePainter implements TextMeasure {
  /// Boxes that are narrower show no pattern.
  private static final double ROOM_FOR_PATTERN = 6;

  private static final int REMEMBERED = 4_000;

  private final Map<TextStyle, Font> fonts = new EnumMap<>(TextStyle.class);
  private final Map<TextStyle, Map<String, Double>> widths = new EnumMap<>(TextStyle.class);
  private final Text measured = new Text();

  ScenePainter() {
    for (TextStyle style : TextStyle.values()) {
      fonts.put(style, font(style));
      widths.put(style, new HashMap<>());
    }
  }

  private static Font font(TextStyle style) {
    if (style.mono()) {
      return style.bold()
          ? Font.font("JetBrains Mono", javafx.scene.text.FontWeight.BOLD, style.size())
          : Font.font("JetBrains Mono", style.size());
    }
    return Font.font(style.bold() ? "Inter Semi Bold" : "Inter", style.size());
  }

  @Override
  public double width(String text, TextStyle style) {
    Map<String, Double> known = Objects.requireNonNull(widths.get(style));
    if (known.size() > REMEMBERED) {
      known.clear();
    }
    return known.computeIfAbsent(
        text,
        unknown -> {
          measured.setFont(fonts.get(style));
          measured.setText(unknown);
          return measured.getLayoutBounds().getWidth();
        });
  }

  /// Paints a scene with its upper left corner at 0, 0, over a ground of the palette's surface.
  void paint(MapScene scene, Palette palette, GraphicsContext canvas) {
    canvas.setFill(colour(palette, Paint.Role.SURFACE));
    canvas.fillRect(0, 0, scene.width(), scene.height());
    canvas.setTextBaseline(VPos.CENTER);
    for (Shape shape : scene.shapes()) {
      paint(shape, palette, canvas);
    }
  }

  private void paint(Shape shape, Palette palette, GraphicsContext canvas) {
    switch (shape) {
      case Shape.Box box -> box(box, palette, canvas);
      case Shape.Frame frame -> {
        canvas.setStroke(colour(palette, frame.paint()));
        canvas.setLineWidth(frame.line());
        canvas.strokeRect(
            frame.x() + frame.line() / 2,
            frame.y() + frame.line() / 2,
            Math.max(0, frame.width() - frame.line()),
            Math.max(0, frame.height() - frame.line()));
      }
      case Shape.Hatching box ->
          lines(
              HatchLines.of(box.x(), box.y(), box.width(), box.height(), 5, true),
              colour(palette, box.paint()),
              1.5,
              canvas);
      case Shape.Arrow arrow -> {
        if (arrow.hatched()) {
          lines(ArrowPoints.hatching(arrow), colour(palette, arrow.paint()), 2, canvas);
        } else {
          canvas.setFill(colour(palette, arrow.paint()));
          polygon(ArrowPoints.of(arrow), canvas);
        }
      }
      case Shape.Line line -> {
        canvas.setStroke(colour(palette, line.paint()));
        canvas.setLineWidth(line.line());
        // Lines lie between pixels; half a pixel puts them on one.
        double half = line.line() % 2 == 1 ? 0.5 : 0;
        boolean dashed = line.dashed();
        if (dashed) {
          canvas.setLineDashes(2, 3);
        }
        canvas.strokeLine(line.x1() + half, line.y1() + half, line.x2() + half, line.y2() + half);
        if (dashed) {
          canvas.setLineDashes();
        }
      }
      case Shape.Wedge wedge -> {
        canvas.setFill(colour(palette, wedge.paint()));
        polygon(
            new double[] {
              wedge.topLeft(), wedge.top(),
              wedge.topRight(), wedge.top(),
              wedge.bottomRight(), wedge.bottom(),
              wedge.bottomLeft(), wedge.bottom()
            },
            canvas);
      }
      case Shape.Sector sector -> {
        canvas.setFill(colour(palette, sector.paint()));
        ringPart(
            sector.x(),
            sector.y(),
            sector.inner(),
            sector.outer(),
            sector.start(),
            sector.extent(),
            canvas);
        canvas.fill();
      }
      case Shape.SectorFrame frame -> {
        canvas.setStroke(colour(palette, frame.paint()));
        canvas.setLineWidth(frame.line());
        ringPart(
            frame.x(),
            frame.y(),
            frame.inner(),
            frame.outer(),
            frame.start(),
            frame.extent(),
            canvas);
        canvas.stroke();
      }
      case Shape.Label label -> text(label, palette, canvas);
    }
  }

  private void box(Shape.Box box, Palette palette, GraphicsContext canvas) {
    canvas.setFill(colour(palette, box.paint()));
    canvas.fillRect(box.x(), box.y(), box.width(), box.height());
    if (box.paint() instanceof Paint.OfShard(int position, Paint.Tone tone)
        && tone == Paint.Tone.SOLID
        && box.width() >= ROOM_FOR_PATTERN
        && Palette.pattern(position) > 0) {
      lines(
          HatchLines.ofPattern(
              Palette.pattern(position), box.x(), box.y(), box.width(), box.height()),
          colour(palette, Paint.Role.SURFACE),
          1,
          canvas);
    }
  }

  private static void lines(
      List<double[]> lines, Color colour, double width, GraphicsContext canvas) {
    canvas.setStroke(colour);
    canvas.setLineWidth(width);
    for (double[] line : lines) {
      canvas.strokeLine(line[0], line[1], line[2], line[3]);
    }
  }

  private static void polygon(double[] points, GraphicsContext canvas) {
    double[] x = new double[points.length / 2];
    double[] y = new double[points.length / 2];
    for (int i = 0; i < x.length; i++) {
      x[i] = points[2 * i];
      y[i] = points[2 * i + 1];
    }
    canvas.fillPolygon(x, y, x.length);
  }

  /// The path of a part of a ring; JavaFX counts degrees from the right, against the clock.
  private static void ringPart(
      double x,
      double y,
      double inner,
      double outer,
      double start,
      double extent,
      GraphicsContext canvas) {
    canvas.beginPath();
    canvas.arc(x, y, outer, outer, 90 - start, -extent);
    canvas.arc(x, y, inner, inner, 90 - start - extent, extent);
    canvas.closePath();
  }

  private void text(Shape.Label label, Palette palette, GraphicsContext canvas) {
    canvas.setFont(fonts.get(label.style()));
    canvas.setFill(colour(palette, label.paint()));
    canvas.setTextAlign(
        switch (label.anchor()) {
          case LEFT -> TextAlignment.LEFT;
          case CENTRE -> TextAlignment.CENTER;
          case RIGHT -> TextAlignment.RIGHT;
        });
    if (label.degrees() == 0) {
      canvas.fillText(label.text(), Math.rint(label.x()), label.y());
      return;
    }
    canvas.save();
    canvas.translate(label.x(), label.y());
    canvas.rotate(label.degrees());
    canvas.fillText(label.text(), 0, 0);
    canvas.restore();
  }

  private static Color colour(Palette palette, Paint paint) {
    int colour = palette.colour(paint);
    return Color.rgb((colour >> 16) & 0xFF, (colour >> 8) & 0xFF, colour & 0xFF);
  }
}
