package io.shardlens.routing.hash;

import com.dynatrace.hash4j.hashing.Hasher32;
import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import io.shardlens.topology.HashFunction;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/// A hash function of bytes with its seed.
///
/// Of a function with up to 64 bits the number is the result and the digest its big-endian bytes.
/// Of a longer one only the digest is defined, in the order in which the function's authors write
/// it; which of its bytes make a number, a [DigestPart] says.
///
/// May be used by many threads at once. Nothing is allocated for a call, except that threads which
/// ask the JDK for a digest or a checksum at the same moment may make an object each.
public sealed interface ByteHash extends NumberHash permits ShortHash, LongHash {

  /// @param seed for xxHash64 any; for murmur3-32 one of 32 bits, signed or unsigned, which is the
  ///   same; for murmur3-128 one of 32 bits as in the reference implementation (0 to 4294967295) or
  ///   as Guava takes it, which extends the sign (-1 is not 4294967295), or any longer one; for
  ///   SipHash-2-4 the first eight bytes of the key, little-endian, the others being 0; for the
  ///   rest, which have no seed, 0
  /// @throws IllegalArgumentException when the function hashes values instead of bytes, or cannot
  ///   have the seed
  static ByteHash of(HashFunction function, long seed) {
    if (!takesSeed(function, seed)) {
      throw new IllegalArgumentException(function.word() + " cannot have the seed " + seed);
    }
    return switch (function) {
      case MURMUR3_32 -> {
        Hasher32 hasher = Hashing.murmur3_32((int) seed);
        yield new ShortHash(function, hasher::hashBytesToInt);
      }
      case XXHASH64 -> {
        Hasher64 hasher = Hashing.xxh64(seed);
        yield new ShortHash(function, hasher::hashBytesToLong);
      }
      case SIPHASH_2_4 ->
          new ShortHash(
              function, (bytes, offset, length) -> SipHash.hash(bytes, offset, length, seed, 0));
      case FNV1A_32 -> new ShortHash(function, Fnv1a::hash32);
      case FNV1A_64 -> new ShortHash(function, Fnv1a::hash64);
      case CRC16 -> new ShortHash(function, Crc16::hash);
      case CRC32 -> new ShortHash(function, new SharedChecksum(CRC32::new));
      case CRC32C -> new ShortHash(function, new SharedChecksum(CRC32C::new));
      case MURMUR3_128 ->
          new LongHash(
              function,
              (bytes, offset, length, into) ->
                  Murmur3.digest128(bytes, offset, length, seed, into));
      case MD5 -> new LongHash(function, new SharedDigest("MD5"));
      case SHA1 -> new LongHash(function, new SharedDigest("SHA-1"));
      case POSTGRESQL, CITUS, JAVA, PYTHON ->
          throw new IllegalArgumentException(function.word() + " hashes values, not bytes");
    };
  }

  /// Whether a function can have a seed; 0 it always can.
  static boolean takesSeed(HashFunction function, long seed) {
    return switch (function) {
      case MURMUR3_32 -> seed >= Integer.MIN_VALUE && seed <= 0xffffffffL;
      case MURMUR3_128, XXHASH64, SIPHASH_2_4 -> true;
      case FNV1A_32, FNV1A_64, CRC16, CRC32, CRC32C, MD5, SHA1 -> seed == 0;
      case POSTGRESQL, CITUS, JAVA, PYTHON -> seed == 0;
    };
  }

  HashFunction function();

  /// How many bytes a digest has.
  default int size() {
    return function().bits() / Byte.SIZE;
  }

  /// {@inheritDoc}
  ///
  /// @throws IllegalStateException when the result has more than 64 bits
  @Override
  long hash64(byte[] bytes, int offset, int length);

  /// Writes the digest of a part of an array to the start of another one, which may be longer and
  /// may be the same.
  ///
  /// @throws IndexOutOfBoundsException when the part is not within the array, or the digest does
  ///   not fit
  void digest(byte[] bytes, int offset, int length, byte[] into);

  /// The remainder of bytes of a digest that are read as one unsigned big-endian number, however
  /// many they are, as Python's `int(hexdigest, 16) % n` does.
  ///
  /// @param modulus at least 1
  static int remainder(byte[] digest, int from, int count, int modulus) {
    long remainder = 0;
    for (int i = from; i < from + count; i++) {
      remainder = ((remainder << Byte.SIZE) | (digest[i] & 0xff)) % modulus;
    }
    return (int) remainder;
  }
}
