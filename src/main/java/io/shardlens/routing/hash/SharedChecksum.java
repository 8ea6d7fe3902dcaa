package io.shardlens.routing.hash;

import java.util.function.Supplier;
import java.util.zip.Checksum;

/// A checksum of the JDK that many threads may ask.
final class SharedChecksum implements NumberHash {

  private final Spare<Checksum> spare;

  SharedChecksum(Supplier<Checksum> maker) {
    spare = new Spare<>(maker);
  }

  @Override
  public long hash64(byte[] bytes, int offset, int length) {
    Checksum checksum = spare.take();
    checksum.reset();
    checksum.update(bytes, offset, length);
    long hash = checksum.getValue();
    spare.putBack(checksum);
    return hash;
  }
}
