import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/// Draws the application's icon, a lens over the key space of four shards, and writes it in the
/// forms of the three systems: `shardlens.png`, `shardlens.ico`, `shardlens.icns`.
///
/// Not part of the build: run it after changing the drawing, with the folder to write to.
public class DrawIcons {
  private static final int GRID = 512;
  private static final Color PAPER = new Color(0xF6F8FA);
  private static final Color INK = new Color(0x1B1F24);

  /// The first four colours of shards, as the screens have them.
  private static final List<Color> SHARDS =
      List.of(new Color(0x0072B2), new Color(0xE69F00), new Color(0x009E73), new Color(0xCC79A7));

  public static void main(String[] arguments) throws IOException {
    System.setProperty("java.awt.headless", "true");
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    Files.write(folder.resolve("shardlens.png"), png(512));
    Files.write(folder.resolve("shardlens.ico"), windowsIcon(16, 32, 48, 256));
    Map<String, Integer> sizes = new LinkedHashMap<>();
    sizes.put("icp4", 16);
    sizes.put("icp5", 32);
    sizes.put("ic07", 128);
    sizes.put("ic08", 256);
    sizes.put("ic09", 512);
    Files.write(folder.resolve("shardlens.icns"), macIcon(sizes));
  }

  private static byte[] png(int size) throws IOException {
    BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_ARGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    graphics.scale((double) size / GRID, (double) size / GRID);
    draw(graphics);
    graphics.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return bytes.toByteArray();
  }

  private static void draw(Graphics2D graphics) {
    graphics.setColor(PAPER);
    graphics.fill(new RoundRectangle2D.Double(16, 16, 480, 480, 108, 108));
    keySpace(graphics, 72, 212, 368, 88, 12);
    Shape lens = new Ellipse2D.Double(116, 108, 236, 236);
    graphics.setColor(Color.WHITE);
    graphics.fill(lens);
    graphics.setClip(lens);
    keySpace(graphics, -68, 150, 656, 152, 20);
    graphics.setClip(null);
    graphics.setColor(INK);
    graphics.setStroke(new BasicStroke(30, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    graphics.draw(lens);
    graphics.setStroke(new BasicStroke(44, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    graphics.draw(new Line2D.Double(326, 318, 416, 408));
  }

  private static void keySpace(
      Graphics2D graphics, double x, double y, double width, double height, double gap) {
    double each = (width - gap * (SHARDS.size() - 1)) / SHARDS.size();
    for (int i = 0; i < SHARDS.size(); i++) {
      graphics.setColor(SHARDS.get(i));
      graphics.fill(new Rectangle2D.Double(x + i * (each + gap), y, each, height));
    }
  }

  /// A directory of pictures, each a whole PNG; numbers are little-endian.
  private static byte[] windowsIcon(int... sizes) throws IOException {
    ByteArrayOutputStream directory = new ByteArrayOutputStream();
    ByteArrayOutputStream pictures = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(directory);
    out.writeShort(0);
    out.writeShort(Short.reverseBytes((short) 1));
    out.writeShort(Short.reverseBytes((short) sizes.length));
    for (int size : sizes) {
      byte[] png = png(size);
      out.writeByte(size);
      out.writeByte(size);
      out.writeShort(0);
      out.writeShort(Short.reverseBytes((short) 1));
      out.writeShort(Short.reverseBytes((short) 32));
      out.writeInt(Integer.reverseBytes(png.length));
      out.writeInt(Integer.reverseBytes(6 + 16 * sizes.length + pictures.size()));
      pictures.write(png);
    }
    directory.write(pictures.toByteArray());
    return directory.toByteArray();
  }

  /// Pictures one after the other, each a type, a length that counts its own header, and a PNG.
  private static byte[] macIcon(Map<String, Integer> sizes) throws IOException {
    ByteArrayOutputStream pictures = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(pictures);
    for (Map.Entry<String, Integer> entry : sizes.entrySet()) {
      byte[] png = png(entry.getValue());
      out.writeBytes(entry.getKey());
      out.writeInt(8 + png.length);
      out.write(png);
    }
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    DataOutputStream header = new DataOutputStream(file);
    header.writeBytes("icns");
    header.writeInt(8 + pictures.size());
    file.write(pictures.toByteArray());
    return file.toByteArray();
  }
}
