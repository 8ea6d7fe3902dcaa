package io.shardlens.topology.imports.yaml;

import io.shardlens.topology.imports.ImportPlace;
import io.shardlens.topology.imports.ImportProblem;
import io.shardlens.topology.imports.ImportSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Reads one YAML document into nodes, from the parser's events and without recursion, so that no
/// nesting of the file reaches our stack; the file is left as soon as a limit is passed.
///
/// `<<` merges as in YAML 1.1, because files of the frameworks use it. Not thread-safe; one a read.
final class YamlReader {
  static final int MAXIMUM_DEPTH = 50;
  static final int MAXIMUM_ALIASES = 50;

  /// Values and names, those that a merge brings along included.
  static final int MAXIMUM_NODES = 100_000;

  private final ImportSource source;
  private final Deque<Open> open = new ArrayDeque<>();
  private final Map<String, YamlNode> anchors = new HashMap<>();
  private @Nullable YamlNode root;
  private int documents;
  private int aliases;
  private int nodes;

  private YamlReader(ImportSource source) {
    this.source = source;
  }

  /// What became of a file.
  sealed interface Outcome {
    /// An empty file is an empty mapping.
    record Read(YamlNode root) implements Outcome {}

    record Refused(ImportProblem problem) implements Outcome {}
  }

  /// A collection whose end is not read yet.
  private static final class Open {
    private final YamlNode node;
    private final String anchor;
    private YamlNode.@Nullable Scalar name;

    Open(YamlNode node, String anchor) {
      this.node = node;
      this.anchor = anchor;
    }
  }

  /// Why a file is left before its end.
  private static final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient ImportPlace place;

    Refusal(ImportPlace place, String message) {
      super(message, null, false, false);
      this.place = place;
    }
  }

  static Outcome read(ImportSource source) {
    ImportPlace whole = new ImportPlace(source.name(), 0, 0);
    if (source.text().length() > ImportSource.MAXIMUM_CHARACTERS) {
      return refused(whole, "The file is larger than 1 MiB: such a configuration is not read");
    }
    try {
      return new Outcome.Read(new YamlReader(source).document());
    } catch (Refusal refusal) {
      return refused(refusal.place, String.valueOf(refusal.getMessage()));
    } catch (MarkedYamlEngineException e) {
      return refused(
          e.getProblemMark().map(mark -> place(source, mark)).orElse(whole),
          "This is not YAML: " + SyntaxWords.of(e.getProblem()));
    } catch (YamlEngineException e) {
      // The message quotes the file.
      return refused(whole, "This is not YAML: a character in it is not allowed");
    }
  }

  private static Outcome refused(ImportPlace place, String message) {
    return new Outcome.Refused(new ImportProblem(place, message));
  }

  private YamlNode document() throws Refusal {
    LoadSettings settings =
        LoadSettings.builder()
            .setCodePointLimit(ImportSource.MAXIMUM_CHARACTERS)
            .setUseMarks(true)
            .build();
    for (Event event : new Parse(settings).parseString(source.text())) {
      take(event);
    }
    YamlNode read = root;
    return read == null ? YamlNode.Members.empty(new ImportPlace(source.name(), 1, 1)) : read;
  }

  private void take(Event event) throws Refusal {
    switch (event) {
      case DocumentStartEvent _ -> {
        if (++documents > 1) {
          throw new Refusal(
              place(event), "The file holds more than one document: give each its own file");
        }
      }
      case MappingStartEvent start ->
          begin(
              new YamlNode.Members(
                  place(event), tag(start.getTag()), new java.util.LinkedHashMap<>()),
              start);
      case SequenceStartEvent start ->
          begin(YamlNode.Elements.empty(place(event), tag(start.getTag())), start);
      case CollectionEndEvent _ -> end();
      case ScalarEvent scalar -> {
        YamlNode node =
            new YamlNode.Scalar(
                place(event), tag(scalar.getTag()), scalar.getValue(), scalar.isPlain());
        remember(anchor(scalar), node);
        add(node);
      }
      case AliasEvent alias -> add(aliased(alias));
      default -> {
        // Where the stream and the document begin and end says nothing.
      }
    }
  }

  private void begin(YamlNode node, NodeEvent event) throws Refusal {
    if (open.size() == MAXIMUM_DEPTH) {
      throw new Refusal(
          node.place(), "Values are nested deeper than " + MAXIMUM_DEPTH + " levels here");
    }
    open.push(new Open(node, anchor(event)));
  }

  private void end() throws Refusal {
    Open ended = open.pop();
    remember(ended.anchor, ended.node);
    add(ended.node);
  }

  /// A collection can be named by an alias only from its end on, so that none holds itself.
  private void remember(String anchor, YamlNode node) {
    if (!anchor.isEmpty()) {
      anchors.put(anchor, node);
    }
  }

  private YamlNode aliased(AliasEvent alias) throws Refusal {
    if (++aliases > MAXIMUM_ALIASES) {
      throw new Refusal(place(alias), "The file has more than " + MAXIMUM_ALIASES + " aliases");
    }
    YamlNode node = anchors.get(alias.getAlias().getValue());
    if (node == null) {
      throw new Refusal(place(alias), "No value before this alias has its name");
    }
    return node;
  }

  private void add(YamlNode node) throws Refusal {
    count(node.place());
    Open parent = open.peek();
    if (parent == null) {
      root = node;
      return;
    }
    switch (parent.node) {
      case YamlNode.Elements list -> list.elements().add(node);
      case YamlNode.Members mapping -> {
        YamlNode.Scalar name = parent.name;
        if (name == null) {
          parent.name = name(node);
        } else {
          parent.name = null;
          put(mapping, name, node);
        }
      }
      case YamlNode.Scalar _ -> throw new IllegalStateException("A text holds no values");
    }
  }

  private void count(ImportPlace place) throws Refusal {
    if (++nodes > MAXIMUM_NODES) {
      throw new Refusal(place, "The file holds more than " + MAXIMUM_NODES + " values");
    }
  }

  private static YamlNode.Scalar name(YamlNode node) throws Refusal {
    if (node instanceof YamlNode.Scalar scalar) {
      return scalar;
    }
    throw new Refusal(node.place(), "A mapping's name is a text, not " + node.kind());
  }

  private void put(YamlNode.Members mapping, YamlNode.Scalar name, YamlNode value) throws Refusal {
    if (name.plain() && name.text().equals("<<")) {
      merge(mapping, value);
      return;
    }
    YamlNode.Member former =
        mapping.members().put(name.text(), new YamlNode.Member(name.place(), value));
    if (former != null && !isMerged(mapping, former)) {
      throw new Refusal(
          name.place(),
          "This name is given twice in one mapping; the first is on line " + former.name().line());
    }
  }

  /// Members that a merge brought begin before their mapping does, and give way.
  private static boolean isMerged(YamlNode.Members mapping, YamlNode.Member member) {
    ImportPlace start = mapping.place();
    return member.name().line() < start.line()
        || (member.name().line() == start.line() && member.name().column() < start.column());
  }

  private void merge(YamlNode.Members mapping, YamlNode value) throws Refusal {
    switch (value) {
      case YamlNode.Members other -> {
        for (Map.Entry<String, YamlNode.Member> member : other.members().entrySet()) {
          count(value.place());
          mapping.members().putIfAbsent(member.getKey(), member.getValue());
        }
      }
      case YamlNode.Elements list -> {
        for (YamlNode element : list.elements()) {
          count(value.place());
          if (element instanceof YamlNode.Members) {
            merge(mapping, element);
          }
        }
      }
      case YamlNode.Scalar _ ->
          throw new Refusal(value.place(), "\"<<\" takes in a mapping, not " + value.kind());
    }
  }

  private static String anchor(NodeEvent event) {
    return event.getAnchor().map(Anchor::getValue).orElse("");
  }

  /// Only tags of an application's own count; `!!` names a type of some program, and is nothing
  /// here.
  private static String tag(Optional<String> tag) {
    return tag.filter(text -> text.startsWith("!") && !text.equals("!")).orElse("");
  }

  private ImportPlace place(Event event) {
    return event
        .getStartMark()
        .map(mark -> place(source, mark))
        .orElseGet(() -> new ImportPlace(source.name(), 0, 0));
  }

  private static ImportPlace place(ImportSource source, Mark mark) {
    return new ImportPlace(source.name(), mark.getLine() + 1, mark.getColumn() + 1);
  }
}
