package io.shardlens.map;

import java.util.List;
import java.util.Locale;

/// Writes scenes, one below the other, as one SVG document that needs nothing beside it. Every text
/// is escaped; what XML cannot hold is left out.
public final class SvgWriter {
  private final Palette palette;
  private final StringBuilder out = new StringBuilder();
  private double down;

  private SvgWriter(Palette palette) {
    this.palette = palette;
  }

  /// @param title of the document, and its first line
  /// @param subtitle its second line: when, and of what
  public static String svg(String title, String subtitle, List<MapScene> scenes, Palette palette) {
    double width = scenes.stream().mapToDouble(MapScene::width).max().orElse(0);
    double height = 56 + scenes.stream().mapToDouble(MapScene::height).sum() + 8;
    SvgWriter writer = new SvgWriter(palette);
    writer.out.append(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%s\" height=\"%s\" viewBox=\"0 0 %s"
                + " %s\" role=\"img\">%n<title>%s</title>%n",
            number(width),
            number(height),
            number(width),
            number(height),
            escaped(title)));
    writer.rect(0, 0, width, height, Paint.Role.SURFACE);
    writer.text(new Shape.Label(12, 20, title, TextStyle.NAME, Shape.Anchor.LEFT, Paint.Role.TEXT));
    writer.text(
        new Shape.Label(12, 40, subtitle, TextStyle.TEXT, Shape.Anchor.LEFT, Paint.Role.MUTED));
    writer.down = 56;
    for (MapScene scene : scenes) {
      scene.shapes().forEach(writer::shape);
      writer.down += scene.height();
    }
    return writer.out.append("</svg>\n").toString();
  }

  private void shape(Shape shape) {
    switch (shape) {
      case Shape.Box box -> box(box);
      case Shape.Frame frame ->
          out.append(
              String.format(
                  Locale.ROOT,
                  "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" fill=\"none\" stroke=\"%s\""
                      + " stroke-width=\"%s\"/>%n",
                  number(frame.x() + frame.line() / 2),
                  number(frame.y() + down + frame.line() / 2),
                  number(Math.max(0, frame.width() - frame.line())),
                  number(Math.max(0, frame.height() - frame.line())),
                  colour(frame.paint()),
                  number(frame.line())));
      case Shape.Hatching hatching ->
          lines(
              HatchLines.of(
                  hatching.x(), hatching.y(), hatching.width(), hatching.height(), 5, true),
              hatching.paint(),
              1.5);
      case Shape.Arrow arrow -> arrow(arrow);
      case Shape.Line line ->
          out.append(
              String.format(
                  Locale.ROOT,
                  "<line x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\" stroke=\"%s\""
                      + " stroke-width=\"%s\"%s/>%n",
                  number(line.x1()),
                  number(line.y1() + down),
                  number(line.x2()),
                  number(line.y2() + down),
                  colour(line.paint()),
                  number(line.line()),
                  line.dashed() ? " stroke-dasharray=\"2 3\"" : ""));
      case Shape.Wedge wedge ->
          polygon(
              wedge.paint(),
              wedge.topLeft(),
              wedge.top(),
              wedge.topRight(),
              wedge.top(),
              wedge.bottomRight(),
              wedge.bottom(),
              wedge.bottomLeft(),
              wedge.bottom());
      case Shape.Sector sector ->
          sector(
              sector.x(),
              sector.y(),
              sector.inner(),
              sector.outer(),
              sector.start(),
              sector.extent(),
              "fill=\"" + colour(sector.paint()) + "\"");
      case Shape.SectorFrame frame ->
          sector(
              frame.x(),
              frame.y(),
              frame.inner(),
              frame.outer(),
              frame.start(),
              frame.extent(),
              "fill=\"none\" stroke=\""
                  + colour(frame.paint())
                  + "\" stroke-width=\""
                  + number(frame.line())
                  + "\"");
      case Shape.Label label -> text(label);
    }
  }

  private void box(Shape.Box box) {
    rect(box.x(), box.y() + down, box.width(), box.height(), box.paint());
    if (box.paint() instanceof Paint.OfShard(int position, Paint.Tone tone)
        && tone == Paint.Tone.SOLID
        && box.width() >= 6) {
      lines(
          HatchLines.ofPattern(
              Palette.pattern(position), box.x(), box.y(), box.width(), box.height()),
          Paint.Role.SURFACE,
          1);
    }
  }

  private void rect(double x, double y, double width, double height, Paint paint) {
    out.append(
        String.format(
            Locale.ROOT,
            "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" fill=\"%s\"/>%n",
            number(x),
            number(y),
            number(width),
            number(height),
            colour(paint)));
  }

  private void lines(List<double[]> lines, Paint paint, double width) {
    if (lines.isEmpty()) {
      return;
    }
    out.append("<path d=\"");
    for (double[] line : lines) {
      out.append('M')
          .append(number(line[0]))
          .append(' ')
          .append(number(line[1] + down))
          .append('L')
          .append(number(line[2]))
          .append(' ')
          .append(number(line[3] + down));
    }
    out.append(
        String.format(
            Locale.ROOT,
            "\" stroke=\"%s\" stroke-width=\"%s\" fill=\"none\"/>%n",
            colour(paint),
            number(width)));
  }

  private void arrow(Shape.Arrow arrow) {
    double[] points = ArrowPoints.of(arrow);
    if (!arrow.hatched()) {
      polygon(arrow.paint(), points);
      return;
    }
    lines(ArrowPoints.hatching(arrow), arrow.paint(), 1.5);
  }

  private void polygon(Paint paint, double... points) {
    out.append("<polygon points=\"");
    for (int i = 0; i < points.length; i += 2) {
      out.append(number(points[i])).append(',').append(number(points[i + 1] + down)).append(' ');
    }
    out.append("\" fill=\"").append(colour(paint)).append("\"/>\n");
  }

  private void sector(
      double x, double y, double inner, double outer, double start, double extent, String style) {
    double from = Math.toRadians(start);
    // A whole ring has no two ends that an arc could join.
    double to = Math.toRadians(start + Math.min(extent, 359.99));
    int large = extent > 180 ? 1 : 0;
    out.append(
        String.format(
            Locale.ROOT,
            "<path d=\"M%s %sA%s %s 0 %d 1 %s %sL%s %sA%s %s 0 %d 0 %s %sZ\" %s/>%n",
            number(x + outer * Math.sin(from)),
            number(y + down - outer * Math.cos(from)),
            number(outer),
            number(outer),
            large,
            number(x + outer * Math.sin(to)),
            number(y + down - outer * Math.cos(to)),
            number(x + inner * Math.sin(to)),
            number(y + down - inner * Math.cos(to)),
            number(inner),
            number(inner),
            large,
            number(x + inner * Math.sin(from)),
            number(y + down - inner * Math.cos(from)),
            style));
  }

  private void text(Shape.Label label) {
    String anchor =
        switch (label.anchor()) {
          case LEFT -> "start";
          case CENTRE -> "middle";
          case RIGHT -> "end";
        };
    TextStyle style = label.style();
    String turned =
        label.degrees() == 0
            ? ""
            : String.format(
                Locale.ROOT,
                " transform=\"rotate(%s %s %s)\"",
                number(label.degrees()),
                number(label.x()),
                number(label.y() + down));
    out.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%s\" y=\"%s\" dominant-baseline=\"central\" text-anchor=\"%s\""
                + " font-family=\"%s\" font-size=\"%s\" font-weight=\"%s\""
                + " fill=\"%s\"%s>%s</text>%n",
            number(label.x()),
            number(label.y() + down),
            anchor,
            style.mono() ? "JetBrains Mono, monospace" : "Inter, sans-serif",
            number(style.size()),
            style.bold() ? "600" : "400",
            colour(label.paint()),
            turned,
            escaped(label.text())));
  }

  private String colour(Paint paint) {
    return String.format(Locale.ROOT, "#%06x", palette.colour(paint));
  }

  private static String number(double value) {
    double rounded = Math.round(value * 100) / 100.0;
    return rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded);
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints()
        .filter(point ->
            point == '\t'
                || (point >= 0x20
                    && (point < 0xD800 || point > 0xDFFF)
                    && point != 0xFFFE
                    && point != 0xFFFF))
        .forEach(point -> {
          switch (point) {
            case '<' -> escaped.append("&lt;");
            case '>' -> escaped.append("&gt;");
            case '&' -> escaped.append("&amp;");
            case '"' -> escaped.append("&quot;");
            default -> escaped.appendCodePoint(point);
          }
        });
    return escaped.toString();
  }
}
