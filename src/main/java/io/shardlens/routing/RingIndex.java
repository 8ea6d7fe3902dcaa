package io.shardlens.routing;

import io.shardlens.routing.hash.HashRing;
import io.shardlens.routing.hash.NumberHash;
import io.shardlens.topology.NumberSource;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.ShardId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/// Rings and rendezvous without objects.
final class RingIndex {

  private static final String KEY = "{key}";

  private RingIndex() {}

  /// @param columns hold the key at hand
  static KeyIndex of(
      RoutingRule.Ring rule, List<KeyColumn> columns, ToIntFunction<ShardId> position) {
    NumberSource.Hash hash = rule.key();
    if (hash.part().bytes() > Long.BYTES) {
      return KeyIndex.ordinary();
    }
    HashRing ring =
        RingPoints.of(rule, new HashedKey(hash, columns.stream().map(KeyColumn::type).toList()));
    int[] owners =
        rule.members().stream().mapToInt(member -> position.applyAsInt(member.shard())).toArray();
    NumberHash function = BucketIndex.function(hash);
    return HashedBytes.of(hash.bytes(), columns)
        .<KeyIndex>map(bytes ->
            () -> {
              if (!bytes.make()) {
                return KeyIndex.ORDINARY;
              }
              long number = function.hash64(bytes.bytes(), bytes.offset(), bytes.length());
              return owners[ring.ownerOfPoint(ring.met(HashedBytes.number(hash, number)))];
            })
        .orElseGet(KeyIndex::ordinary);
  }

  /// @param columns hold the key at hand
  static KeyIndex of(
      RoutingRule.Rendezvous rule, List<KeyColumn> columns, ToIntFunction<ShardId> position) {
    NumberSource.Hash hash = rule.hash();
    NumberSource.KeyBytes text =
        new NumberSource.KeyBytes(
            NumberSource.KeyBytes.Form.TEXT, hash.bytes().charset(), hash.bytes().separator());
    List<byte[][]> labels = new ArrayList<>();
    for (RoutingRule.Member member : rule.members()) {
      String label = rule.label().replace("{shard}", member.name());
      if (!text.charset().charset().newEncoder().canEncode(label)) {
        return KeyIndex.ordinary();
      }
      labels.add(around(label, text));
    }
    if (hash.part().bytes() > Long.BYTES) {
      return KeyIndex.ordinary();
    }
    int[] owners =
        rule.members().stream().mapToInt(member -> position.applyAsInt(member.shard())).toArray();
    return HashedBytes.of(text, columns)
        .<KeyIndex>map(key -> new Rendezvous(hash, key, labels.toArray(byte[][][]::new), owners))
        .orElseGet(KeyIndex::ordinary);
  }

  /// What stands before, between and after the places of the key.
  private static byte[][] around(String label, NumberSource.KeyBytes text) {
    List<byte[]> parts = new ArrayList<>();
    int start = 0;
    for (int at = label.indexOf(KEY); at >= 0; at = label.indexOf(KEY, start)) {
      parts.add(label.substring(start, at).getBytes(text.charset().charset()));
      start = at + KEY.length();
    }
    parts.add(label.substring(start).getBytes(text.charset().charset()));
    return parts.toArray(byte[][]::new);
  }

  private static final class Rendezvous implements KeyIndex {
    private final NumberSource.Hash hash;
    private final NumberHash function;
    private final HashedBytes key;
    private final byte[][][] labels;
    private final int[] owners;
    private final TextBuffer buffer = new TextBuffer();

    Rendezvous(NumberSource.Hash hash, HashedBytes key, byte[][][] labels, int[] owners) {
      this.hash = hash;
      this.function = BucketIndex.function(hash);
      this.key = key;
      this.labels = labels;
      this.owners = owners;
    }

    @Override
    public int owner() {
      if (!key.make()) {
        return KeyIndex.ORDINARY;
      }
      int owner = 0;
      long highest = weight(labels[0]);
      for (int i = 1; i < labels.length; i++) {
        long weight = weight(labels[i]);
        if (isHigher(weight, highest)) {
          owner = i;
          highest = weight;
        }
      }
      return owners[owner];
    }

    private boolean isHigher(long weight, long other) {
      return hash.signed() ? weight > other : Long.compareUnsigned(weight, other) > 0;
    }

    private long weight(byte[][] label) {
      buffer.clear();
      buffer.put(label[0], 0, label[0].length);
      for (int i = 1; i < label.length; i++) {
        buffer.put(key.bytes(), key.offset(), key.length());
        buffer.put(label[i], 0, label[i].length);
      }
      return HashedBytes.number(hash, function.hash64(buffer.bytes(), 0, buffer.length()));
    }
  }
}
