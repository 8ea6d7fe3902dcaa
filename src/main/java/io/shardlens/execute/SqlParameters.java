package io.shardlens.execute;

import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Collects the values of a statement that is being written, and says by what SQL each stands
/// there.
final class SqlParameters {
  private final List<Parameter> values = new ArrayList<>();

  List<Parameter> values() {
    return List.copyOf(values);
  }

  /// `$1::bigint`.
  String value(KeyType type, KeyValue value) {
    values.add(new Parameter.Text(value.text()));
    return "$" + values.size() + "::" + SqlType.of(type);
  }

  /// `$1::text`.
  String text(String text) {
    values.add(new Parameter.Text(text));
    return "$" + values.size() + "::text";
  }

  /// An array of the type; of texts always `text[]`.
  String array(KeyType type, Collection<? extends KeyValue> elements) {
    List<@Nullable String> texts = new ArrayList<>();
    elements.forEach(element -> texts.add(element.text()));
    return array(type.isText() ? "text" : SqlType.of(type), texts);
  }

  /// @param type the elements' SQL type
  String array(String type, List<@Nullable String> texts) {
    values.add(new Parameter.TextArray(texts));
    return "$" + values.size() + "::text[]" + (type.equals("text") ? "" : "::" + type + "[]");
  }
}
