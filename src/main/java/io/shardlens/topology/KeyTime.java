package io.shardlens.topology;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Days and moments as PostgreSQL counts them, from the start of the year 2000, and their texts in
/// the ISO style that it prints.
///
/// Source: `src/include/datatype/timestamp.h` (`POSTGRES_EPOCH_JDATE`, the limits) and
/// `src/backend/utils/adt/datetime.c` (`EncodeDateOnly`, `EncodeDateTime` with `USE_ISO_DATES`).
public final class KeyTime {

  private static final LocalDate EPOCH = LocalDate.of(2000, 1, 1);
  private static final LocalDate FIRST_DAY = LocalDate.of(-4713, 11, 24);
  private static final LocalDate LAST_MOMENTS_DAY = LocalDate.of(294276, 12, 31);
  private static final LocalDate LAST_DAY = LocalDate.of(5874897, 12, 31);
  private static final long MICROS_OF_DAY = 86_400_000_000L;

  private static final Pattern ISO =
      Pattern.compile(
          "(?<year>[0-9]{4,7})-(?<month>[0-9]{2})-(?<day>[0-9]{2})"
              + "(?:[ T](?<hour>[0-9]{2}):(?<minute>[0-9]{2})(?::(?<second>[0-9]{2})"
              + "(?:\\.(?<fraction>[0-9]{1,6}))?)?)?"
              + "\\s?(?<offset>Z|[+-][0-9]{2}(?::?[0-9]{2})?(?::?[0-9]{2})?)?(?<era> BC)?");

  private KeyTime() {}

  /// Reads a day or a moment.
  ///
  /// @param zone where a moment without an offset is to be understood, or the text is refused
  /// @throws KeyFormatException when the text is no value of the type
  static KeyValue parse(KeyType type, String text, java.util.Optional<ZoneId> zone)
      throws KeyFormatException {
    String trimmed = text.strip();
    if (trimmed.equals("infinity") || trimmed.equals("-infinity")) {
      return type.ofOrdinal(trimmed.startsWith("-") ? type.minimum() : type.maximum());
    }
    Matcher matcher = ISO.matcher(trimmed);
    if (!matcher.matches()) {
      throw refused(type, text);
    }
    try {
      return value(type, matcher, zone);
    } catch (DateTimeException e) {
      throw refused(type, text);
    }
  }

  private static KeyValue value(KeyType type, Matcher matcher, java.util.Optional<ZoneId> zone)
      throws KeyFormatException {
    LocalDate day = day(matcher);
    LocalDateTime local = LocalDateTime.of(day, time(matcher));
    String offset = matcher.group("offset");
    LocalDate last = type == KeyType.DATE ? LAST_DAY : LAST_MOMENTS_DAY;
    if (day.isBefore(FIRST_DAY) || day.isAfter(last)) {
      throw new DateTimeException("out of range");
    }
    return switch (type) {
      case DATE -> {
        if (matcher.group("hour") != null || offset != null) {
          throw new KeyFormatException("A date has no time of day: write it as 2024-01-31");
        }
        yield new KeyValue.Day((int) (day.toEpochDay() - EPOCH.toEpochDay()));
      }
      case TIMESTAMP -> {
        if (offset != null) {
          throw new KeyFormatException(
              "A timestamp has no offset: write it as 2024-01-31 12:00:00, or make the key a"
                  + " timestamptz");
        }
        yield new KeyValue.Timestamp(micros(local));
      }
      case TIMESTAMPTZ -> {
        if (offset == null && zone.isEmpty()) {
          throw new KeyFormatException(
              "A timestamptz needs its offset, or it means another moment in every session: write"
                  + " it as 2024-01-31 12:00:00+00");
        }
        ZoneOffset from =
            offset == null ? zone.orElseThrow().getRules().getOffset(local) : ZoneOffset.of(offset);
        yield new KeyValue.Moment(micros(local) - from.getTotalSeconds() * 1_000_000L);
      }
      default -> throw new IllegalArgumentException(type.word() + " is no time");
    };
  }

  private static LocalDate day(Matcher matcher) {
    int year = Integer.parseInt(matcher.group("year"));
    return LocalDate.of(
        matcher.group("era") == null ? year : 1 - year,
        Integer.parseInt(matcher.group("month")),
        Integer.parseInt(matcher.group("day")));
  }

  private static LocalTime time(Matcher matcher) {
    if (matcher.group("hour") == null) {
      return LocalTime.MIDNIGHT;
    }
    String second = matcher.group("second");
    String fraction = matcher.group("fraction");
    return LocalTime.of(
        Integer.parseInt(matcher.group("hour")),
        Integer.parseInt(matcher.group("minute")),
        second == null ? 0 : Integer.parseInt(second),
        fraction == null ? 0 : Integer.parseInt((fraction + "000000").substring(0, 6)) * 1000);
  }

  private static KeyFormatException refused(KeyType type, String text) {
    String example =
        switch (type) {
          case DATE -> "2024-01-31";
          case TIMESTAMP -> "2024-01-31 12:00:00";
          default -> "2024-01-31 12:00:00+00";
        };
    return new KeyFormatException(
        "\"" + KeyValue.shortened(text) + "\" is no " + type.word() + ": write it as " + example);
  }

  private static long micros(LocalDateTime local) {
    return (local.toLocalDate().toEpochDay() - EPOCH.toEpochDay()) * MICROS_OF_DAY
        + local.toLocalTime().toNanoOfDay() / 1000;
  }

  private static LocalDateTime local(long micros) {
    return EPOCH
        .plusDays(Math.floorDiv(micros, MICROS_OF_DAY))
        .atTime(LocalTime.ofNanoOfDay(Math.floorMod(micros, MICROS_OF_DAY) * 1000));
  }

  /// The calendar time of a finite day or moment; of a moment in the zone.
  ///
  /// @throws IllegalArgumentException for a value that is no time
  public static LocalDateTime local(KeyValue value, ZoneId zone) {
    return switch (value) {
      case KeyValue.Day(int days) -> EPOCH.plusDays(days).atStartOfDay();
      case KeyValue.Timestamp(long micros) -> local(micros);
      case KeyValue.Moment(long micros) ->
          local(micros).atOffset(ZoneOffset.UTC).atZoneSameInstant(zone).toLocalDateTime();
      default -> throw new IllegalArgumentException("The key is no time");
    };
  }

  /// The value of the same type that a calendar time means; of a moment in the zone. Where clocks
  /// go forward and skip the time, the one after the gap.
  static KeyValue like(KeyValue model, LocalDateTime local, ZoneId zone) {
    return switch (model) {
      case KeyValue.Day _ ->
          new KeyValue.Day((int) (local.toLocalDate().toEpochDay() - EPOCH.toEpochDay()));
      case KeyValue.Timestamp _ -> new KeyValue.Timestamp(micros(local));
      case KeyValue.Moment _ ->
          new KeyValue.Moment(
              micros(local.atZone(zone).withZoneSameInstant(ZoneOffset.UTC).toLocalDateTime()));
      default -> throw new IllegalArgumentException("The key is no time");
    };
  }

  /// The day of a moment in a zone; the infinite ones stay infinite.
  public static KeyValue.Day day(KeyValue.Moment moment, ZoneId zone) {
    if (moment.micros() == Long.MAX_VALUE || moment.micros() == Long.MIN_VALUE) {
      return new KeyValue.Day(moment.micros() < 0 ? Integer.MIN_VALUE : Integer.MAX_VALUE);
    }
    return (KeyValue.Day) like(new KeyValue.Day(0), local(moment, zone), zone);
  }

  static String dayText(int days) {
    return switch (days) {
      case Integer.MAX_VALUE -> "infinity";
      case Integer.MIN_VALUE -> "-infinity";
      default -> {
        LocalDate day = EPOCH.plusDays(days);
        yield date(day) + era(day);
      }
    };
  }

  /// @param offset what follows the time: `+00` or nothing
  static String momentText(long micros, String offset) {
    if (micros == Long.MAX_VALUE || micros == Long.MIN_VALUE) {
      return micros < 0 ? "-infinity" : "infinity";
    }
    LocalDateTime local = local(micros);
    int fraction = (int) Math.floorMod(micros, 1_000_000L);
    String digits =
        fraction == 0
            ? ""
            : ("." + String.format(java.util.Locale.ROOT, "%06d", fraction)).replaceAll("0+$", "");
    return date(local.toLocalDate())
        + " "
        + local.toLocalTime().truncatedTo(ChronoUnit.SECONDS).format(TIME)
        + digits
        + offset
        + era(local.toLocalDate());
  }

  private static final java.time.format.DateTimeFormatter TIME =
      java.time.format.DateTimeFormatter.ofPattern("HH:mm:ss", java.util.Locale.ROOT);

  private static String date(LocalDate day) {
    int year = day.getYear() > 0 ? day.getYear() : 1 - day.getYear();
    return String.format(
        java.util.Locale.ROOT, "%04d-%02d-%02d", year, day.getMonthValue(), day.getDayOfMonth());
  }

  private static String era(LocalDate day) {
    return day.getYear() > 0 ? "" : " BC";
  }
}
