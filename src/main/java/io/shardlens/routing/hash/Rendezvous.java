package io.shardlens.routing.hash;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Objects;

/// Rendezvous hashing after Thaler and Ravishankar, "A Name-Based Mapping Scheme for Rendezvous"
/// (1996), also called highest random weight: the key goes to the shard for which the hash of shard
/// and key together is highest, as an unsigned number; of equals, to the one declared first.
public final class Rendezvous {

  /// A larger buffer, made for an unusual key, is not kept.
  private static final int KEPT_BYTES = 64 * 1024;

  private static final int USUAL_KEY_BYTES = 256;

  private final List<byte[]> prefixes;
  private final int longestPrefix;
  private final NumberHash hash;
  private final Spare<byte[]> buffers;

  /// @param shards names, in the order of the declaration; hashed as shard, separator, key in UTF-8
  /// @throws IllegalArgumentException when there is none
  public Rendezvous(List<String> shards, String separator, NumberHash hash) {
    this.prefixes = shards.stream().map(shard -> (shard + separator).getBytes(UTF_8)).toList();
    this.longestPrefix =
        prefixes.stream()
            .mapToInt(prefix -> prefix.length)
            .max()
            .orElseThrow(() -> new IllegalArgumentException("A key needs at least one shard"));
    this.hash = hash;
    this.buffers = new Spare<>(() -> new byte[longestPrefix + USUAL_KEY_BYTES]);
  }

  /// The shard of a key, as its position in the declaration.
  ///
  /// @throws IndexOutOfBoundsException when the part is not within the array
  public int owner(byte[] key, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, key.length);
    byte[] buffer = buffers.take();
    if (buffer.length < longestPrefix + length) {
      buffer = new byte[longestPrefix + length];
    }
    System.arraycopy(key, offset, buffer, longestPrefix, length);
    int owner = 0;
    long highest = 0;
    for (int i = 0; i < prefixes.size(); i++) {
      byte[] prefix = prefixes.get(i);
      int start = longestPrefix - prefix.length;
      System.arraycopy(prefix, 0, buffer, start, prefix.length);
      long weight = hash.hash64(buffer, start, prefix.length + length);
      if (Long.compareUnsigned(weight, highest) > 0) {
        highest = weight;
        owner = i;
      }
    }
    if (buffer.length <= KEPT_BYTES) {
      buffers.putBack(buffer);
    }
    return owner;
  }
}
