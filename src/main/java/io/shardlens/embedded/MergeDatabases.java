package io.shardlens.embedded;

import io.shardlens.demo.PostgresServer;
import io.shardlens.execute.ShardlensException;
import io.shardlens.execute.TextOrder;
import io.shardlens.jdbc.JdbcMergeSession;
import io.shardlens.jdbc.MaintenanceConnection;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The databases of an embedded merge server: one for a statement, which no other statement shares.
/// One in which nothing but parts was made is emptied and used again. Thread-safe.
final class MergeDatabases {

  private final PostgresServer server;
  private final String owner;
  private final Map<TextOrder, Deque<String>> idle = new HashMap<>();
  private int made;

  MergeDatabases(PostgresServer server, String owner) {
    this.server = server;
    this.owner = owner;
  }

  /// A database that orders text as wanted, or by its bytes where the server cannot.
  String take(TextOrder text) throws ShardlensException {
    String name;
    synchronized (this) {
      Deque<String> waiting = idle.get(text);
      @Nullable String known = waiting == null ? null : waiting.poll();
      if (known != null) {
        return known;
      }
      made++;
      name = "merge_" + made;
    }
    create(name, text);
    return name;
  }

  private void create(String name, TextOrder text) throws ShardlensException {
    try (MaintenanceConnection connection = server.connect("postgres")) {
      String head = "CREATE DATABASE " + name + " OWNER " + owner + " TEMPLATE template0 ";
      try {
        connection.execute(head + DatabaseLocale.sql(text));
      } catch (ShardlensException e) {
        connection.execute(head + DatabaseLocale.BYTES);
      }
    }
  }

  /// Empties or drops a database while the caller goes on.
  void giveBack(TextOrder text, String name, boolean onlyParts) {
    Thread.ofVirtual()
        .name("merge-server-clean")
        .start(() -> {
          if (onlyParts && empty(name)) {
            synchronized (this) {
              idle.computeIfAbsent(text, _ -> new ArrayDeque<>()).add(name);
            }
          } else {
            drop(name);
          }
        });
  }

  private boolean empty(String name) {
    try (MaintenanceConnection connection = server.connect(name)) {
      connection.execute("DROP SCHEMA " + JdbcMergeSession.SCHEMA + " CASCADE");
      return true;
    } catch (ShardlensException e) {
      return false;
    }
  }

  private void drop(String name) {
    try (MaintenanceConnection connection = server.connect("postgres")) {
      connection.execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
    } catch (ShardlensException e) {
      // It is gone with the server at the latest.
      System.getLogger(MergeDatabases.class.getName())
          .log(System.Logger.Level.DEBUG, "{0} is dropped with its server", name);
    }
  }
}
