package io.shardlens.execute;

import static io.shardlens.execute.SmallAnswers.text;

import io.shardlens.plan.FunctionFacts;
import io.shardlens.plan.FunctionFacts.Volatility;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// What a catalog says of functions and operators by their names. What is PostgreSQL's own is kept
/// as long as what the catalogs say of tables: nearly every statement calls the same few, and
/// asking takes longer than most look-ups. Thread-safe.
final class KnownFunctions {

  private static final String FUNCTIONS =
      """
      SELECT p.proname, bool_and(n.nspname = 'pg_catalog'),
             bool_or(p.provolatile = 's'), bool_or(p.provolatile = 'v'),
             bool_or(p.prokind = 'a')
        FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
       WHERE p.proname::text = ANY ($1::text[])
       GROUP BY p.proname
      UNION ALL
      SELECT regexp_replace(o.oprname, '(?<=.)[+-]+$', ''), bool_and(n.nspname = 'pg_catalog'),
             bool_or(p.provolatile = 's'), bool_or(p.provolatile = 'v'), false
        FROM pg_catalog.pg_operator o
        JOIN pg_catalog.pg_proc p ON p.oid = o.oprcode
        JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
       WHERE regexp_replace(o.oprname, '(?<=.)[+-]+$', '') = ANY ($1::text[])
       GROUP BY 1\
      """;

  private record Known(FunctionFacts facts, long until) {}

  private final Map<String, Known> known = new ConcurrentHashMap<>();

  /// The facts of those names that functions or operators have.
  ///
  /// @param session asked for those that are not known
  Map<String, FunctionFacts> of(List<String> names, ShardSession session) throws ShardFailure {
    Map<String, FunctionFacts> facts = new HashMap<>();
    List<@Nullable String> unknown = new ArrayList<>();
    for (String name : names) {
      Known before = known.get(name);
      if (before == null || System.nanoTime() - before.until() >= 0) {
        unknown.add(name);
      } else {
        facts.put(name, before.facts());
      }
    }
    if (!unknown.isEmpty()) {
      Map<String, FunctionFacts> read = read(unknown, session);
      long until = System.nanoTime() + CatalogReader.FRESH.toNanos();
      read.forEach((name, found) -> {
        facts.put(name, found);
        if (found.builtIn()) {
          known.put(name, new Known(found, until));
        }
      });
    }
    return facts;
  }

  void forget() {
    known.clear();
  }

  private static Map<String, FunctionFacts> read(List<@Nullable String> names, ShardSession session)
      throws ShardFailure {
    Map<String, FunctionFacts> facts = new HashMap<>();
    for (@Nullable String[] row :
        SmallAnswers.rows(session, FUNCTIONS, List.of(new Parameter.TextArray(names)))) {
      facts.put(
          text(row[0]),
          new FunctionFacts(
              "t".equals(row[1]),
              "t".equals(row[3])
                  ? Volatility.VOLATILE
                  : "t".equals(row[2]) ? Volatility.STABLE : Volatility.IMMUTABLE,
              "t".equals(row[4])));
    }
    return facts;
  }
}
