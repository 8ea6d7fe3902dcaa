package io.shardlens.routing.hash;

import java.nio.ByteOrder;
import java.util.Objects;

/// Some of the bytes of a digest as an unsigned number, such as the first eight of an MD5.
public final class DigestPart implements NumberHash {

  private final ByteHash hash;
  private final int from;
  private final int count;
  private final ByteOrder order;
  private final Spare<byte[]> digests;

  /// @param from the first byte that counts, from 0
  /// @param count how many bytes count, 1 to 8
  /// @throws IllegalArgumentException when the digest has no such bytes
  public DigestPart(ByteHash hash, int from, int count, ByteOrder order) {
    if (from < 0 || count < 1 || count > Long.BYTES || from > hash.size() - count) {
      throw new IllegalArgumentException(
          "%d bytes from byte %d are no number in a digest of %d bytes"
              .formatted(count, from, hash.size()));
    }
    this.hash = hash;
    this.from = from;
    this.count = count;
    this.order = order;
    this.digests = new Spare<>(() -> new byte[hash.size()]);
  }

  @Override
  public long hash64(byte[] bytes, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    byte[] digest = digests.take();
    hash.digest(bytes, offset, length, digest);
    long number = numberIn(digest);
    digests.putBack(digest);
    return number;
  }

  /// The number in a digest that the function has already given.
  public long numberIn(byte[] digest) {
    long number = LittleEndian.partAt(digest, from, count);
    return order == ByteOrder.LITTLE_ENDIAN
        ? number
        : Long.reverseBytes(number) >>> (Long.SIZE - Byte.SIZE * count);
  }
}
