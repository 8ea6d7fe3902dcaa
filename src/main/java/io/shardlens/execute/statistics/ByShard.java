package io.shardlens.execute.statistics;

import io.shardlens.execute.Scatter.Answer;
import io.shardlens.topology.ShardId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What each shard that was asked said, and why the others said nothing. A shard is in one of the
/// two.
///
/// @param answers in the order in which shards were asked
/// @param missing why a shard has no answer, with the next step, for people
public record ByShard<T>(Map<ShardId, T> answers, Map<ShardId, String> missing) {

  public ByShard {
    answers = Collections.unmodifiableMap(new LinkedHashMap<>(answers));
    missing = Collections.unmodifiableMap(new LinkedHashMap<>(missing));
  }

  static <T> ByShard<T> of(Map<ShardId, Answer<T>> answers) {
    Map<ShardId, T> answered = new LinkedHashMap<>();
    Map<ShardId, String> missing = new LinkedHashMap<>();
    answers.forEach((shard, answer) -> {
      switch (answer) {
        case Answer.Answered<T> given -> answered.put(shard, given.value());
        case Answer.Unanswered<T> none -> missing.put(shard, none.failure().getMessage());
      }
    });
    return new ByShard<>(answered, missing);
  }

  /// The answer of a shard; empty where it gave none, or was not asked.
  public Optional<T> answer(ShardId shard) {
    return Optional.ofNullable(answers.get(shard));
  }
}
