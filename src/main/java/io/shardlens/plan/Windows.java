package io.shardlens.plan;

import io.shardlens.plan.AggregateCall.Found;
import io.shardlens.plan.Clauses.Clause;
import io.shardlens.plan.Clauses.Span;
import io.shardlens.plan.Outputs.Entry;
import io.shardlens.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// The windows of a single `SELECT`.
///
/// @param clauses empty where its clauses cannot be told apart
record Windows(Optional<Clauses> clauses, Map<String, FunctionFacts> functions) {

  static Windows of(Statement statement, Survey survey) {
    return new Windows(Clauses.of(statement), survey.functions());
  }

  /// Whether all rows of each window lie on one shard: every `OVER` has a `PARTITION BY` of its own
  /// with the whole shard key in it.
  boolean stayInShards(Sources sources) {
    if (clauses.isEmpty() || clauses.get().has(Clause.WINDOW)) {
      return false;
    }
    Clauses text = clauses.get();
    for (int i = 0; i < text.statement().tokens().size(); i++) {
      if (text.isAt(i, "over") && !holdsKey(text, i, sources)) {
        return false;
      }
    }
    return true;
  }

  private static boolean holdsKey(Clauses text, int over, Sources sources) {
    if (!text.isAt(over + 1, "(")
        || !text.isAt(over + 2, "partition")
        || !text.isAt(over + 3, "by")) {
      return false;
    }
    ColumnTokens tokens = new ColumnTokens(text, sources);
    List<Entry> keys = new ArrayList<>();
    int closing = text.closing(over + 1);
    int start = over + 4;
    int depth = 0;
    for (int i = start; i <= closing; i++) {
      boolean ends =
          i == closing
              || (depth == 0
                  && (text.isAt(i, ",") || (text.isAt(i, "order") && text.isAt(i + 1, "by"))));
      if (ends) {
        tokens
            .columnIn(new Span(start, i))
            .ifPresent(column -> keys.add(new Entry("", Optional.of(column))));
        start = i + 1;
        if (!text.isAt(i, ",")) {
          break;
        }
      }
      depth += text.isAt(i, "(") || text.isAt(i, "[") ? 1 : 0;
      depth -= text.isAt(i, ")") || text.isAt(i, "]") ? 1 : 0;
    }
    List<Integer> all = IntStream.range(0, keys.size()).boxed().toList();
    return new Outputs(keys).holdWholeKey(all, sources);
  }

  /// Whether no aggregate puts rows together: each that is called looks through a window.
  boolean areAllAggregates() {
    if (clauses.isEmpty()) {
      return false;
    }
    Clauses text = clauses.get();
    return IntStream.range(0, text.statement().tokens().size())
        .allMatch(
            i -> AggregateCall.at(text, i, functions) instanceof Found.Other && !isOfRow(text, i));
  }

  /// Whether an aggregate could be called for a row by a dot.
  private boolean isOfRow(Clauses text, int index) {
    FunctionFacts facts = functions.get(text.name(index));
    return facts != null && facts.aggregate() && text.isAt(index - 1, ".");
  }
}
