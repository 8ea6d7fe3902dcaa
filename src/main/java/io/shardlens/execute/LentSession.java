package io.shardlens.execute;

import io.shardlens.execute.Scatter.Answer;
import io.shardlens.topology.ShardId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A merge session under the watch that stands over the shards' sessions: what runs in it ends at
/// the deadline or when the calling thread is interrupted, whatever the server does.
final class LentSession implements AutoCloseable {

  private static final ShardId PLACE = new ShardId("merge-server");

  private final MergeSession session;
  private final Deadline deadline;
  private final Scatter watch;

  private LentSession(MergeSession session, Deadline deadline) {
    this.session = session;
    this.deadline = deadline;
    this.watch = new Scatter(new Lender(session));
  }

  /// Opens a session in time; one that comes too late is closed.
  static LentSession open(MergeServer server, TextOrder text, Deadline deadline)
      throws ShardFailure {
    CompletableFuture<MergeSession> opening = new CompletableFuture<>();
    Thread.ofVirtual()
        .name("merge-server")
        .start(() -> {
          try {
            MergeSession opened = server.open(text, deadline.left());
            if (!opening.complete(opened)) {
              opened.close();
            }
          } catch (Throwable e) {
            // The edge of a thread: the caller hears of it below.
            opening.completeExceptionally(e);
          }
        });
    try {
      return new LentSession(
          opening.get(deadline.left().toMillis(), TimeUnit.MILLISECONDS), deadline);
    } catch (InterruptedException e) {
      opening.cancel(false);
      Thread.currentThread().interrupt();
      throw new ShardFailure(ShardFailure.Kind.CANCELLED, "Cancelled");
    } catch (TimeoutException e) {
      opening.cancel(false);
      throw new ShardFailure(
          ShardFailure.Kind.CONNECT,
          "it did not start within " + deadline.allowed().toSeconds() + " s; run the query again");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ShardFailure failure) {
        throw failure;
      }
      throw new ShardFailure(ShardFailure.Kind.CONNECT, "it could not be opened: " + e.getCause());
    }
  }

  MergeSession session() {
    return session;
  }

  /// Something that is done in the session.
  @FunctionalInterface
  interface Work<T> {
    T run() throws ShardFailure;
  }

  <T> T run(Work<T> work) throws ShardFailure {
    Answer<T> answer =
        watch.run(List.of(PLACE), deadline, (_, _) -> work.run()).values().iterator().next();
    return switch (answer) {
      case Answer.Answered<T>(T value, long _) -> value;
      case Answer.Unanswered<T>(ShardFailure failure, long _) -> {
        // Whatever still runs there must not be waited for.
        session.abort();
        throw failure;
      }
    };
  }

  @Override
  public void close() {
    session.close();
  }

  /// Lends the one session without closing it.
  private record Lender(MergeSession session) implements ShardGateway {
    @Override
    public ShardSession openReadOnly(ShardId shard, Duration statementTimeout) {
      return new Loan(session);
    }

    @Override
    public ShardSession openForWriting(ShardId shard, Duration statementTimeout) {
      throw new UnsupportedOperationException("A merge session is lent for reading");
    }

    @Override
    public void close() {}
  }

  /// The session, but for its end, which is its owner's to decide.
  private static final class Loan extends ForwardingSession {
    Loan(MergeSession session) {
      super(session);
    }

    @Override
    public void close() {}
  }
}
