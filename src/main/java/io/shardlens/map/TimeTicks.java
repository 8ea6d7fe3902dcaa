package io.shardlens.map;

import io.shardlens.map.KeyAxis.Tick;
import io.shardlens.topology.KeyType;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/// Round days and moments: the first of a year, of a month, a day, an hour. Moments are those of
/// UTC, as they are printed.
final class TimeTicks {
  private static final LocalDate EPOCH = LocalDate.of(2000, 1, 1);
  private static final double MICROS_OF_DAY = 86_400e6;

  private record Step(ChronoUnit unit, int count, double days) {}

  private static final List<Step> STEPS =
      List.of(
          new Step(ChronoUnit.SECONDS, 1, 1 / 86_400.0),
          new Step(ChronoUnit.SECONDS, 15, 15 / 86_400.0),
          new Step(ChronoUnit.MINUTES, 1, 1 / 1_440.0),
          new Step(ChronoUnit.MINUTES, 15, 15 / 1_440.0),
          new Step(ChronoUnit.HOURS, 1, 1 / 24.0),
          new Step(ChronoUnit.HOURS, 6, 0.25),
          new Step(ChronoUnit.DAYS, 1, 1),
          new Step(ChronoUnit.DAYS, 7, 7),
          new Step(ChronoUnit.MONTHS, 1, 30.4),
          new Step(ChronoUnit.MONTHS, 3, 91.3),
          new Step(ChronoUnit.YEARS, 1, 365.2),
          new Step(ChronoUnit.YEARS, 5, 1_826),
          new Step(ChronoUnit.YEARS, 10, 3_652),
          new Step(ChronoUnit.YEARS, 50, 18_262),
          new Step(ChronoUnit.YEARS, 100, 36_524),
          new Step(ChronoUnit.YEARS, 1_000, 365_242),
          new Step(ChronoUnit.YEARS, 50_000, 18_262_110),
          new Step(ChronoUnit.YEARS, 1_000_000, 365_242_200));

  private TimeTicks() {}

  static List<Tick> of(KeyType type, Viewport view, int count) {
    double unit = type == KeyType.DATE ? 1 : MICROS_OF_DAY;
    double days = view.span() / unit / count;
    Step step = STEPS.getLast();
    for (Step candidate : STEPS) {
      boolean whole = type != KeyType.DATE || candidate.days() >= 1;
      if (whole && candidate.days() >= days) {
        step = candidate;
        break;
      }
    }
    List<Tick> ticks = new ArrayList<>();
    LocalDateTime at = floor(dateTime(view.from() / unit), step);
    for (int i = 0; i < 4 * count; i++) {
      double place = place(at) * unit;
      if (place > view.to()) {
        break;
      }
      if (place >= view.from()) {
        ticks.add(new Tick(place, label(at, step)));
      }
      at = at.plus(step.count(), step.unit());
    }
    return ticks;
  }

  private static LocalDateTime dateTime(double days) {
    double whole = Math.floor(days);
    long seconds = Math.round((days - whole) * 86_400);
    return EPOCH.plusDays((long) whole).atStartOfDay().plusSeconds(seconds);
  }

  private static double place(LocalDateTime at) {
    return at.toLocalDate().toEpochDay()
        - EPOCH.toEpochDay()
        + at.toLocalTime().toSecondOfDay() / 86_400.0;
  }

  private static LocalDateTime floor(LocalDateTime at, Step step) {
    return switch (step.unit()) {
      case YEARS ->
          LocalDate.of(Math.floorDiv(at.getYear(), step.count()) * step.count(), 1, 1)
              .atStartOfDay();
      case MONTHS ->
          LocalDate.of(at.getYear(), (at.getMonthValue() - 1) / step.count() * step.count() + 1, 1)
              .atStartOfDay();
      case DAYS ->
          at.toLocalDate()
              .minusDays(Math.floorMod(at.toLocalDate().toEpochDay(), (long) step.count()))
              .atStartOfDay();
      default -> {
        long size = step.unit().getDuration().toSeconds() * step.count();
        long seconds = at.toEpochSecond(ZoneOffset.UTC);
        yield LocalDateTime.ofEpochSecond(Math.floorDiv(seconds, size) * size, 0, ZoneOffset.UTC);
      }
    };
  }

  private static String label(LocalDateTime at, Step step) {
    return switch (step.unit()) {
      case YEARS -> Integer.toString(at.getYear());
      case MONTHS ->
          at.toLocalDate().toString().substring(0, at.toLocalDate().toString().length() - 3);
      case DAYS -> at.toLocalDate().toString();
      case HOURS, MINUTES ->
          at.toLocalTime().toSecondOfDay() == 0
              ? at.toLocalDate().toString()
              : at.toLocalTime().toString();
      default -> at.toLocalTime().truncatedTo(ChronoUnit.SECONDS).toString();
    };
  }
}
