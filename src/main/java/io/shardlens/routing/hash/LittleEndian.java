package io.shardlens.routing.hash;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Bytes as little-endian numbers, as most hash functions read them.
final class LittleEndian {

  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private LittleEndian() {}

  static int intAt(byte[] bytes, int offset) {
    return (int) INTS.get(bytes, offset);
  }

  static long longAt(byte[] bytes, int offset) {
    return (long) LONGS.get(bytes, offset);
  }

  static void putLong(byte[] bytes, int offset, long number) {
    LONGS.set(bytes, offset, number);
  }

  /// The number that up to eight bytes are, as if zeros followed; 0 for none.
  static long partAt(byte[] bytes, int offset, int count) {
    long number = 0;
    for (int i = 0; i < count; i++) {
      number |= (bytes[offset + i] & 0xffL) << (Byte.SIZE * i);
    }
    return number;
  }
}
