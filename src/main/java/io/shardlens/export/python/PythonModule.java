package io.shardlens.export.python;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// A Python file in the making: what it imports, and its blocks in order.
final class PythonModule {

  /// A collection that is longer has one element a line.
  private static final int LINE = 88;

  private final Set<String> imports = new TreeSet<>();
  private final Set<String> names = new LinkedHashSet<>();
  private final List<String> blocks = new ArrayList<>();

  /// @param line a whole import statement of the standard library
  void imports(String line) {
    imports.add(line);
  }

  void block(String... lines) {
    block(List.of(lines));
  }

  void block(List<String> lines) {
    blocks.add(String.join("\n", lines));
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
      block(start + flat + comma + brackets.charAt(1));
    } else {
      List<String> lines = new ArrayList<>();
      lines.add(start);
      for (Element element : elements) {
        String comment = element.comment().isEmpty() ? "" : "  # " + element.comment();
        lines.add("    " + element.source() + "," + comment);
      }
      lines.add(String.valueOf(brackets.charAt(1)));
      block(lines);
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
    String body = String.join("\n\n\n", blocks);
    List<PythonPart> parts = PythonPart.namedIn(body);
    Set<String> every = new TreeSet<>(imports);
    parts.forEach(part -> every.addAll(part.imports()));
    StringBuilder text = new StringBuilder("\"\"\"");
    text.append(String.join("\n", docstring)).append("\n\"\"\"\n\n");
    every.stream().filter(line -> line.startsWith("import ")).forEach(line -> line(text, line));
    every.stream().filter(line -> line.startsWith("from ")).forEach(line -> line(text, line));
    parts.forEach(part -> text.append("\n\n").append(part.definition()).append("\n"));
    return text.append("\n\n").append(body).append("\n").toString();
  }

  private static void line(StringBuilder text, String line) {
    text.append(line).append('\n');
  }
}
