package io.shardlens.execute;

import io.shardlens.rows.Column;
import java.util.List;

/// A session that has another one do its work, for those that change a part of it.
public abstract class ForwardingSession implements ShardSession {

  private final ShardSession session;

  protected ForwardingSession(ShardSession session) {
    this.session = session;
  }

  @Override
  public List<Column> describe(String sql) throws ShardFailure {
    return session.describe(sql);
  }

  @Override
  public void read(String sql, List<? extends Parameter> parameters, RowSink sink)
      throws ShardFailure {
    session.read(sql, parameters, sink);
  }

  @Override
  public void readBatches(String sql, int source, BatchSink sink) throws ShardFailure {
    session.readBatches(sql, source, sink);
  }

  @Override
  public void touch() throws ShardFailure {
    session.touch();
  }

  @Override
  public void copy(String query, CopySink sink) throws ShardFailure {
    session.copy(query, sink);
  }

  @Override
  public void commit() throws ShardFailure {
    session.commit();
  }

  @Override
  public void cancel() {
    session.cancel();
  }

  @Override
  public void abort() {
    session.abort();
  }

  @Override
  public void close() {
    session.close();
  }
}
