package io.shardlens.topology.json;

import io.shardlens.topology.BucketMap;
import io.shardlens.topology.BucketRule.HashRange;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.NumberSource.Hash;
import io.shardlens.topology.NumberSource.HashPart;
import io.shardlens.topology.NumberSource.KeyBytes;
import io.shardlens.topology.ShardId;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How hashes and the buckets that they pick are written: what the reader would fill in is left
/// out.
final class HashLayout {

  /// Longer lists of shards are written as ranges of buckets, where there are fewer ranges.
  private static final int LONGEST_LIST = 256;

  private HashLayout() {}

  /// @param types of the key that is hashed
  static void putHash(
      Map<String, JsonLayout> members, Hash hash, List<KeyType> types, HashReader.Use use) {
    members.put("function", JsonLayout.text(hash.function().word()));
    if (hash.seed() != 0) {
      members.put("seed", KeyLayout.number(BigInteger.valueOf(hash.seed())));
    }
    if (hash.function().readsBytes()) {
      putBytes(members, hash.bytes(), types, use);
    }
    if (!hash.part().equals(HashPart.whole(hash.function()))) {
      members.put("take", part(hash.part()));
    }
    if (use.asksSign(hash.function(), hash.part())
        || hash.signed() != HashReader.isSignedByDefault(hash.function())) {
      members.put("number", JsonLayout.text(hash.signed() ? "signed" : "unsigned"));
    }
  }

  private static void putBytes(
      Map<String, JsonLayout> members, KeyBytes bytes, List<KeyType> types, HashReader.Use use) {
    boolean isClear =
        bytes.form() == KeyBytes.Form.TEXT && types.stream().allMatch(KeyType::isText);
    if (!isClear && !use.hashesLabels()) {
      members.put("bytes", JsonLayout.text(bytes.form().word()));
    }
    if (bytes.charset() != KeyBytes.Charset.UTF_8) {
      members.put("charset", JsonLayout.text(bytes.charset().word()));
    }
    if (types.size() > 1) {
      members.put("separator", JsonLayout.text(bytes.separator()));
    }
  }

  private static JsonLayout part(HashPart part) {
    Map<String, JsonLayout> members = new LinkedHashMap<>();
    members.put("from", JsonLayout.number(part.from()));
    members.put("bytes", JsonLayout.number(part.bytes()));
    members.put("order", JsonLayout.text(part.bigEndian() ? "big" : "little"));
    return JsonLayout.object(members);
  }

  /// The shards of buckets: one by one where that is short, and says the same.
  static void putBuckets(Map<String, JsonLayout> members, BucketMap buckets) {
    boolean isShort =
        buckets.count() <= LONGEST_LIST || buckets.ranges().size() > buckets.count() / 2;
    if (isShort && buckets.equals(BucketMap.of(buckets.owners()))) {
      members.put("shards", shards(buckets.owners()));
    } else {
      putBucketRanges(members, buckets);
    }
  }

  static void putBucketRanges(Map<String, JsonLayout> members, BucketMap buckets) {
    members.put(
        "buckets",
        JsonLayout.array(
            buckets.ranges().stream()
                .map(range ->
                    range(
                        BigInteger.valueOf(range.from()),
                        BigInteger.valueOf(range.to()),
                        range.shard()))
                .toList()));
  }

  static JsonLayout hashRanges(List<HashRange> ranges) {
    return JsonLayout.array(
        ranges.stream().map(range -> range(range.from(), range.to(), range.shard())).toList());
  }

  private static JsonLayout range(BigInteger from, BigInteger to, ShardId shard) {
    Map<String, JsonLayout> members = new LinkedHashMap<>();
    members.put("from", KeyLayout.number(from));
    members.put("to", KeyLayout.number(to));
    members.put("shard", JsonLayout.text(shard.value()));
    return JsonLayout.object(members);
  }

  static JsonLayout shards(List<ShardId> shards) {
    return JsonLayout.array(shards.stream().map(shard -> JsonLayout.text(shard.value())).toList());
  }
}
