package io.shardlens.topology.imports.python.evaluation;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is known of an input in one case. It is `None`, a number or a text; what was asked of it
/// tells which.
///
/// @param presence whether it is `None`
/// @param numbers what it can be if it is a number
/// @param texts what it can be if it is a text
/// @param remainder `null` where it was not divided
public record Domain(
    Presence presence, Intervals numbers, Texts texts, @Nullable Remainder remainder) {

  static final Domain ANYTHING = new Domain(Presence.OPEN, Intervals.ALL, Texts.ALL, null);

  /// Whether an input is `None`.
  public enum Presence {
    OPEN,
    NONE,
    SOME
  }

  /// @param value 0 to below the modulus
  public record Remainder(long modulus, long value) {}

  /// A set of texts: those listed, or all but those.
  public record Texts(boolean listed, Set<String> members) {
    static final Texts ALL = new Texts(false, Set.of());

    public Texts {
      members = Set.copyOf(members);
    }

    static Texts of(Set<String> members) {
      return new Texts(true, members);
    }

    public boolean contains(String text) {
      return members.contains(text) == listed;
    }

    Texts not() {
      return new Texts(!listed, members);
    }

    Texts and(Texts other) {
      if (isAll() || other.isAll()) {
        return isAll() ? other : this;
      }
      Set<String> common = new HashSet<>();
      if (!listed && !other.listed) {
        common.addAll(members);
        common.addAll(other.members);
        return new Texts(false, common);
      }
      Texts finite = listed ? this : other;
      Texts second = listed ? other : this;
      finite.members.stream().filter(second::contains).forEach(common::add);
      return new Texts(true, common);
    }

    private boolean isAll() {
      return !listed && members.isEmpty();
    }

    boolean isEmpty() {
      return listed && members.isEmpty();
    }
  }

  /// Whether nothing is left that the input can be.
  boolean isEmpty() {
    return presence != Presence.NONE && (numbers.isEmpty() || texts.isEmpty());
  }

  Domain none() {
    return presence == Presence.SOME
        ? new Domain(Presence.SOME, Intervals.NONE, texts, remainder)
        : new Domain(Presence.NONE, numbers, texts, remainder);
  }

  Domain some() {
    return presence == Presence.NONE
        ? new Domain(Presence.SOME, Intervals.NONE, texts, remainder)
        : new Domain(Presence.SOME, numbers, texts, remainder);
  }

  /// A number in a set.
  Domain withNumbers(Intervals set) {
    return new Domain(Presence.SOME, some().numbers.and(set), texts, remainder);
  }

  /// A text in a set.
  Domain withTexts(Texts set) {
    return new Domain(Presence.SOME, some().numbers, texts.and(set), remainder);
  }

  Domain withRemainder(long modulus, long value) {
    return new Domain(Presence.SOME, some().numbers, texts, new Remainder(modulus, value));
  }

  /// `0` or `""`, whichever it is.
  Domain falsy() {
    return withNumbers(Intervals.between(0, 0)).withTexts(Texts.of(Set.of("")));
  }

  /// Neither `None` nor `0` nor `""`.
  Domain truthy() {
    return withNumbers(Intervals.between(0, 0).not()).withTexts(Texts.of(Set.of("")).not());
  }

  /// Whether the case depends on which number it is.
  public boolean restrictsNumbers() {
    return !numbers.equals(Intervals.ALL);
  }
}
