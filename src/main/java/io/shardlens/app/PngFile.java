package io.shardlens.app;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;

/// Writes pictures as PNG (RFC 2083), eight bits of red, green and blue, without AWT.
final class PngFile {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final int TRUE_COLOUR = 2;
  private static final int UP_FILTER = 2;

  private PngFile() {}

  static void write(Image image, Path file) throws IOException {
    int width = (int) image.getWidth();
    int height = (int) image.getHeight();
    try (OutputStream stream = Files.newOutputStream(file);
        DataOutputStream out = new DataOutputStream(stream)) {
      out.write(SIGNATURE);
      ByteArrayOutputStream header = new ByteArrayOutputStream();
      DataOutputStream fields = new DataOutputStream(header);
      fields.writeInt(width);
      fields.writeInt(height);
      fields.write(new byte[] {8, TRUE_COLOUR, 0, 0, 0});
      chunk(out, "IHDR", header.toByteArray());
      chunk(out, "IDAT", compressed(pixels(image), width, height));
      chunk(out, "IEND", new byte[0]);
    }
  }

  static boolean isSame(Image left, Image right) {
    return Arrays.equals(pixels(left), pixels(right));
  }

  private static int[] pixels(Image image) {
    int width = (int) image.getWidth();
    int height = (int) image.getHeight();
    int[] pixels = new int[width * height];
    image
        .getPixelReader()
        .getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
    return pixels;
  }

  /// Each line as its difference to the one above, which flat screens compress well with.
  private static byte[] compressed(int[] pixels, int width, int height) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] line = new byte[1 + 3 * width];
    byte[] above = new byte[1 + 3 * width];
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
    try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, deflater)) {
      byte[] filtered = new byte[1 + 3 * width];
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          int pixel = pixels[y * width + x];
          line[1 + 3 * x] = (byte) (pixel >> 16);
          line[2 + 3 * x] = (byte) (pixel >> 8);
          line[3 + 3 * x] = (byte) pixel;
        }
        filtered[0] = UP_FILTER;
        for (int i = 1; i < line.length; i++) {
          filtered[i] = (byte) (line[i] - above[i]);
        }
        out.write(filtered);
        System.arraycopy(line, 0, above, 0, line.length);
      }
    } finally {
      deflater.end();
    }
    return bytes.toByteArray();
  }

  private static void chunk(DataOutputStream out, String type, byte[] data) throws IOException {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    out.writeInt(data.length);
    out.write(name);
    out.write(data);
    CRC32 checksum = new CRC32();
    checksum.update(name);
    checksum.update(data);
    out.writeInt((int) checksum.getValue());
  }
}
