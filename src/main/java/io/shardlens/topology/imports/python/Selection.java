package io.shardlens.topology.imports.python;

import io.shardlens.topology.imports.ImportPlace;
import io.shardlens.topology.imports.python.evaluation.Value;
import java.util.List;
import java.util.Optional;

/// What a function that selects a shard was found to do.
sealed interface Selection {

  String function();

  ImportPlace place();

  /// It was understood.
  ///
  /// @param rules at least one with a key
  /// @param remarks what it does besides, for people
  record Understood(String function, ImportPlace place, List<Rule> rules, List<String> remarks)
      implements Selection {
    public Understood {
      rules = List.copyOf(rules);
      remarks = List.copyOf(remarks);
    }
  }

  /// It selects a shard, in a way that was not understood.
  ///
  /// @param at what stands in the way
  /// @param why in words
  record NotUnderstood(String function, ImportPlace place, ImportPlace at, String why)
      implements Selection {}

  /// It depends on a condition that the sources do not decide.
  record Undecided(String function, ImportPlace place, ImportPlace condition)
      implements Selection {}

  /// What holds for some models.
  ///
  /// @param models for which the rule holds; empty for all that no other rule names
  /// @param key what is routed, or empty for a rule of one shard
  record Rule(Optional<Models> models, Optional<Value.Opaque> key, SelectorShape shape) {}

  /// Models as a selector names them.
  ///
  /// @param attribute by which it asks: `model_name`, `db_table`, `app_label`, `__name__`
  record Models(String attribute, List<String> names) {
    public Models {
      names = List.copyOf(names);
    }
  }
}
