package io.shardlens.export.python;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// A Python file in the making: what it imports, and its blocks in order.
final class PythonModule {

  /// A collection that is longer has one element a line.
  private static final int LINE = 88;

  private final Set<String> imports = new TreeSet<>();
  private final Set<String> names = new LinkedHashSet<>();
  private final List<Block> blocks = new ArrayList<>();

  /// @param constant whether it is a value that has no docstring, and stands close to the others
  private record Block(String text, boolean constant) {

    /// A comment belongs to what follows it.
    String gapBefore(Block earlier) {
      boolean close = (constant && earlier.constant) || earlier.text.startsWith("#");
      return close ? "\n" : "\n\n\n";
    }
  }

  /// @param line a whole import statement of the standard library
  void imports(String line) {
    imports.add(line);
  }

  void block(String... lines) {
    block(List.of(lines));
  }

  void block(List<String> lines) {
    blocks.add(new Block(String.join("\n", lines), false));
  }

  /// Adds a block unless the module has it.
  void blockOnce(String text) {
    Block block = new Block(text, false);
    if (!blocks.contains(block)) {
      blocks.add(block);
    }
  }

  /// A name for something at the top of the module, which nothing else there has.
  String unique(String name) {
    String unique = name;
    for (int i = 2; !names.add(unique); i++) {
      unique = name + "_" + i;
    }
    return unique;
  }

  /// Assigns a collection at the top of the module.
  ///
  /// @param type the annotation
  /// @param brackets `()` or `{}`
  /// @param elements Python source, each perhaps with a comment after it
  /// @return the constant's name
  String constant(String name, String type, String brackets, List<Element> elements) {
    String unique = unique(name);
    String start = unique + ": " + type + " = " + brackets.charAt(0);
    String flat = elements.stream().map(Element::source).collect(Collectors.joining(", "));
    String comma = brackets.equals("()") && elements.size() == 1 ? "," : "";
    boolean plain = elements.stream().allMatch(element -> element.comment().isEmpty());
    if (plain && start.length() + flat.length() + 2 <= LINE) {
      blocks.add(new Block(start + flat + comma + brackets.charAt(1), true));
    } else {
      List<String> lines = new ArrayList<>();
      lines.add(start);
      for (Element element : elements) {
        String comment = element.comment().isEmpty() ? "" : "  # " + element.comment();
        lines.add("    " + element.source() + "," + comment);
      }
      lines.add(String.valueOf(brackets.charAt(1)));
      blocks.add(new Block(String.join("\n", lines), true));
    }
    return unique;
  }

  /// @param comment empty, or one line
  record Element(String source, String comment) {
    static Element of(String source) {
      return new Element(source, "");
    }
  }

  /// The whole file.
  ///
  /// @param docstring lines of prose, each already escaped
  String text(List<String> docstring) {
    String body = body();
    // Who calls a function catches its error, even where no key of this topology is without shard.
    List<PythonPart> parts = PythonPart.namedIn("NoShard\n" + body);
    Set<String> every = new TreeSet<>(imports);
    parts.forEach(part -> every.addAll(part.imports()));
    StringBuilder text = new StringBuilder("\"\"\"");
    text.append(String.join("\n", docstring)).append("\n\"\"\"\n\n");
    imported(every).forEach(line -> text.append(line).append('\n'));
    parts.forEach(part -> text.append("\n\n").append(part.definition()).append("\n"));
    return text.append("\n\n").append(body).append("\n").toString();
  }

  private String body() {
    StringBuilder body = new StringBuilder(blocks.getFirst().text());
    for (int i = 1; i < blocks.size(); i++) {
      body.append(blocks.get(i).gapBefore(blocks.get(i - 1))).append(blocks.get(i).text());
    }
    return body.toString();
  }

  /// The modules first, then the names by their modules.
  private static List<String> imported(Set<String> lines) {
    Map<String, List<String>> names = new TreeMap<>();
    List<String> imported = new ArrayList<>();
    for (String line : lines) {
      String[] words = line.split(" ", 4);
      if (words[0].equals("import")) {
        imported.add(line);
      } else {
        names.computeIfAbsent(words[1], module -> new ArrayList<>()).add(words[3]);
      }
    }
    names.forEach(
        (module, list) -> imported.add("from " + module + " import " + String.join(", ", list)));
    return imported;
  }
}
