package io.shardlens.export.python;

import io.shardlens.export.common.NotExpressibleException;
import io.shardlens.export.common.NullKeys;
import io.shardlens.export.common.RangeSteps;
import io.shardlens.export.python.PythonModule.Element;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.RoutingRule.Tenant;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.expression.PythonLiteral;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The body of a function that finds the shard of a prepared key by one rule.
///
/// @param prefix of the names of constants: `_USERS`
/// @param key the columns of the key
/// @param nullable whether a value may be `None` here
/// @param places whether the function returns a pair of shard and schema
record PythonRule(
    PythonModule module, String prefix, List<PythonKey> key, boolean nullable, boolean places) {

  /// Lines that return the shard, or raise where no shard owns the key.
  List<String> lines(RoutingRule rule) throws NotExpressibleException {
    List<String> lines = new ArrayList<>();
    if (nullable && !NullKeys.areTakenBy(rule)) {
      String none =
          key.stream()
              .map(column -> column.value() + " is None")
              .collect(Collectors.joining(" or "));
      lines.add("if " + none + ":");
      lines.add("    raise NoShard(\"no shard owns NULL\")");
    }
    lines.addAll(
        switch (rule) {
          case RoutingRule.Ranged ranged -> ranged(RangeSteps.of(ranged.ranges()));
          case RoutingRule.ListOfValues list -> listed(list);
          case RoutingRule.Tenants tenants -> tenants(tenants);
          case RoutingRule.Buckets buckets -> {
            List<String> both = new ArrayList<>(number().lines(buckets.number()));
            both.addAll(new PythonBucket(this).lines(buckets));
            yield both;
          }
          case RoutingRule.Ring ring -> new PythonMembers(this).ring(ring);
          case RoutingRule.Rendezvous rendezvous -> new PythonMembers(this).rendezvous(rendezvous);
          case RoutingRule.Grouped grouped -> grouped(grouped);
          case RoutingRule.Single single ->
              List.of(found(PythonLiteral.quoted(single.shard().value())));
          case RoutingRule.Directory directory ->
              throw new NotExpressibleException(
                  "a directory asks the table "
                      + directory.table()
                      + " over a connection, which a plain function cannot");
          case RoutingRule.Computed computed -> new PythonExpression(this).lines(computed);
        });
    return lines;
  }

  PythonNumber number() {
    return new PythonNumber(module, key, nullable);
  }

  /// A statement that returns a shard.
  ///
  /// @param shard an expression that gives one
  String found(String shard) {
    return "return " + shard + (places ? ", None" : "");
  }

  /// A statement that returns a shard where there is one.
  ///
  /// @param shard an expression that gives one, or `None`
  String owned(String shard) {
    return found("_owned(" + shard + ", " + compared() + ")");
  }

  /// The key as one value.
  private String compared() {
    return key.size() == 1
        ? key.getFirst().value()
        : key.stream().map(PythonKey::value).collect(Collectors.joining(", ", "(", ")"));
  }

  private String comparedType() {
    return key.size() == 1 ? PythonKey.comparedType(key.getFirst().type()) : anything();
  }

  private String anything() {
    module.imports("from typing import Any");
    return "Any";
  }

  private List<String> ranged(RangeSteps steps) {
    module.imports("from bisect import bisect_right");
    List<Element> elements = steps.bounds().stream().map(PythonRule::element).toList();
    String bounds = module.constant(prefix + "_BOUNDS", tuple(comparedType()), "()", elements);
    return between(steps.owners(), bounds, compared());
  }

  /// Lines that find the shard between ascending bounds.
  ///
  /// @param owners one more than there are bounds; empty is a gap
  /// @param bounds the constant that holds them
  List<String> between(List<Optional<ShardId>> owners, String bounds, String value) {
    boolean gaps = owners.stream().anyMatch(Optional::isEmpty);
    String shards = shards(owners);
    String found = shards + "[bisect_right(" + bounds + ", " + value + ")]";
    return List.of(gaps ? owned(found) : found(found));
  }

  /// Names a tuple of shards.
  String shards(List<Optional<ShardId>> owners) {
    boolean gaps = owners.stream().anyMatch(Optional::isEmpty);
    if (gaps) {
      module.imports("from typing import Optional");
    }
    return module.constant(
        prefix + "_SHARDS",
        tuple(gaps ? "Optional[str]" : "str"),
        "()",
        owners.stream()
            .map(owner -> owner.map(shard -> PythonLiteral.quoted(shard.value())).orElse("None"))
            .map(Element::of)
            .toList());
  }

  static String tuple(String type) {
    return "tuple[" + type + ", ...]";
  }

  /// A time is a number in Python, which a comment explains.
  private static Element element(KeyValue value) {
    return new Element(PythonText.literal(value), comment(value));
  }

  private static String comment(KeyValue value) {
    return switch (value) {
      case KeyValue.Day _, KeyValue.Timestamp _, KeyValue.Moment _ -> value.text();
      case KeyValue.Tuple(List<KeyValue> values) ->
          values.stream().anyMatch(part -> !comment(part).isEmpty())
              ? PythonLiteral.inComment(value.text())
              : "";
      case KeyValue.Int _, KeyValue.Text _, KeyValue.Uuid _ -> "";
    };
  }

  private List<String> listed(RoutingRule.ListOfValues list) {
    String type = nullable ? anything() : PythonKey.comparedType(key.getFirst().type());
    String listed =
        module.constant(
            prefix + "_LISTED",
            "dict[" + type + ", str]",
            "{}",
            list.values().entrySet().stream()
                .map(entry -> entry(entry.getKey(), PythonLiteral.quoted(entry.getValue().value())))
                .toList());
    String value = key.getFirst().value();
    return List.of(
        list.otherwise()
            .map(shard ->
                found(listed + ".get(" + value + ", " + PythonLiteral.quoted(shard.value()) + ")"))
            .orElseGet(() -> owned(listed + ".get(" + value + ")")));
  }

  static Element entry(KeyValue value, String result) {
    return new Element(PythonText.literal(value) + ": " + result, comment(value));
  }

  private List<String> tenants(RoutingRule.Tenants tenants) {
    KeyType type = key.getFirst().type();
    String listed =
        module.constant(
            prefix + "_TENANTS",
            "dict[" + PythonKey.comparedType(type) + ", tuple[str, str]]",
            "{}",
            tenants.tenants().entrySet().stream()
                .map(entry -> entry(entry.getKey(), place(entry.getKey(), entry.getValue())))
                .toList());
    String value = key.getFirst().value();
    if (tenants.otherwise().isEmpty()) {
      return List.of("return _placed(" + listed + ".get(" + value + "), " + value + ")");
    }
    Tenant otherwise = tenants.otherwise().get();
    String schema = PythonLiteral.quoted(otherwise.schema());
    if (otherwise.schema().contains("*")) {
      schema += ".replace(\"*\", " + key.getFirst().text() + ")";
    }
    String place = "(" + PythonLiteral.quoted(otherwise.shard().value()) + ", " + schema + ")";
    return List.of("return " + listed + ".get(" + value + ", " + place + ")");
  }

  private static String place(KeyValue value, Tenant tenant) {
    return "("
        + PythonLiteral.quoted(tenant.shard().value())
        + ", "
        + PythonLiteral.quoted(tenant.schema().replace("*", value.text()))
        + ")";
  }

  private List<String> grouped(RoutingRule.Grouped grouped) throws NotExpressibleException {
    List<String> lines = new ArrayList<>();
    List<PythonKey> rest = key.subList(1, key.size());
    String first = key.getFirst().value();
    int number = 0;
    for (RoutingRule.Group group : grouped.groups()) {
      number++;
      String values =
          module.constant(
              prefix + "_GROUP_" + number,
              "set[" + PythonKey.comparedType(key.getFirst().type()) + "]",
              "{}",
              group.values().stream().map(PythonRule::element).toList());
      lines.add("if " + first + " in " + values + ":");
      PythonRule inner = new PythonRule(module, prefix + "_" + number, rest, nullable, places);
      inner.lines(group.rule()).forEach(line -> lines.add("    " + line));
    }
    if (grouped.otherwise().isPresent()) {
      if (nullable) {
        lines.add("if " + first + " is None:");
        lines.add("    raise NoShard(\"NULL picks no group\")");
      }
      lines.addAll(
          new PythonRule(module, prefix + "_REST", rest, nullable, places)
              .lines(grouped.otherwise().get()));
    } else {
      lines.add("raise NoShard(f\"no group lists {" + first + "!r}\")");
    }
    return lines;
  }
}
