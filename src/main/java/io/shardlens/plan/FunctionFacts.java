package io.shardlens.plan;

/// What the catalog says of all functions of one name, or of the functions behind all operators of
/// one name; the worst of them counts.
///
/// @param builtIn whether all of them are PostgreSQL's own
/// @param volatility the least reliable of them
/// @param aggregate whether one of them is an aggregate
public record FunctionFacts(boolean builtIn, Volatility volatility, boolean aggregate) {

  /// How a function's value can change, from the most to the least reliable.
  public enum Volatility {
    IMMUTABLE,
    STABLE,
    VOLATILE
  }

  /// Under what the facts of a token are known: a name, or an operator without the signs that
  /// PostgreSQL may take for those of the number after it.
  public static String key(String text, String name) {
    return name.isEmpty() ? text.replaceFirst("(?<=.)[+-]+$", "") : name;
  }
}
