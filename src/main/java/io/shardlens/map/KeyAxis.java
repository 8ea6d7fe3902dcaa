package io.shardlens.map;

import io.shardlens.map.KeySpace.Piece;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Places of the keys of a key space on a line. Edges of all pieces are computed once, so that a
/// picture costs what its pixels cost.
///
/// Keys far from 0 lose precision as doubles do: at 2^62, places are 1 024 apart, and it is not
/// possible to zoom to less.
public final class KeyAxis {

  /// The smallest and the largest key in use.
  public record Extent(KeyValue first, KeyValue last) {}

  /// A place with its label.
  public record Tick(double place, String label) {}

  /// An open end shows so many usual ranges of its keys in use; keys farther out would leave no
  /// room for all the others.
  private static final double FARTHEST = 3;

  /// PostgreSQL's first and last timestamp and date, as it counts them from the year 2000; beyond
  /// them are only the infinite ones. Source: `src/include/datatype/timestamp.h`.
  private static final double FIRST_MICROS = -211_813_488_000_000_000.0;

  private static final double LAST_MICROS = 9_223_371_331_200_000_000.0;
  private static final double FIRST_DAY = -2_451_545;
  private static final double LAST_DAY = 2_145_031_948;

  private static final double TWO_TO_64 = 0x1p64;

  private final KeySpace space;
  private final KeyType type;
  private final KeyScale scale;
  private final KeyValue[] bounds;
  private final double[][] lows;
  private final double[][] highs;
  private final Viewport limits;
  private final Viewport home;

  private KeyAxis(KeySpace space, KeyType type, KeyScale scale, @Nullable Extent used) {
    this.space = space;
    this.type = type;
    this.scale = scale;
    this.bounds = bounds(space);
    this.limits =
        scale == KeyScale.EQUAL
            ? new Viewport(0, bounds.length + 1.0)
            : new Viewport(transformed(least(type)), transformed(most(type)));
    this.lows = new double[space.lanes()][];
    this.highs = new double[space.lanes()][];
    for (int lane = 0; lane < space.lanes(); lane++) {
      List<Piece> pieces = space.lane(lane);
      lows[lane] = new double[pieces.size()];
      highs[lane] = new double[pieces.size()];
      for (int i = 0; i < pieces.size(); i++) {
        KeyValue from = pieces.get(i).from();
        KeyValue to = pieces.get(i).to();
        lows[lane][i] = from == null ? limits.from() : place(from);
        highs[lane][i] = to == null ? limits.to() : place(to);
      }
    }
    this.home = scale == KeyScale.EQUAL ? limits : home(used);
  }

  /// @param scale one of [#scales(KeyType)]
  /// @param used the keys in use, `null` where that is not known
  public static KeyAxis of(KeySpace space, KeyType type, KeyScale scale, @Nullable Extent used) {
    if (!scales(type).contains(scale)) {
      throw new IllegalArgumentException("Keys of " + type.word() + " have no such scale");
    }
    return new KeyAxis(space, type, scale, used);
  }

  /// The scales that keys of a type have, the usual one first. Texts have no distances, and the
  /// start of the year 2000 is no origin that a logarithm of times could be taken from.
  public static List<KeyScale> scales(KeyType type) {
    if (type.isInteger()) {
      return List.of(KeyScale.LINEAR, KeyScale.LOG, KeyScale.EQUAL);
    }
    return type.isTime() || type == KeyType.UUID
        ? List.of(KeyScale.LINEAR, KeyScale.EQUAL)
        : List.of(KeyScale.EQUAL);
  }

  public KeySpace space() {
    return space;
  }

  public KeyScale scale() {
    return scale;
  }

  public KeyType type() {
    return type;
  }

  /// The whole line.
  public Viewport limits() {
    return limits;
  }

  /// What is seen first: all bounds, and of open ends the keys in use or the width of a usual
  /// range.
  public Viewport home() {
    return home;
  }

  /// The shortest span that can be seen, at its place.
  public double shortest(double at) {
    return switch (scale) {
      case EQUAL -> 0.01;
      case LOG -> 1e-7;
      case LINEAR -> Math.max(type.isInteger() ? 8 : 16, Math.ulp(at) * 2048);
    };
  }

  /// The left edge of a piece.
  public double low(int lane, int piece) {
    return lows[lane][piece];
  }

  /// The right edge of a piece.
  public double high(int lane, int piece) {
    return highs[lane][piece];
  }

  /// The first piece of a lane that ends right of a place; as many as there are where none does.
  public int firstEndingAfter(int lane, double place, int from) {
    double[] ends = highs[lane];
    int low = from;
    int high = ends.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ends[middle] > place) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /// Where a key is.
  public double place(KeyValue key) {
    if (scale != KeyScale.EQUAL) {
      return Math.clamp(transformed(numberOf(key)), limits.from(), limits.to());
    }
    int after = boundsUpTo(key);
    if (after == 0 || after == bounds.length) {
      boolean bound = after > 0 && bounds[after - 1].equals(key);
      return bound ? after : after + 0.5;
    }
    KeyValue from = bounds[after - 1];
    KeyValue to = bounds[after];
    if (from.equals(key)) {
      return after;
    }
    if (!hasNumbers()) {
      return after + 0.5;
    }
    return after + (numberOf(key) - numberOf(from)) / (numberOf(to) - numberOf(from));
  }

  /// The key at a place, where keys can be counted; the nearest one.
  public Optional<KeyValue> keyAt(double place) {
    if (!type.isCountable()) {
      return Optional.empty();
    }
    double number = numberAt(place);
    // A double of the largest long is one above it.
    long ordinal = Math.clamp(Math.round(number), type.minimum(), type.maximum());
    return Optional.of(type.ofOrdinal(ordinal));
  }

  /// A number for each key in the order of keys: its own where it has one, else its place. Rows
  /// spread evenly over it are taken to be spread evenly over the keys.
  public double number(KeyValue key) {
    return hasNumbers() ? numberOf(key) : place(key);
  }

  /// The number at a place.
  public double numberAt(double place) {
    if (!hasNumbers()) {
      return place;
    }
    if (scale != KeyScale.EQUAL) {
      return scale == KeyScale.LINEAR
          ? place
          : Math.signum(place) * (Math.pow(10, Math.abs(place)) - 1);
    }
    if (bounds.length == 0) {
      return least(type) + place * (most(type) - least(type));
    }
    int after = (int) Math.clamp(Math.floor(place), 0, bounds.length);
    double part = Math.clamp(place - after, 0, 1);
    double usual =
        bounds.length > 1
            ? (numberOf(bounds[bounds.length - 1]) - numberOf(bounds[0])) / (bounds.length - 1)
            : 1;
    double from = after == 0 ? numberOf(bounds[0]) - usual : numberOf(bounds[after - 1]);
    double to = after == bounds.length ? from + usual : numberOf(bounds[after]);
    return from + part * (to - from);
  }

  /// The place of a number of [#numberAt].
  public double placeAt(double number) {
    if (!hasNumbers()) {
      return number;
    }
    if (scale != KeyScale.EQUAL) {
      return Math.clamp(transformed(number), limits.from(), limits.to());
    }
    return type.isCountable()
        ? place(type.ofOrdinal(Math.clamp(Math.round(number), type.minimum(), type.maximum())))
        : number / most(type) * limits.to();
  }

  /// A line of all keys: integers by their logarithm, as on no other scale both all keys and those
  /// in use have a width; others as they are here.
  public KeyAxis overview() {
    return type.isInteger() && scale != KeyScale.LOG
        ? new KeyAxis(space, type, KeyScale.LOG, null)
        : this;
  }

  /// Whether distances between keys mean something.
  public boolean hasNumbers() {
    return type.isCountable() || type == KeyType.UUID;
  }

  /// Round keys in sight, about as many as asked for; none of keys without distances.
  public List<Tick> ticks(Viewport view, int count) {
    if (scale == KeyScale.EQUAL || count < 1) {
      return List.of();
    }
    if (type.isTime()) {
      return TimeTicks.of(type, view, count);
    }
    if (type == KeyType.UUID) {
      return List.of();
    }
    List<Tick> ticks = new ArrayList<>();
    if (scale == KeyScale.LOG) {
      addDecades(ticks, view);
    }
    if (ticks.size() < 2) {
      double from = numberAt(view.from());
      double to = numberAt(view.to());
      double step = niceStep((to - from) / count);
      double first = Math.ceil(from / step);
      for (int i = 0; i <= 2 * count && (first + i) * step <= to; i++) {
        double number = (first + i) * step;
        ticks.add(new Tick(transformed(number), String.format(Locale.ROOT, "%.0f", number)));
      }
    }
    return ticks;
  }

  private void addDecades(List<Tick> ticks, Viewport view) {
    for (int exponent = 18; exponent >= 0; exponent--) {
      addDecade(ticks, view, -Math.pow(10, exponent), "-" + power(exponent));
    }
    addDecade(ticks, view, 0, "0");
    for (int exponent = 0; exponent <= 18; exponent++) {
      addDecade(ticks, view, Math.pow(10, exponent), power(exponent));
    }
  }

  private void addDecade(List<Tick> ticks, Viewport view, double number, String label) {
    double place = transformed(number);
    if (view.contains(place)) {
      ticks.add(new Tick(place, label));
    }
  }

  private static String power(int exponent) {
    return exponent < 5 ? Long.toString((long) Math.pow(10, exponent)) : "1e" + exponent;
  }

  /// 1, 2 or 5 times a power of ten, and a whole number, as keys are.
  static double niceStep(double least) {
    if (!(least > 1)) {
      return 1;
    }
    double power = Math.pow(10, Math.floor(Math.log10(least)));
    double times = least / power;
    return power * (times <= 1 ? 1 : times <= 2 ? 2 : times <= 5 ? 5 : 10);
  }

  private Viewport home(@Nullable Extent used) {
    double first = Double.NaN;
    double last = Double.NaN;
    for (KeyValue bound : bounds) {
      double number = numberOf(bound);
      if (number > least(type) && number < most(type)) {
        first = Double.isNaN(first) ? number : first;
        last = number;
      }
    }
    double from;
    double to;
    if (Double.isNaN(first)) {
      from = used == null ? 0 : numberOf(used.first());
      to = used == null ? 1000 : Math.max(from + 8, numberOf(used.last()));
    } else {
      double usual = first < last ? (last - first) / (bounds.length - 1) : usual(first);
      from = first - usual;
      to = last + usual;
      if (used != null) {
        double lowest = numberOf(used.first());
        double highest = numberOf(used.last());
        from =
            lowest < first && first - lowest <= FARTHEST * usual
                ? rounded(lowest, first, false)
                : from;
        to =
            highest > last && highest - last <= FARTHEST * usual
                ? rounded(highest, last, true)
                : to;
      }
    }
    Viewport seen =
        new Viewport(transformed(from), Math.max(transformed(to), Math.nextUp(transformed(from))));
    return seen.within(limits);
  }

  private static double rounded(double number, double bound, boolean up) {
    double step = niceStep(Math.abs(number - bound) / 8);
    return (up ? Math.ceil(number / step) : Math.floor(number / step)) * step;
  }

  /// How far to look on both sides of the only bound.
  private double usual(double bound) {
    return switch (type) {
      case DATE -> 365;
      case TIMESTAMP, TIMESTAMPTZ -> 365 * 86_400e6;
      case UUID -> TWO_TO_64;
      case SMALLINT, INTEGER, BIGINT, TEXT, VARCHAR, CHAR -> Math.max(1, Math.abs(bound));
    };
  }

  private int boundsUpTo(KeyValue key) {
    int low = 0;
    int high = bounds.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (bounds[middle].compareTo(key) <= 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static KeyValue[] bounds(KeySpace space) {
    if (space.lanes() == 1) {
      List<KeyValue> bounds = new ArrayList<>(space.lane(0).size());
      for (Piece piece : space.lane(0)) {
        if (piece.to() != null) {
          bounds.add(piece.to());
        }
      }
      return bounds.toArray(KeyValue[]::new);
    }
    TreeSet<KeyValue> bounds = new TreeSet<>();
    for (int lane = 0; lane < space.lanes(); lane++) {
      for (Piece piece : space.lane(lane)) {
        if (piece.from() != null) {
          bounds.add(piece.from());
        }
        if (piece.to() != null) {
          bounds.add(piece.to());
        }
      }
    }
    return bounds.toArray(KeyValue[]::new);
  }

  private double transformed(double number) {
    return scale == KeyScale.LOG ? Math.signum(number) * Math.log10(1 + Math.abs(number)) : number;
  }

  private static double numberOf(KeyValue key) {
    return switch (key) {
      case KeyValue.Countable countable -> (double) countable.ordinal();
      case KeyValue.Uuid(var uuid) -> {
        double bits = (double) uuid.getMostSignificantBits();
        yield bits < 0 ? bits + TWO_TO_64 : bits;
      }
      case KeyValue.Text _, KeyValue.Tuple _ -> 0;
    };
  }

  private static double least(KeyType type) {
    return switch (type) {
      case DATE -> FIRST_DAY;
      case TIMESTAMP, TIMESTAMPTZ -> FIRST_MICROS;
      case UUID, TEXT, VARCHAR, CHAR -> 0;
      case SMALLINT, INTEGER, BIGINT -> (double) type.minimum();
    };
  }

  private static double most(KeyType type) {
    return switch (type) {
      case DATE -> LAST_DAY;
      case TIMESTAMP, TIMESTAMPTZ -> LAST_MICROS;
      case UUID -> TWO_TO_64;
      case TEXT, VARCHAR, CHAR -> 1;
      case SMALLINT, INTEGER, BIGINT -> (double) type.maximum();
    };
  }
}
