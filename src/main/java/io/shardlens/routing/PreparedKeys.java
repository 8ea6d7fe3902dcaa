package io.shardlens.routing;

import io.shardlens.topology.KeyFormatException;
import io.shardlens.topology.KeyPreparation;
import io.shardlens.topology.KeyTime;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.RoutingDefinition;
import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Prepares keys as the application does before it routes them.
record PreparedKeys(RoutingDefinition definition) {

  /// Sets of more keys are not prepared one by one.
  private static final int COUNTED_KEYS = 10_000;

  /// What became of a key.
  sealed interface Result {
    /// @param key as the rule takes it
    record Fit(List<? extends @Nullable KeyValue> key) implements Result {}

    /// @param reason a sentence without its subject
    record Unfit(String reason) implements Result {}
  }

  /// @param steps takes a step for each preparation
  Result prepare(List<? extends @Nullable KeyValue> key, List<Derivation.Step> steps) {
    KeyValue value = key.getFirst();
    if (definition.preparation().isEmpty() || value == null) {
      return new Result.Fit(key);
    }
    for (KeyPreparation preparation : definition.preparation()) {
      try {
        value = apply(preparation, value);
      } catch (KeyFormatException e) {
        steps.add(new Derivation.Step("Prepared", "none", words(preparation)));
        return new Result.Unfit(String.valueOf(e.getMessage()));
      }
      steps.add(new Derivation.Step("Prepared", value.text(), words(preparation)));
    }
    return new Result.Fit(List.of(value));
  }

  /// The sets of a box as the rule sees them; empty where they cannot be told, and every shard must
  /// be asked.
  Optional<List<ColumnKeys>> prepare(List<ColumnKeys> box) {
    if (definition.preparation().isEmpty()) {
      return Optional.of(box);
    }
    return switch (box.getFirst()) {
      case ColumnKeys.OneOf(Set<KeyValue> values) when values.size() <= COUNTED_KEYS -> {
        Set<KeyValue> ready = new LinkedHashSet<>();
        for (KeyValue value : values) {
          if (prepare(List.of(value), new java.util.ArrayList<>())
                  instanceof Result.Fit(List<? extends KeyValue> key)
              && key.getFirst() != null) {
            ready.add(key.getFirst());
          }
        }
        yield Optional.of(List.of(new ColumnKeys.OneOf(ready)));
      }
      case ColumnKeys.OnlyNull only -> Optional.of(List.of(only));
      case ColumnKeys.Between between
          when definition.preparation().size() == 1
              && definition.preparation().getFirst()
                  instanceof KeyPreparation.LocalDate(java.time.ZoneId zone) ->
          Optional.of(
              List.of(
                  new ColumnKeys.Between(
                      day(between.lowest(), zone, -1), day(between.highest(), zone, 1))));
      case ColumnKeys.OneOf _, ColumnKeys.Between _, ColumnKeys.Any _ -> Optional.empty();
    };
  }

  /// A bound of days, one day wider: where clocks go back over midnight, an earlier moment can have
  /// the later day.
  private static @Nullable KeyValue day(
      @Nullable KeyValue moment, java.time.ZoneId zone, int wider) {
    return moment instanceof KeyValue.Moment bound
        ? new KeyValue.Day(
            Math.clamp(
                (long) KeyTime.day(bound, zone).days() + wider,
                Integer.MIN_VALUE,
                Integer.MAX_VALUE))
        : null;
  }

  private static KeyValue apply(KeyPreparation preparation, KeyValue value)
      throws KeyFormatException {
    return switch (preparation) {
      case KeyPreparation.OfText step -> new KeyValue.Text(apply(step, value.text()));
      case KeyPreparation.ToText _ -> new KeyValue.Text(value.text());
      case KeyPreparation.ToInteger _ -> KeyValue.parse(KeyType.BIGINT, value.text());
      case KeyPreparation.Substring(int start, int length) ->
          new KeyValue.Text(substring(value.text(), start, length));
      case KeyPreparation.LocalDate(java.time.ZoneId zone) ->
          KeyTime.day((KeyValue.Moment) value, zone);
    };
  }

  private static String apply(KeyPreparation.OfText step, String text) {
    return switch (step) {
      case LOWER -> text.toLowerCase(Locale.ROOT);
      case UPPER -> text.toUpperCase(Locale.ROOT);
      case TRIM -> text.strip();
      case TRIM_END -> text.stripTrailing();
      case NFC -> Normalizer.normalize(text, Normalizer.Form.NFC);
      case NFD -> Normalizer.normalize(text, Normalizer.Form.NFD);
      case NFKC -> Normalizer.normalize(text, Normalizer.Form.NFKC);
      case NFKD -> Normalizer.normalize(text, Normalizer.Form.NFKD);
      case WITHOUT_HYPHENS -> text.replace("-", "");
      case DIGITS -> text.replaceAll("[^0-9]", "");
      case HASH_TAG -> hashTag(text);
    };
  }

  /// Redis Cluster specification, "Hash tags".
  private static String hashTag(String text) {
    int open = text.indexOf('{');
    int close = open < 0 ? -1 : text.indexOf('}', open + 1);
    return close > open + 1 ? text.substring(open + 1, close) : text;
  }

  private static String substring(String text, int start, int length) {
    int[] characters = text.codePoints().toArray();
    int from = Math.max(0, start > 0 ? start - 1 : characters.length + start);
    int to = (int) Math.min(characters.length, (long) from + length);
    return from >= to ? "" : new String(characters, from, to - from);
  }

  private static String words(KeyPreparation preparation) {
    return switch (preparation) {
      case KeyPreparation.OfText step ->
          switch (step) {
            case LOWER -> "lower case";
            case UPPER -> "upper case";
            case TRIM -> "without white space at both ends";
            case TRIM_END -> "without white space at the end";
            case NFC, NFD, NFKC, NFKD ->
                "Unicode normalisation form " + step.word().toUpperCase(Locale.ROOT);
            case WITHOUT_HYPHENS -> "without hyphens";
            case DIGITS -> "its digits";
            case HASH_TAG -> "the hash tag between { and }, or all of it";
          };
      case KeyPreparation.ToText _ -> "as text";
      case KeyPreparation.ToInteger _ -> "as a number";
      case KeyPreparation.Substring(int start, int length) ->
          length + (length == 1 ? " character" : " characters") + " from " + from(start);
      case KeyPreparation.LocalDate(java.time.ZoneId zone) -> "its day in " + zone.getId();
    };
  }

  private static String from(int start) {
    return start > 0 ? "character " + start : "character " + -start + " from the end";
  }
}
