package io.shardlens.export.vectors;

import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import java.util.UUID;
import java.util.random.RandomGenerator;

/// Random values of key columns: small and large numbers, times of this and the next decades, texts
/// of several scripts. The same generator gives the same values.
public record RandomKeys(RandomGenerator random) {

  private static final long MICROS_OF_A_DAY = 86_400_000_000L;

  /// Days from 1970 to 2070, counted from 2000.
  private static final int FIRST_DAY = -10_957;

  private static final int LAST_DAY = 25_567;

  private static final int LONGEST_TEXT = 24;

  public KeyValue of(KeyType type) {
    return switch (type) {
      case SMALLINT, INTEGER, BIGINT -> new KeyValue.Int(integer(type));
      case TEXT, VARCHAR -> new KeyValue.Text(text());
      case CHAR -> new KeyValue.Text(text().replaceAll(" +$", ""));
      case UUID -> new KeyValue.Uuid(new UUID(random.nextLong(), random.nextLong()));
      case DATE -> new KeyValue.Day(random.nextInt(FIRST_DAY, LAST_DAY));
      case TIMESTAMP -> new KeyValue.Timestamp(micros());
      case TIMESTAMPTZ -> new KeyValue.Moment(micros());
    };
  }

  private long integer(KeyType type) {
    long number =
        switch (random.nextInt(4)) {
          case 0 -> random.nextInt(-100, 1_000);
          case 1 -> random.nextInt(-100_000, 200_000);
          case 2 -> random.nextInt();
          default -> random.nextLong();
        };
    return switch (type) {
      case SMALLINT -> (short) number;
      case INTEGER -> (int) number;
      default -> number;
    };
  }

  private long micros() {
    long midnight = random.nextInt(FIRST_DAY, LAST_DAY) * MICROS_OF_A_DAY;
    return switch (random.nextInt(3)) {
      case 0 -> midnight;
      case 1 -> midnight + random.nextInt(86_400) * 1_000_000L;
      default -> midnight + random.nextLong(MICROS_OF_A_DAY);
    };
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(LONGEST_TEXT);
    boolean ascii = random.nextInt(3) > 0;
    for (int i = 0; i < length; i++) {
      text.appendCodePoint(ascii ? random.nextInt(' ', 0x7f) : character());
    }
    return text.toString();
  }

  private int character() {
    return switch (random.nextInt(6)) {
      case 0 -> random.nextInt(0xa1, 0x180);
      case 1 -> random.nextInt(0x410, 0x450);
      case 2 -> random.nextInt(0x4e00, 0x9fff);
      case 3 -> random.nextInt(0x1f600, 0x1f640);
      default -> random.nextInt('a', 'z' + 1);
    };
  }
}
