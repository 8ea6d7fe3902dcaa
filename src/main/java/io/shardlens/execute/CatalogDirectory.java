package io.shardlens.execute;

import io.shardlens.execute.Scatter.Answer.Answered;
import io.shardlens.execute.Scatter.Answer.Unanswered;
import io.shardlens.routing.DirectoryLookup;
import io.shardlens.sql.Identifier;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.RoutingRule;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Asks the table of a directory on the shard that holds it, in a read-only session, and keeps the
/// answers as long as the directory allows. Thread-safe; an answer takes as long as the server
/// does, at most [#TIMEOUT] and the watchdog's grace.
public final class CatalogDirectory implements DirectoryLookup {

  static final Duration TIMEOUT = Duration.ofSeconds(5);

  private static final int KEPT_ANSWERS = 10_000;

  private final Scatter scatter;
  private final InstantSource clock;
  private final DirectoryCache cache;

  public CatalogDirectory(ShardGateway gateway, InstantSource clock) {
    this.scatter = new Scatter(gateway);
    this.clock = clock;
    this.cache = new DirectoryCache(KEPT_ANSWERS, clock);
  }

  @Override
  public Answer ask(RoutingRule.Directory directory, List<KeyValue> key) {
    Optional<DirectoryCache.Hit> hit = cache.find(directory, key);
    if (hit.isPresent()) {
      Optional<Duration> age = Optional.of(hit.get().age());
      return hit.get()
          .shard()
          .<Answer>map(shard -> new Answer.Found(shard, age))
          .orElseGet(() -> new Answer.Missing(age));
    }
    // The answer is as old as the question: the row may change while it is read.
    Instant asked = clock.instant();
    Answer answer = Objects.requireNonNull(askNow(directory, List.of(key)).get(key));
    switch (answer) {
      case Answer.Found(String shard, var _) ->
          cache.keep(directory, key, Optional.of(shard), asked);
      case Answer.Missing _ -> cache.keep(directory, key, Optional.empty(), asked);
      case Answer.Failed _ -> {}
    }
    return answer;
  }

  /// Asks for many keys with one statement, whatever is kept.
  ///
  /// @return an answer for each key
  Map<List<KeyValue>, Answer> askNow(
      RoutingRule.Directory directory, Collection<List<KeyValue>> keys) {
    List<List<KeyValue>> asked = keys.stream().distinct().toList();
    Map<List<KeyValue>, Answer> answers = new LinkedHashMap<>();
    if (asked.isEmpty()) {
      return answers;
    }
    Scatter.Answer<List<@Nullable String[]>> answer =
        scatter
            .run(
                List.of(directory.catalog()),
                TIMEOUT,
                (_, session) ->
                    SmallAnswers.rows(session, statement(directory, asked), parameters(asked)))
            .values()
            .iterator()
            .next();
    switch (answer) {
      case Answered<List<@Nullable String[]>> answered ->
          read(directory, asked, answered.value(), answers);
      case Unanswered<List<@Nullable String[]>> unanswered ->
          asked.forEach(key -> answers.put(key, silent(directory, unanswered.failure())));
    }
    return answers;
  }

  private static Answer silent(RoutingRule.Directory directory, ShardFailure failure) {
    return new Answer.Failed(
        "the directory "
            + directory.table()
            + " on shard "
            + directory.catalog()
            + " could not be asked: "
            + failure.getMessage(),
        failure.isConnection() || failure.kind() == ShardFailure.Kind.TIMEOUT);
  }

  /// One row for each key that the directory has: the key's position from 1, how many rows have it,
  /// and what one of them says.
  private static String statement(RoutingRule.Directory directory, List<List<KeyValue>> keys) {
    List<KeyValue> first = keys.getFirst();
    String columns =
        IntStream.rangeClosed(1, first.size())
            .mapToObj(i -> "c" + i)
            .collect(Collectors.joining(", "));
    String arrays =
        IntStream.rangeClosed(1, first.size())
            .mapToObj(i -> "$" + i + "::text[]")
            .collect(Collectors.joining(", "));
    String conditions =
        IntStream.range(0, first.size())
            .mapToObj(i ->
                "d."
                    + Identifier.quote(directory.keyColumns().get(i))
                    + " = k.c"
                    + (i + 1)
                    + "::"
                    + SqlType.of(first.get(i)))
            .collect(Collectors.joining(" AND "));
    return "SELECT k.position, count(*), min(d."
        + Identifier.quote(directory.shardColumn())
        + "::text) FROM unnest("
        + arrays
        + ") WITH ORDINALITY AS k("
        + columns
        + ", position) JOIN "
        + Identifier.quote(directory.table())
        + " d ON "
        + conditions
        + " GROUP BY k.position";
  }

  private static List<Parameter> parameters(List<List<KeyValue>> keys) {
    List<Parameter> arrays = new ArrayList<>();
    for (int i = 0; i < keys.getFirst().size(); i++) {
      int column = i;
      arrays.add(
          new Parameter.TextArray(
              keys.stream().<@Nullable String>map(key -> key.get(column).text()).toList()));
    }
    return arrays;
  }

  private static void read(
      RoutingRule.Directory directory,
      List<List<KeyValue>> asked,
      List<@Nullable String[]> rows,
      Map<List<KeyValue>, Answer> answers) {
    asked.forEach(key -> answers.put(key, new Answer.Missing(Optional.empty())));
    for (@Nullable String[] row : rows) {
      List<KeyValue> key = asked.get(Integer.parseInt(SmallAnswers.text(row[0])) - 1);
      answers.put(key, answer(directory, SmallAnswers.text(row[1]), row[2]));
    }
  }

  private static Answer answer(
      RoutingRule.Directory directory, String rows, @Nullable String shard) {
    String table = "the directory " + directory.table();
    if (!rows.equals("1")) {
      return new Answer.Failed(
          table + " has " + rows + " rows for it, and only one can be right", false);
    }
    return shard == null
        ? new Answer.Failed(table + " has NULL for it in " + directory.shardColumn(), false)
        : new Answer.Found(shard, Optional.empty());
  }
}
