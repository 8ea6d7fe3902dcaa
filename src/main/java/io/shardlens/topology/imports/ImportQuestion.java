package io.shardlens.topology.imports;

import java.util.List;

/// Something that the sources do not say and only a person can.
///
/// @param id the name by which it is answered, stable between two reads of the same sources:
///   `shard_1.host`, `routing`
/// @param text what is asked, and what an answer looks like
/// @param choices the answers that are possible, or empty where any text is
public record ImportQuestion(String id, ImportPlace place, String text, List<String> choices) {
  public ImportQuestion {
    choices = List.copyOf(choices);
  }
}
