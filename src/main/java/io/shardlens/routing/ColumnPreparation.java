package io.shardlens.routing;

import io.shardlens.topology.KeyPreparation;
import io.shardlens.topology.RoutingDefinition;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;

/// Prepares the key at hand as [PreparedKeys] does, for a text in ASCII, of which most steps keep a
/// part.
final class ColumnPreparation {

  private static final long MICROS = 1_000_000;
  private static final long SECONDS_OF_DAY = 86_400;

  /// 2000-01-01 in seconds and in days of the Java clock.
  private static final long EPOCH_DAY = 10_957;

  private static final long EPOCH_SECOND = EPOCH_DAY * SECONDS_OF_DAY;

  /// Goes from one column to the next.
  private interface Step {
    /// @return whether it could be done; the ordinary way can do everything
    boolean run();
  }

  private final List<Step> steps = new ArrayList<>();
  private KeyColumn last;

  private ColumnPreparation(KeyColumn typed) {
    this.last = typed;
  }

  /// The columns that the rule sees, and what fills them: the same ones where nothing is prepared.
  ///
  /// @param typed the columns of the key as it was typed
  static Prepared of(RoutingDefinition routing, List<KeyColumn> typed) {
    if (routing.preparation().isEmpty()) {
      return new Prepared(typed, rule -> rule);
    }
    ColumnPreparation preparation = new ColumnPreparation(typed.getFirst());
    routing.preparation().forEach(preparation::add);
    Step[] steps = preparation.steps.toArray(Step[]::new);
    return new Prepared(
        List.of(preparation.last),
        rule ->
            () -> {
              for (Step step : steps) {
                if (!step.run()) {
                  return KeyIndex.ORDINARY;
                }
              }
              return rule.owner();
            });
  }

  /// @param columns what the rule reads
  /// @param before puts the preparation before a rule
  record Prepared(List<KeyColumn> columns, java.util.function.UnaryOperator<KeyIndex> before) {}

  private void add(KeyPreparation preparation) {
    KeyColumn from = last;
    KeyColumn to = new KeyColumn(preparation.result());
    steps.add(
        switch (preparation) {
          case KeyPreparation.OfText step -> ofText(step, from, to);
          case KeyPreparation.ToText _ -> toText(from, to);
          case KeyPreparation.ToInteger _ ->
              () -> to.read(from.bytes(), from.offset(), from.length()) == KeyColumn.Reading.VALUE;
          case KeyPreparation.Substring(int start, int length) ->
              () -> {
                int first = Math.max(0, start > 0 ? start - 1 : from.length() + start);
                int end = (int) Math.min(from.length(), (long) first + length);
                return part(from, to, Math.min(first, end), end);
              };
          case KeyPreparation.LocalDate(ZoneId zone) -> localDate(zone.getRules(), from, to);
        });
    last = to;
  }

  private static Step ofText(KeyPreparation.OfText step, KeyColumn from, KeyColumn to) {
    return switch (step) {
      case LOWER -> changed(from, to, at -> at >= 'A' && at <= 'Z' ? at + 32 : at);
      case UPPER -> changed(from, to, at -> at >= 'a' && at <= 'z' ? at - 32 : at);
      case WITHOUT_HYPHENS -> changed(from, to, at -> at == '-' ? LEFT_OUT : at);
      case DIGITS -> changed(from, to, at -> at >= '0' && at <= '9' ? at : LEFT_OUT);
      case TRIM -> () -> part(from, to, blanks(from), end(from));
      case TRIM_END -> () -> part(from, to, 0, end(from));
      case HASH_TAG -> () -> hashTag(from, to);
      // ASCII is in every normal form.
      case NFC, NFD, NFKC, NFKD -> () -> part(from, to, 0, from.length());
    };
  }

  private static final int LEFT_OUT = -1;

  private static Step changed(
      KeyColumn from, KeyColumn to, java.util.function.IntUnaryOperator change) {
    TextBuffer buffer = new TextBuffer();
    return () -> {
      buffer.clear();
      for (int i = 0; i < from.length(); i++) {
        int changed = change.applyAsInt(from.bytes()[from.offset() + i]);
        if (changed != LEFT_OUT) {
          buffer.put(changed);
        }
      }
      to.setText(buffer.bytes(), 0, buffer.length());
      return true;
    };
  }

  private static Step toText(KeyColumn from, KeyColumn to) {
    TextBuffer buffer = new TextBuffer();
    return () -> {
      buffer.clear();
      boolean possible = buffer.put(from);
      to.setText(buffer.bytes(), 0, buffer.length());
      return possible;
    };
  }

  private static boolean part(KeyColumn from, KeyColumn to, int start, int end) {
    to.setText(from.bytes(), from.offset() + start, Math.max(0, end - start));
    return true;
  }

  /// How many white characters are at the start.
  private static int blanks(KeyColumn text) {
    int start = 0;
    while (start < text.length() && Character.isWhitespace(text.bytes()[text.offset() + start])) {
      start++;
    }
    return start;
  }

  /// Where the white characters at the end begin.
  private static int end(KeyColumn text) {
    int end = text.length();
    while (end > 0 && Character.isWhitespace(text.bytes()[text.offset() + end - 1])) {
      end--;
    }
    return end;
  }

  private static boolean hashTag(KeyColumn from, KeyColumn to) {
    int open = find('{', from, 0);
    int close = open < 0 ? -1 : find('}', from, open + 1);
    return close > open + 1 ? part(from, to, open + 1, close) : part(from, to, 0, from.length());
  }

  private static int find(char character, KeyColumn text, int start) {
    for (int i = start; i < text.length(); i++) {
      if (text.bytes()[text.offset() + i] == character) {
        return i;
      }
    }
    return -1;
  }

  /// The infinite moments are left to the ordinary way.
  private static Step localDate(ZoneRules rules, KeyColumn from, KeyColumn to) {
    boolean fixed = rules.isFixedOffset();
    int always = rules.getOffset(Instant.EPOCH).getTotalSeconds();
    return () -> {
      long micros = from.number();
      if (micros == Long.MIN_VALUE || micros == Long.MAX_VALUE) {
        return false;
      }
      long second = Math.floorDiv(micros, MICROS) + EPOCH_SECOND;
      int east = fixed ? always : rules.getOffset(Instant.ofEpochSecond(second)).getTotalSeconds();
      long local = second + east;
      to.set(Math.floorDiv(local, SECONDS_OF_DAY) - EPOCH_DAY);
      return true;
    };
  }
}
