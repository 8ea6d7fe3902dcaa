package io.shardlens.bench.suite;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Sends the statement as it is to every shard at once, appends the answers, sorts them by `ORDER
/// BY` where there is one, and cuts them at `LIMIT`. Right where the shards can do all of the work.
final class NaivePeer implements Peer {

  private final Shards shards;
  private final List<PreparedStatement> lookUps = new ArrayList<>();

  NaivePeer(SuiteServers servers, Duration timeout) throws SQLException {
    shards = new Shards(servers, timeout);
    for (int shard = 0; shard < SuiteData.SHARDS; shard++) {
      lookUps.add(shards.connection(shard).prepareStatement("SELECT * FROM users WHERE id = ?"));
    }
  }

  @Override
  public String name() {
    return "naive";
  }

  @Override
  public void run(SuiteQuery query, RowReader rows) throws Exception {
    List<Collected> answers =
        shards.all((shard, connection) -> {
          try (Statement statement = connection.createStatement();
              ResultSet result = statement.executeQuery(query.sql())) {
            return Collected.of(result);
          }
        });
    append(query, answers, rows);
  }

  @Override
  public void lookUp(long id, RowReader rows) throws Exception {
    List<Collected> answers =
        shards.all((shard, connection) -> {
          PreparedStatement lookUp = lookUps.get(shard);
          lookUp.setLong(1, id);
          try (ResultSet result = lookUp.executeQuery()) {
            return Collected.of(result);
          }
        });
    append(SuiteQuery.lookUp(id), answers, rows);
  }

  private static void append(SuiteQuery query, List<Collected> answers, RowReader rows) {
    List<List<@Nullable String>> all = new ArrayList<>();
    answers.forEach(answer -> all.addAll(answer.rows()));
    if (!query.order().isEmpty()) {
      all.sort(SortKey.order(query.order()));
    }
    rows.columns(answers.getFirst().columns());
    (query.limit() > 0 ? all.subList(0, Math.min(query.limit(), all.size())) : all)
        .forEach(rows::row);
  }

  @Override
  public void close() throws SQLException {
    shards.close();
  }
}
