package io.shardlens.topology.json;

import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads keys of one or several columns: a value, or a list of values. Where there is none to read,
/// that has been reported.
///
/// @param key of no types where the file does not say them rightly: then nothing is looked at
record KeyReader(RuleKey key, Problems problems) {

  /// A bound of ranges: of several columns the values of the first one, or the first two, and so
  /// on.
  @Nullable KeyValue bound(Located value) {
    if (key.types().size() <= 1) {
      return first(value);
    }
    List<KeyValue> values = values(value, 1);
    return values == null ? null : new KeyValue.Tuple(values);
  }

  /// A whole key, one value a column.
  @Nullable List<KeyValue> whole(Located value) {
    if (key.types().size() <= 1) {
      KeyValue only = first(value);
      return only == null ? null : List.of(only);
    }
    return values(value, key.types().size());
  }

  /// A value of the first column.
  @Nullable KeyValue first(Located value) {
    return key.types().isEmpty() ? null : column(key.types().getFirst(), value);
  }

  private @Nullable List<KeyValue> values(Located value, int fewest) {
    int most = key.types().size();
    if (!(value instanceof Located.Elements(Located.Place place, List<Located> elements))
        || elements.size() < fewest
        || elements.size() > most) {
      problems.add(
          value.place(),
          "The key has "
              + most
              + " columns: write a list of "
              + (fewest == most ? most : "1 to " + most)
              + " values");
      return null;
    }
    List<KeyValue> values = new ArrayList<>();
    for (int i = 0; i < elements.size(); i++) {
      KeyValue read = column(key.types().get(i), elements.get(i));
      if (read != null) {
        values.add(read);
      }
    }
    return values.size() == elements.size() ? values : null;
  }

  private @Nullable KeyValue column(KeyType type, Located value) {
    return new KeyValueReader(type, key.zone(), problems).read(value);
  }
}
