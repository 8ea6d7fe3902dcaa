package io.shardlens.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.fixtures.RandomSeed;
import io.shardlens.topology.KeyFormatException;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Times in bytes are those of [KeyValue], or are left to it.
final class TimeBytesTest {
  private static final long SEED = RandomSeed.ofThisRun();
  private static final int TEXTS = RandomSeed.cases(20_000, 1_000_000);
  private static final String CHARACTERS = "0123456789-:+Z. T";

  @ParameterizedTest
  @EnumSource(names = {"DATE", "TIMESTAMP", "TIMESTAMPTZ"})
  void readsNothingThatTheTypeDoesNot(KeyType type) {
    Random random = new Random(SEED);
    int read = 0;
    for (int i = 0; i < TEXTS; i++) {
      String text = text(random);
      byte[] bytes = ("<" + text + "1").getBytes(StandardCharsets.US_ASCII);
      long number = TimeBytes.read(type, bytes, 1, bytes.length - 2);
      if (number != TimeBytes.RARE) {
        read++;
        assertThat(number).as("seed %d: %s", SEED, text).isEqualTo(parsed(type, text));
      }
    }
    assertThat(read).isGreaterThan(TEXTS / 200);
  }

  /// A time in one of the forms, often with a character too many or another one.
  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    text.append("%04d-%02d-%02d".formatted(year(random), random.nextInt(14), random.nextInt(33)));
    if (random.nextInt(4) > 0) {
      text.append(random.nextBoolean() ? ' ' : 'T');
      text.append("%02d:%02d".formatted(random.nextInt(25), random.nextInt(61)));
      text.append(random.nextBoolean() ? ":%02d".formatted(random.nextInt(61)) : "");
      text.append(random.nextInt(3) > 0 ? "" : "." + random.nextInt(10_000_000));
      text.append(
          switch (random.nextInt(6)) {
            case 0 -> "Z";
            case 1 -> "+00";
            case 2 -> "%+03d".formatted(random.nextInt(40) - 20);
            case 3 -> "-%02d%02d".formatted(random.nextInt(20), random.nextInt(61));
            case 4 -> "+%02d:%02d".formatted(random.nextInt(20), random.nextInt(61));
            default -> "";
          });
    }
    if (random.nextInt(4) == 0) {
      int at = random.nextInt(text.length());
      char other = CHARACTERS.charAt(random.nextInt(CHARACTERS.length()));
      text.replace(at, at + random.nextInt(2), String.valueOf(other));
    }
    return text.toString();
  }

  private static int year(Random random) {
    return random.nextBoolean() ? 1990 + random.nextInt(40) : random.nextInt(10_000);
  }

  private static long parsed(KeyType type, String text) {
    try {
      return ((KeyValue.Countable) KeyValue.parse(type, text)).ordinal();
    } catch (KeyFormatException e) {
      throw new AssertionError(text + " is no " + type.word(), e);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"DATE", "TIMESTAMP", "TIMESTAMPTZ"})
  void writesAsThePlainWayDoes(KeyType type) {
    Random random = new Random(SEED);
    long first = parsed(type, type == KeyType.TIMESTAMPTZ ? "0001-01-01Z" : "0001-01-01");
    long last = parsed(type, type == KeyType.TIMESTAMPTZ ? "9999-12-31Z" : "9999-12-31");
    byte[] into = new byte[TimeBytes.LONGEST + 1];
    for (int i = 0; i < TEXTS; i++) {
      long number = random.nextLong(first, last + 1);
      number -= random.nextBoolean() ? 0 : number % 1_000_000;
      String text = type.ofOrdinal(number).text();
      int length = TimeBytes.write(type, number, into, 1);
      assertThat(new String(into, 1, length, StandardCharsets.US_ASCII))
          .as("seed %d: %d", SEED, number)
          .isEqualTo(text);
      assertThat(TimeBytes.read(type, into, 1, length)).as(text).isEqualTo(number);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {Integer.MIN_VALUE, Integer.MAX_VALUE, -730_120, 2_921_940})
  void leavesOtherYearsToThePlainWay(long days) {
    assertThat(TimeBytes.write(KeyType.DATE, days, new byte[TimeBytes.LONGEST], 0)).isZero();
  }
}
