package io.shardlens.execute;

import io.shardlens.routing.UniformRanges;
import io.shardlens.routing.hash.CitusHash;
import io.shardlens.routing.hash.PostgresHash;
import io.shardlens.topology.BucketMap;
import io.shardlens.topology.BucketRule;
import io.shardlens.topology.HashFunction;
import io.shardlens.topology.NumberSource;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.ShardId;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Writes the condition under which the number of a key picks a bucket, or a range of numbers, of
/// another shard: the remainder of an integer, bits of it, and the two hashes that the server
/// itself computes.
///
/// PostgreSQL's row hash of one column is its hash plus a constant, modulo 2^64. The remainder is
/// taken without numbers of more than 64 bits, which makes a scan of a table five times faster than
/// `numeric` does.
final class NumberCondition {

  private static final BigInteger COMBINE = BigInteger.valueOf(PostgresHash.COMBINE_CONSTANT);
  private static final BigInteger TWO_TO_64 = BigInteger.ONE.shiftLeft(64);

  private NumberCondition() {}

  /// @param value SQL of the number
  /// @param type its SQL type
  /// @param remainder SQL of its remainder by a count of buckets
  private record ServerNumber(
      String value, String type, Function<BucketRule.Modulo, String> remainder) {}

  /// Empty where the server cannot compute the number, or the bucket of it.
  static Optional<String> foreign(
      RoutingRule.Buckets rule, KeyColumn column, ShardId shard, SqlParameters parameters) {
    return number(rule.number(), column)
        .flatMap(number ->
            switch (rule.bucket()) {
              case BucketRule.Modulo modulo -> {
                List<Span<BigInteger>> own = own(modulo.buckets(), shard);
                yield Optional.of(
                    outside(number.remainder().apply(modulo), "bigint", own, parameters));
              }
              case BucketRule.Uniform _ ->
                  Optional.of(ofRanges(number, UniformRanges.of(rule), shard, parameters));
              case BucketRule.HashRanges(List<BucketRule.HashRange> ranges) ->
                  Optional.of(ofRanges(number, ranges, shard, parameters));
              case BucketRule.Jump _ -> Optional.<String>empty();
            })
        .map(condition ->
            isForeignNull(rule, shard) ? column.sql() + " IS NULL OR " + condition : condition);
  }

  /// NULL has no number, but for PostgreSQL's row hash, which is 0 then.
  private static boolean isForeignNull(RoutingRule.Buckets rule, ShardId shard) {
    boolean rowHash =
        rule.number() instanceof NumberSource.Hash hash
            && hash.function() == HashFunction.POSTGRESQL;
    if (!rowHash) {
      return true;
    }
    return switch (rule.bucket()) {
      case BucketRule.Modulo(BucketMap map, var _) ->
          !map.ranges().getFirst().shard().equals(shard);
      case BucketRule.Uniform _ -> !UniformRanges.of(rule).getFirst().shard().equals(shard);
      case BucketRule.HashRanges(List<BucketRule.HashRange> ranges) ->
          !ranges.getFirst().shard().equals(shard);
      case BucketRule.Jump _ -> true;
    };
  }

  private static List<Span<BigInteger>> own(BucketMap map, ShardId shard) {
    return Span.joined(
        map.ranges().stream()
            .filter(range -> range.shard().equals(shard))
            .map(range ->
                new Span<>(BigInteger.valueOf(range.from()), BigInteger.valueOf(range.to())))
            .toList());
  }

  private static String ofRanges(
      ServerNumber number,
      List<BucketRule.HashRange> ranges,
      ShardId shard,
      SqlParameters parameters) {
    List<Span<BigInteger>> own =
        Span.joined(
            ranges.stream()
                .filter(range -> range.shard().equals(shard))
                .map(range -> new Span<>(range.from(), range.to()))
                .toList());
    return outside(number.value(), number.type(), own, parameters);
  }

  /// Spans of numbers have both bounds; a remainder below zero lies in none.
  private static String outside(
      String value, String type, List<Span<BigInteger>> own, SqlParameters parameters) {
    if (own.isEmpty()) {
      return "TRUE";
    }
    List<BigInteger> bounds = Span.bounds(own);
    boolean wide = bounds.stream().anyMatch(bound -> bound.bitLength() > 63);
    String arrayType = wide ? "numeric" : type;
    return RuleCondition.outside(
        wide ? "(" + value + ")::numeric" : value,
        parameters.array(
            arrayType, new ArrayList<>(bounds.stream().map(BigInteger::toString).toList())),
        false);
  }

  private static Optional<ServerNumber> number(NumberSource source, KeyColumn column) {
    return switch (source) {
      case NumberSource.Identity _ when column.type().isInteger() ->
          Optional.of(ofInteger(column.sql() + "::bigint"));
      case NumberSource.BitField(int shift, int width, var _) when column.type().isInteger() ->
          Optional.of(
              ofInteger(
                  "((%s::bigint >> %d) & %d)".formatted(column.sql(), shift, (1L << width) - 1)));
      case NumberSource.Hash hash when hash.function() == HashFunction.POSTGRESQL ->
          Optional.of(
              ofRowHash(
                  hashed(
                      PostgresHash.functionName(column.type()),
                      column,
                      ", " + PostgresHash.PARTITION_SEED)));
      case NumberSource.Hash hash when hash.function() == HashFunction.CITUS ->
          Optional.of(
              ofInteger(hashed(CitusHash.functionName(column.type()), column, "") + "::bigint"));
      case NumberSource.Identity _, NumberSource.BitField _, NumberSource.Hash _ ->
          Optional.empty();
    };
  }

  private static ServerNumber ofInteger(String value) {
    return new ServerNumber(
        value,
        "bigint",
        modulo -> {
          String remainder = "(" + value + " % " + modulo.buckets().count() + ")";
          return switch (modulo.remainder()) {
            case FLOOR ->
                "(("
                    + remainder
                    + " + "
                    + modulo.buckets().count()
                    + ") % "
                    + modulo.buckets().count()
                    + ")";
            case TRUNCATED -> remainder;
            case ABSOLUTE -> "abs(" + remainder + ")";
          };
        });
  }

  /// The unsigned sum of the signed hash h and the constant c, modulo 2^64, is h + c where h is not
  /// below -c, and h + c + 2^64 where it is.
  private static ServerNumber ofRowHash(String hash) {
    String wraps = "CASE WHEN " + hash + " < " + COMBINE.negate() + " THEN %s ELSE 0 END";
    return new ServerNumber(
        "(" + hash + "::numeric + " + COMBINE + " + " + wraps.formatted(TWO_TO_64) + ")",
        "numeric",
        modulo -> {
          BigInteger count = BigInteger.valueOf(modulo.buckets().count());
          String sum =
              "(%s %% %s + %s + %s)"
                  .formatted(
                      hash, count, COMBINE.mod(count), wraps.formatted(TWO_TO_64.mod(count)));
          return "((" + sum + " % " + count + " + " + count + ") % " + count + ")";
        });
  }

  /// A call of the hash function that the server has for the type.
  ///
  /// @param more further arguments
  private static String hashed(String function, KeyColumn column, String more) {
    String argument =
        switch (column.type()) {
          case TEXT, VARCHAR -> column.sql() + "::text COLLATE \"C\"";
          case CHAR -> column.sql() + " COLLATE \"C\"";
          // A moment is hashed as the microseconds that it is.
          case TIMESTAMPTZ -> "(" + column.sql() + " AT TIME ZONE 'UTC')";
          // A date is hashed as the days that it is; the infinite ones are the outermost integers.
          case DATE ->
              "(CASE WHEN isfinite(%1$s) THEN %1$s - '2000-01-01'::date WHEN %1$s = 'infinity' THEN 2147483647 WHEN %1$s = '-infinity' THEN -2147483648 END)"
                  .formatted(column.sql());
          case SMALLINT, INTEGER, BIGINT, UUID, TIMESTAMP -> column.sql();
        };
    return "pg_catalog." + function + "(" + argument + more + ")";
  }
}
