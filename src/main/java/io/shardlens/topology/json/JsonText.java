package io.shardlens.topology.json;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.SerializableString;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.io.CharacterEscapes;
import tools.jackson.core.io.SerializedString;
import tools.jackson.core.json.JsonFactory;

/// Writes JSON values one after the other, without line breaks inside of them; [#endLine] after
/// each makes JSON Lines. Characters that steer a terminal or turn the direction of writing come
/// out as `\\u` escapes, so that the text can be shown as it is.
///
/// Not thread-safe. What the Appendable throws comes through as [UncheckedIOException]; values in
/// places where JSON takes none are an unchecked exception, too.
public final class JsonText implements AutoCloseable {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .characterEscapes(new TerminalSafeEscapes())
          .rootValueSeparator("")
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT)
          .build();

  private final JsonGenerator generator;

  /// @param out is written to, and never closed
  public JsonText(Appendable out) {
    generator = FACTORY.createGenerator(ObjectWriteContext.empty(), new AppendableWriter(out));
  }

  /// One text as a JSON string, with its quotes.
  public static String quoted(String text) {
    if (text.chars().allMatch(JsonText::isPlain)) {
      return '"' + text + '"';
    }
    StringWriter out = new StringWriter(text.length() + 2);
    try (JsonText json = new JsonText(out)) {
      json.text(text);
    }
    return out.toString();
  }

  /// Whether a character stands for itself in a JSON string, and is seen.
  private static boolean isPlain(int character) {
    return character >= ' ' && character < 0x7f && character != '"' && character != '\\';
  }

  public JsonText startObject() {
    generator.writeStartObject();
    return this;
  }

  public JsonText endObject() {
    generator.writeEndObject();
    return this;
  }

  public JsonText startArray() {
    generator.writeStartArray();
    return this;
  }

  public JsonText endArray() {
    generator.writeEndArray();
    return this;
  }

  /// The name of the member whose value comes next.
  public JsonText name(String name) {
    generator.writeName(name);
    return this;
  }

  /// A string, or `null` for null.
  public JsonText text(@Nullable String text) {
    if (text == null) {
      generator.writeNull();
    } else {
      generator.writeString(text);
    }
    return this;
  }

  public JsonText number(long number) {
    generator.writeNumber(number);
    return this;
  }

  public JsonText truth(boolean value) {
    generator.writeBoolean(value);
    return this;
  }

  public JsonText nothing() {
    generator.writeNull();
    return this;
  }

  /// Ends the line after a whole value and hands everything on.
  public JsonText endLine() {
    generator.writeRaw('\n');
    return flush();
  }

  /// Hands on everything that has been written.
  public JsonText flush() {
    generator.flush();
    return this;
  }

  /// Hands on everything that has been written; the Appendable stays open.
  @Override
  public void close() {
    generator.close();
  }

  private static final class TerminalSafeEscapes extends CharacterEscapes {
    private static final long serialVersionUID = 1L;
    private static final int DELETE = 0x7f;

    @Override
    public int[] getEscapeCodesForAscii() {
      int[] codes = standardAsciiEscapesForJSON();
      codes[DELETE] = ESCAPE_STANDARD;
      return codes;
    }

    @Override
    public @Nullable SerializableString getEscapeSequence(int character) {
      // Surrogates come here one by one; pairs of them are ordinary characters.
      return Shown.isUnfitForDisplay(character) && !Character.isSurrogate((char) character)
          ? new SerializedString("\\u" + HexFormat.of().toHexDigits((char) character))
          : null;
    }
  }

  private static final class AppendableWriter extends Writer {
    private final Appendable out;

    AppendableWriter(Appendable out) {
      this.out = out;
    }

    @Override
    public void write(char[] characters, int offset, int length) {
      write(String.valueOf(characters, offset, length), 0, length);
    }

    @Override
    public void write(String text, int offset, int length) {
      try {
        out.append(text, offset, offset + length);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void flush() {
      if (out instanceof java.io.Flushable flushable) {
        try {
          flushable.flush();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }

    @Override
    public void close() {}
  }
}
