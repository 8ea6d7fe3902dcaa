package io.shardlens.execute;

import static io.shardlens.execute.SmallAnswers.text;

import io.shardlens.plan.MergeStep.Elsewhere;
import io.shardlens.plan.MergeStep.GatheredColumn;
import io.shardlens.plan.MergeStep.GatheredPart;
import io.shardlens.sql.Statement;
import io.shardlens.sql.StatementException;
import io.shardlens.sql.Token;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a last stage needs of the server that runs it, as the merge shard has it.
///
/// @param version as `server_version_num`
/// @param encoding of the database
/// @param database how it orders text
/// @param collations those that the parts or the statement name, by their SQL
/// @param schemas the search path, without what it does not find
/// @param settings what else changes answers, by name
/// @param objects types, functions and extensions
record MergeNeeds(
    int version,
    String encoding,
    TextOrder database,
    Map<String, TextOrder> collations,
    List<String> schemas,
    Map<String, String> settings,
    List<ServerObject> objects) {

  /// What changes an answer or its text, and is not already the same in all our sessions.
  private static final List<String> SETTINGS =
      List.of(
          "TimeZone",
          "DateStyle",
          "IntervalStyle",
          "extra_float_digits",
          "bytea_output",
          "lc_monetary",
          "lc_numeric",
          "lc_time",
          "default_text_search_config",
          "xmlbinary",
          "xmloption",
          "transform_null_equals",
          "array_nulls");

  private static final String FACTS =
      """
      SELECT current_setting('server_version_num'), current_setting('server_encoding'),
             array_to_string(current_schemas(false), E'\\n')\
      """;

  static MergeNeeds read(ShardSession session, Elsewhere stage) throws ShardFailure {
    @Nullable String[] facts = SmallAnswers.rows(session, FACTS, List.of()).getFirst();
    Map<String, String> settings = settings(session);
    int version = Integer.parseInt(text(facts[0]));
    Set<String> names = new LinkedHashSet<>(collationsIn(stage.body()));
    for (GatheredPart part : stage.parts()) {
      part.columns().stream()
          .map(GatheredColumn::collation)
          .filter(collation -> !collation.isEmpty())
          .forEach(names::add);
    }
    Map<String, TextOrder> collations = new LinkedHashMap<>(orders(session, names));
    // From here on every name comes with its schema.
    SmallAnswers.rows(session, "SELECT set_config('search_path', 'pg_catalog', true)", List.of());
    List<ServerObject> objects = ServerObjects.read(session, stage);
    Set<String> ofTypes = new LinkedHashSet<>();
    objects.stream()
        .filter(object -> object.what().equals("type") && !object.definition().isEmpty())
        .forEach(object -> ofTypes.addAll(collationsIn(object.definition())));
    collations.putAll(orders(session, ofTypes));
    return new MergeNeeds(
        version,
        text(facts[1]),
        TextOrder.ofDatabase(session, version),
        collations,
        text(facts[2]).lines().toList(),
        settings,
        objects);
  }

  private static Map<String, TextOrder> orders(ShardSession session, Set<String> names)
      throws ShardFailure {
    Map<String, TextOrder> orders = new LinkedHashMap<>();
    for (String name : names) {
      Optional<TextOrder> order = TextOrder.ofCollation(session, name);
      if (order.isPresent()) {
        orders.put(name, order.get());
      }
    }
    return orders;
  }

  static Map<String, String> settings(ShardSession session) throws ShardFailure {
    Map<String, String> settings = new LinkedHashMap<>();
    for (@Nullable String[] row :
        SmallAnswers.rows(
            session,
            "SELECT s, current_setting(s, true) FROM unnest($1::text[]) AS s",
            List.of(new Parameter.TextArray(new ArrayList<>(SETTINGS))))) {
      if (row[1] != null) {
        settings.put(text(row[0]), row[1]);
      }
    }
    return settings;
  }

  /// What stands after `COLLATE`.
  private static Set<String> collationsIn(String sql) {
    Set<String> names = new LinkedHashSet<>();
    try {
      Statement statement = Statement.of(sql);
      List<Token> tokens = statement.tokens();
      for (int i = 0; i + 1 < tokens.size(); i++) {
        if (tokens.get(i).is(statement.text(), "collate")) {
          int end = i + 1;
          while (end + 2 < tokens.size() && tokens.get(end + 1).is(statement.text(), ".")) {
            end += 2;
          }
          names.add(statement.text().substring(tokens.get(i + 1).start(), tokens.get(end).end()));
        }
      }
      return names;
    } catch (StatementException e) {
      throw new IllegalStateException("No statement: " + sql, e);
    }
  }
}
