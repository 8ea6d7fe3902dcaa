package io.shardlens.routing;

import io.shardlens.routing.hash.PostgresHash;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// PostgreSQL's rule of `PARTITION BY HASH`: the column hashes are combined to a row hash, an
/// unsigned number; NULL is left out of it.
record PostgresRowHash(List<KeyType> types) implements KeyNumber {

  @Override
  public Made of(List<? extends @Nullable KeyValue> key, List<Derivation.Step> steps) {
    long rowHash = 0;
    int hashedColumns = 0;
    for (int i = 0; i < key.size(); i++) {
      KeyValue value = key.get(i);
      String column = key.size() == 1 ? "" : ", column " + (i + 1) + " of " + key.size();
      if (value == null) {
        steps.add(new Derivation.Step("Hash" + column, "none", "NULL is left out of the row hash"));
        continue;
      }
      KeyType type = types.get(i);
      long hash = PostgresHash.ofColumn(type, value, PostgresHash.PARTITION_SEED);
      rowHash = PostgresHash.combine(rowHash, hash);
      hashedColumns++;
      steps.add(bytesStep(column, type, value));
      steps.add(
          new Derivation.Step(
              "Hash" + column,
              Long.toString(hash),
              PostgresHash.functionName(type) + ", seed " + hex(PostgresHash.PARTITION_SEED)));
    }
    steps.add(rowHashStep(rowHash, hashedColumns));
    return new Of(new BigInteger(Long.toUnsignedString(rowHash)));
  }

  private static Derivation.Step bytesStep(String column, KeyType type, KeyValue value) {
    String name = "Bytes" + column;
    return switch (value) {
      case KeyValue.Day(int days) ->
          ShownBytes.step(name, ShownBytes.bigEndian(days, 4), "days since 2000-01-01, big-endian");
      case KeyValue.Countable number ->
          ShownBytes.step(
              name,
              ShownBytes.bigEndian(number.ordinal(), 8),
              (type.isTime() ? "microseconds since 2000-01-01, " : "")
                  + "big-endian, folded to 0x"
                  + HexFormat.of().toHexDigits(PostgresHash.folded(number.ordinal())));
      case KeyValue.Text text -> ShownBytes.step(name, PostgresHash.bytes(type, text), "UTF-8");
      case KeyValue.Uuid uuid -> ShownBytes.step(name, PostgresHash.bytes(uuid), "as written");
      case KeyValue.Tuple _ -> throw new IllegalArgumentException("A column has one value");
    };
  }

  private static Derivation.Step rowHashStep(long rowHash, int hashedColumns) {
    String constant = hex(PostgresHash.COMBINE_CONSTANT);
    String how =
        switch (hashedColumns) {
          case 0 -> "no column has a value";
          case 1 -> "hash + " + constant + ", modulo 2^64";
          default ->
              "from 0, for each hash: row ^= hash + "
                  + constant
                  + " + (row << 54) + (row >>> 7), modulo 2^64";
        };
    return new Derivation.Step("Row hash", Long.toUnsignedString(rowHash), how);
  }

  private static String hex(long value) {
    return "0x" + HexFormat.of().toHexDigits(value);
  }
}
