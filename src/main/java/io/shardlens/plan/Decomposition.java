package io.shardlens.plan;

import io.shardlens.rows.PgType;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// How an aggregate over all rows is computed from aggregates over the rows of each shard.
///
/// The last step is an expression that PostgreSQL evaluates over the shards' parts, and repeats
/// what PostgreSQL's own final functions do, digit for digit: `avg` divides as `numeric_avg`, the
/// variances as `numeric_stddev_internal` (`src/backend/utils/adt/numeric.c`). Aggregates of
/// floating point numbers other than sums are not taken apart.
final class Decomposition {

  private static final Set<String> SAME_AGAIN =
      Set.of("min", "max", "bool_and", "bool_or", "every", "bit_and", "bit_or", "bit_xor");

  private static final Set<String> VARIANCES =
      Set.of("var_pop", "var_samp", "variance", "stddev_pop", "stddev_samp", "stddev");

  /// Aggregates whose value over distinct arguments does not depend on the order of the rows.
  private static final Set<String> OF_SETS = Set.of("count", "sum", "avg", "array_agg");

  /// More digits than any number that is shown needs, so that a root is rounded once.
  private static final String DIGITS = "1." + "0".repeat(40);

  private Decomposition() {}

  /// Whether the distinct arguments of all shards are enough for an aggregate.
  static boolean ofDistinct(AggregateCall call) {
    return !call.severalArguments()
        && (OF_SETS.contains(call.name())
            || SAME_AGAIN.contains(call.name())
            || VARIANCES.contains(call.name()));
  }

  /// What each shard computes of an aggregate over all rows; empty where it cannot be taken apart.
  static Optional<List<String>> parts(AggregateCall call) {
    String name = call.name();
    String x = call.arguments();
    if (name.equals("count") || name.equals("sum") || SAME_AGAIN.contains(name)) {
      return call.severalArguments() ? Optional.empty() : Optional.of(List.of(part(name, x, call)));
    }
    if (name.equals("avg")) {
      return Optional.of(List.of(part("sum", x, call), part("count", x, call)));
    }
    if (VARIANCES.contains(name)) {
      String square = "(" + x + ")::numeric * (" + x + ")::numeric";
      return Optional.of(
          List.of(part("sum", x, call), part("count", x, call), part("sum", square, call)));
    }
    return Optional.empty();
  }

  private static String part(String name, String argument, AggregateCall call) {
    String filter = call.filter().isEmpty() ? "" : " FILTER (WHERE " + call.filter() + ")";
    return name + "(" + argument + ")" + filter;
  }

  /// The value of an aggregate from its parts.
  ///
  /// @param parts the columns that hold what [#parts] names, as SQL
  /// @param types their types
  /// @return an expression in parentheses or of one call; empty where it is not the same to the
  ///   last digit for these types
  static Optional<String> combined(String name, List<String> parts, List<PgType> types) {
    String first = "sum(" + parts.getFirst() + ")";
    String type = types.getFirst().baseName();
    boolean exact = type.equals("bigint") || type.equals("numeric");
    if (name.equals("count")) {
      return Optional.of("coalesce(" + first + ", 0)::bigint");
    }
    if (SAME_AGAIN.contains(name)) {
      return Optional.of(name + "(" + parts.getFirst() + ")");
    }
    if (name.equals("sum")) {
      return switch (type) {
        case "bigint" -> Optional.of(first + "::bigint");
        case "numeric", "interval", "money", "real", "double precision" -> Optional.of(first);
        default -> Optional.empty();
      };
    }
    String count = "sum(" + parts.get(1) + ")";
    if (name.equals("avg")) {
      if (exact) {
        return Optional.of("(" + first + "::numeric / nullif(" + count + ", 0))");
      }
      return type.equals("double precision") || type.equals("interval")
          ? Optional.of("(" + first + " / nullif(" + count + ", 0)::double precision)")
          : Optional.empty();
    }
    return exact
        ? Optional.of(variance(name, count, first + "::numeric", "sum(" + parts.get(2) + ")"))
        : Optional.empty();
  }

  private static String variance(String name, String n, String sum, String squares) {
    boolean population = name.endsWith("_pop");
    String difference = "(" + n + " * " + squares + " - " + sum + " * " + sum + ")";
    String divisor = population ? "(" + n + " * " + n + ")" : "(" + n + " * (" + n + " - 1))";
    String variance = difference + " / " + divisor;
    String value =
        name.startsWith("var")
            ? variance
            : "CASE WHEN "
                + difference
                + " = 'NaN' THEN 'NaN' ELSE round(sqrt("
                + variance
                + " * "
                + DIGITS
                + "), scale("
                + variance
                + ")) END";
    return "(CASE WHEN "
        + n
        + (population ? " > 0" : " > 1")
        + " THEN CASE WHEN "
        + difference
        + " <= 0 THEN 0::numeric ELSE "
        + value
        + " END END)";
  }
}
