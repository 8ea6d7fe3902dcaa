package io.shardlens.routing.hash;

/// FNV-1a after Fowler, Noll and Vo (<http://www.isthe.com/chongo/tech/comp/fnv/>, RFC 9923), with
/// the usual offset bases.
final class Fnv1a {

  private Fnv1a() {}

  static long hash32(byte[] bytes, int offset, int length) {
    int hash = 0x811c9dc5;
    for (int i = offset; i < offset + length; i++) {
      hash = (hash ^ (bytes[i] & 0xff)) * 0x01000193;
    }
    return hash;
  }

  static long hash64(byte[] bytes, int offset, int length) {
    long hash = 0xcbf29ce484222325L;
    for (int i = offset; i < offset + length; i++) {
      hash = (hash ^ (bytes[i] & 0xff)) * 0x00000100000001b3L;
    }
    return hash;
  }
}
