package io.shardlens.routing;

import io.shardlens.topology.KeyRange;
import io.shardlens.topology.KeyValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/// The ranges of a rule as arrays: the starts of all intervals, gaps among them, and their owners.
final class RangeIndex {

  private RangeIndex() {}

  /// An interval up to the next one's start.
  private record Part(@Nullable KeyValue from, int owner) {}

  private static List<Part> parts(List<KeyRange> ranges, ToIntFunction<KeyRange> position) {
    List<Part> parts = new ArrayList<>();
    parts.add(new Part(null, KeyIndex.NOWHERE));
    KeyValue end = null;
    for (KeyRange range : ranges) {
      if (range.from() == null) {
        parts.clear();
      } else if (end != null && !end.equals(range.from())) {
        parts.add(new Part(end, KeyIndex.NOWHERE));
      }
      parts.add(new Part(range.from(), position.applyAsInt(range)));
      end = range.to();
    }
    if (end != null) {
      parts.add(new Part(end, KeyIndex.NOWHERE));
    }
    return parts;
  }

  static KeyIndex.OfNumbers ofNumbers(List<KeyRange> ranges, ToIntFunction<KeyRange> position) {
    List<Part> parts = parts(ranges, position);
    long[] starts = new long[parts.size()];
    int[] owners = new int[parts.size()];
    for (int i = 0; i < starts.length; i++) {
      starts[i] =
          parts.get(i).from() instanceof KeyValue.Countable start
              ? start.ordinal()
              : Long.MIN_VALUE;
      owners[i] = parts.get(i).owner();
    }
    return new Numbers(starts, owners);
  }

  static KeyIndex.OfTexts ofTexts(List<KeyRange> ranges, ToIntFunction<KeyRange> position) {
    List<Part> parts = parts(ranges, position);
    byte[][] starts = new byte[parts.size()][];
    int[] owners = new int[parts.size()];
    for (int i = 0; i < starts.length; i++) {
      KeyValue from = parts.get(i).from();
      starts[i] = from == null ? new byte[0] : from.text().getBytes(StandardCharsets.UTF_8);
      owners[i] = parts.get(i).owner();
    }
    return new Texts(starts, owners);
  }

  private static final class Numbers implements KeyIndex.OfNumbers {
    private final long[] starts;
    private final int[] owners;

    Numbers(long[] starts, int[] owners) {
      this.starts = starts;
      this.owners = owners;
    }

    @Override
    public int owner(long number) {
      // The first start is below every key. Halving without a branch to mispredict: the compiler
      // makes a conditional move of the choice.
      int low = 0;
      for (int length = starts.length; length > 1; ) {
        int half = length >>> 1;
        low = starts[low + half] <= number ? low + half : low;
        length -= half;
      }
      return owners[low];
    }
  }

  private static final class Texts implements KeyIndex.OfTexts {
    private final byte[][] starts;
    private final int[] owners;

    Texts(byte[][] starts, int[] owners) {
      this.starts = starts;
      this.owners = owners;
    }

    @Override
    public int owner(byte[] text, int offset, int length) {
      int low = 0;
      int high = starts.length;
      while (high - low > 1) {
        int middle = (low + high) >>> 1;
        byte[] start = starts[middle];
        if (Arrays.compareUnsigned(start, 0, start.length, text, offset, offset + length) <= 0) {
          low = middle;
        } else {
          high = middle;
        }
      }
      return owners[low];
    }
  }
}
