package io.shardlens.topology.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A JSON value laid out for people: on one line where that is short enough, else one member or
/// element a line.
sealed interface JsonLayout {

  /// The widest line that is not broken; wide enough for a shard.
  int WIDTH = 160;

  /// The widest line of a long list of plain values.
  int FILLED_WIDTH = 100;

  /// The value on one line.
  String flat();

  /// Writes the value.
  ///
  /// @param indent how far the line on which it begins is indented, in blanks
  void write(StringBuilder out, int indent);

  static JsonLayout text(String text) {
    return new Scalar(JsonText.quoted(text));
  }

  static JsonLayout number(long number) {
    return new Scalar(Long.toString(number));
  }

  /// A number, `true`, `false` or `null`, as it stands in a file.
  static JsonLayout literal(String literal) {
    return new Scalar(literal);
  }

  static JsonLayout array(List<JsonLayout> elements) {
    return new Group('[', ']', entries(elements), false);
  }

  /// One element a line, however short.
  static JsonLayout spreadArray(List<JsonLayout> elements) {
    return new Group('[', ']', entries(elements), true);
  }

  static JsonLayout object(Map<String, JsonLayout> members) {
    return new Group('{', '}', entries(members), false);
  }

  /// One member a line, however short.
  static JsonLayout spreadObject(Map<String, JsonLayout> members) {
    return new Group('{', '}', entries(members), true);
  }

  private static List<Entry> entries(List<JsonLayout> elements) {
    return elements.stream().map(element -> new Entry("", element)).toList();
  }

  private static List<Entry> entries(Map<String, JsonLayout> members) {
    List<Entry> entries = new ArrayList<>();
    members.forEach((name, value) -> entries.add(new Entry(JsonText.quoted(name) + ": ", value)));
    return entries;
  }

  record Scalar(String flat) implements JsonLayout {
    @Override
    public void write(StringBuilder out, int indent) {
      out.append(flat);
    }
  }

  /// @param prefix the member's name with its colon; empty in an array
  record Entry(String prefix, JsonLayout value) {}

  /// @param spread one entry a line, however short
  record Group(char open, char close, List<Entry> entries, boolean spread) implements JsonLayout {
    @Override
    public String flat() {
      String inside =
          String.join(
              ", ", entries.stream().map(entry -> entry.prefix() + entry.value().flat()).toList());
      return isTight() || entries.isEmpty()
          ? open + inside + close
          : open + " " + inside + " " + close;
    }

    @Override
    public void write(StringBuilder out, int indent) {
      int column = out.length() - (out.lastIndexOf("\n") + 1);
      String flat = flat();
      if (entries.isEmpty() || (!spread && column + flat.length() <= WIDTH)) {
        out.append(flat);
        return;
      }
      if (isTight() && !spread) {
        fill(out, indent);
        return;
      }
      out.append(open);
      String separator = "\n";
      for (Entry entry : entries) {
        out.append(separator).repeat(' ', indent + 2).append(entry.prefix());
        entry.value().write(out, indent + 2);
        separator = ",\n";
      }
      out.append('\n').repeat(' ', indent).append(close);
    }

    /// Whether this is a list of plain values, which then stand side by side.
    private boolean isTight() {
      return open == '[' && entries.stream().allMatch(entry -> entry.value() instanceof Scalar);
    }

    /// As many values a line as there is room for.
    private void fill(StringBuilder out, int indent) {
      out.append(open).append('\n').repeat(' ', indent + 2);
      int column = indent + 2;
      for (int i = 0; i < entries.size(); i++) {
        String value = entries.get(i).value().flat() + (i + 1 < entries.size() ? "," : "");
        if (i > 0 && column + 1 + value.length() > FILLED_WIDTH) {
          out.append('\n').repeat(' ', indent + 2);
          column = indent + 2;
        } else if (i > 0) {
          out.append(' ');
          column++;
        }
        out.append(value);
        column += value.length();
      }
      out.append('\n').repeat(' ', indent).append(close);
    }
  }
}
