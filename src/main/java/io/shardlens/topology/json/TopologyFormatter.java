package io.shardlens.topology.json;

import io.shardlens.topology.TopologyProblem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Lays topology files out in their canonical form, that of [TopologyWriter]. Only the layout
/// changes: members keep their order, numbers their digits, and nothing is added or left out.
/// Stateless and thread-safe.
public final class TopologyFormatter {

  /// What became of a file.
  public sealed interface Formatted {
    /// It is in the canonical form.
    record AlreadyCanonical() implements Formatted {}

    /// @param text the canonical form, which ends with a line break
    record Changed(String text) implements Formatted {}

    /// It is wrong, and stays as it is.
    record Refused(List<TopologyProblem> problems) implements Formatted {
      public Refused {
        problems = List.copyOf(problems);
      }
    }
  }

  /// The canonical form of a file's content.
  public Formatted format(byte[] content) {
    return switch (new TopologyReader().read(content)) {
      case ReadResult.Refused refused -> new Formatted.Refused(refused.problems());
      case ReadResult.Read read -> {
        String old = new String(content, StandardCharsets.UTF_8);
        String text = text(old.startsWith("\ufeff") ? old.substring(1) : old);
        if (!(new TopologyReader().read(text) instanceof ReadResult.Read again)
            || !again.topology().equals(read.topology())) {
          throw new IllegalStateException("The canonical form would say something else");
        }
        yield text.equals(old) ? new Formatted.AlreadyCanonical() : new Formatted.Changed(text);
      }
    };
  }

  /// Puts a text in the place of a file.
  ///
  /// @throws IOException when that fails; then the file is as it was
  public void replace(Path file, String text) throws IOException {
    ReplacedFile.write(file, text);
  }

  private static String text(String json) {
    if (!(LocatedParser.parse(json, new Problems()).orElseThrow()
        instanceof Located.Members document)) {
      throw new IllegalStateException("A topology that was read is an object");
    }
    StringBuilder out = new StringBuilder(json.length());
    out.append('{');
    boolean first = true;
    boolean afterShort = false;
    for (Map.Entry<String, Located.Member> member : document.members().entrySet()) {
      JsonLayout value = spread(member.getValue().value());
      boolean isShort = isShort(member.getKey(), value);
      out.append(first ? "\n  " : isShort && afterShort ? ", " : ",\n  ");
      out.append(JsonText.quoted(member.getKey())).append(": ");
      value.write(out, 2);
      first = false;
      afterShort = isShort;
    }
    return out.append("\n}\n").toString();
  }

  /// Version, name and environment share a line.
  private static boolean isShort(String name, JsonLayout value) {
    return value instanceof JsonLayout.Scalar
        && !name.equals("$schema")
        && !name.equals("description");
  }

  /// The members of the document, of which the lists have an element a line.
  private static JsonLayout spread(Located value) {
    return switch (value) {
      case Located.Elements elements -> JsonLayout.spreadArray(layouts(elements));
      case Located.Members members -> JsonLayout.spreadObject(layouts(members));
      default -> layout(value);
    };
  }

  private static JsonLayout layout(Located value) {
    return switch (value) {
      case Located.Members members -> JsonLayout.object(layouts(members));
      case Located.Elements elements -> JsonLayout.array(layouts(elements));
      case Located.Text(Located.Place _, String text) -> JsonLayout.text(text);
      case Located.Numeral(Located.Place _, String literal, boolean _) ->
          JsonLayout.literal(literal);
      case Located.Truth(Located.Place _, boolean truth) ->
          JsonLayout.literal(Boolean.toString(truth));
      case Located.Nothing _ -> JsonLayout.literal("null");
    };
  }

  private static List<JsonLayout> layouts(Located.Elements list) {
    List<JsonLayout> layouts = new ArrayList<>();
    list.elements().forEach(element -> layouts.add(layout(element)));
    return layouts;
  }

  private static Map<String, JsonLayout> layouts(Located.Members object) {
    Map<String, JsonLayout> layouts = new LinkedHashMap<>();
    object.members().forEach((name, member) -> layouts.put(name, layout(member.value())));
    return layouts;
  }
}
