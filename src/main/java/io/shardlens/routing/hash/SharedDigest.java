package io.shardlens.routing.hash;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// A message digest of the JDK that many threads may ask.
final class SharedDigest implements LongHash.Digest {

  private final Spare<MessageDigest> spare;

  /// @param algorithm one that every JDK has
  SharedDigest(String algorithm) {
    spare = new Spare<>(() -> create(algorithm));
  }

  @Override
  public void write(byte[] bytes, int offset, int length, byte[] into) {
    MessageDigest digest = spare.take();
    digest.update(bytes, offset, length);
    try {
      digest.digest(into, 0, digest.getDigestLength());
    } catch (DigestException e) {
      throw new IllegalStateException("The digest does not fit", e);
    }
    spare.putBack(digest);
  }

  private static MessageDigest create(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java has no " + algorithm, e);
    }
  }
}
