package io.shardlens.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.shardlens.execute.ShardFailure;
import io.shardlens.execute.ShardFailure.Kind;
import io.shardlens.topology.Shard;
import io.shardlens.topology.SslMode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/// The connections to one shard with one set of rights, kept for their next use, or each made for
/// one use.
///
/// The pool is made at the first connection that succeeds: a server that is down or refuses the
/// login is then reported at once and by its own error, where a pool would only say that it waited
/// in vain. Thread-safe.
final class ShardPool implements AutoCloseable {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(4);
  private static final Duration LOGIN_TIMEOUT = Duration.ofSeconds(8);
  private static final int MAX_CONNECTIONS = 4;

  /// What the rows of one fetch may hold; in the driver's notation.
  static final String MAX_BATCH = "64M";

  private final Shard shard;
  private final boolean readOnly;
  private final PasswordFiles passwords;
  private final boolean keeps;
  private @Nullable HikariDataSource pool;
  private boolean closed;

  /// @param keeps whether connections are kept for their next use
  ShardPool(Shard shard, boolean readOnly, PasswordFiles passwords, boolean keeps) {
    this.shard = shard;
    this.readOnly = readOnly;
    this.passwords = passwords;
    this.keeps = keeps;
  }

  /// A connection with autocommit off, not yet checked.
  Connection connection() throws ShardFailure {
    if (!keeps) {
      return madeForOneUse();
    }
    HikariDataSource open = pool();
    if (open.getHikariPoolMXBean().getIdleConnections() == 0) {
      knock();
    }
    try {
      return open.getConnection();
    } catch (SQLException e) {
      throw e.getCause() instanceof SQLException cause
          ? ServerErrors.ofConnecting(shard, cause)
          : new ShardFailure(
              Kind.CONNECT,
              "no connection to "
                  + shard.address()
                  + " was free within "
                  + LOGIN_TIMEOUT.toSeconds()
                  + " s; wait for running queries, or cancel them");
    }
  }

  private Connection madeForOneUse() throws ShardFailure {
    checkOpen();
    Connection made = single();
    try {
      made.setAutoCommit(false);
      made.setReadOnly(readOnly);
      made.setTransactionIsolation(
          readOnly
              ? Connection.TRANSACTION_REPEATABLE_READ
              : Connection.TRANSACTION_READ_COMMITTED);
      return made;
    } catch (SQLException e) {
      ShardFailure failure = ServerErrors.ofConnecting(shard, e);
      try {
        made.close();
      } catch (SQLException ignored) {
        failure.addSuppressed(ignored);
      }
      throw failure;
    }
  }

  private synchronized void checkOpen() throws ShardFailure {
    if (closed) {
      throw new ShardFailure(Kind.CANCELLED, "the topology was closed");
    }
  }

  /// A connection of its own, outside the pool; whoever asks for it closes it.
  Connection single() throws ShardFailure {
    knock();
    return direct(properties());
  }

  private Connection direct(Properties properties) throws ShardFailure {
    try {
      Connection made = new Driver().connect(url(), properties);
      if (made == null) {
        throw new IllegalStateException("The driver does not know its own address form");
      }
      return made;
    } catch (SQLException e) {
      throw ServerErrors.ofConnecting(shard, e);
    }
  }

  /// A refused or black-holed address is known at once, instead of after the pool's patience.
  private void knock() throws ShardFailure {
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(shard.host(), shard.port()), (int) CONNECT_TIMEOUT.toMillis());
    } catch (IOException e) {
      throw new ShardFailure(
          Kind.CONNECT,
          "no connection to "
              + shard.address()
              + " ("
              + e.getMessage()
              + "); check that the server runs and that the address is right",
          "08001",
          java.util.OptionalInt.empty());
    }
  }

  private synchronized HikariDataSource pool() throws ShardFailure {
    checkOpen();
    HikariDataSource known = pool;
    if (known != null) {
      return known;
    }
    knock();
    Properties properties = properties();
    try {
      // It answers, which is all that was to be known.
      direct(properties).close();
    } catch (SQLException e) {
      throw ServerErrors.ofConnecting(shard, e);
    }
    HikariConfig config = new HikariConfig();
    config.setPoolName(shard.id() + (readOnly ? " read-only" : " writing"));
    config.setDriverClassName(Driver.class.getName());
    config.setJdbcUrl(url());
    config.setDataSourceProperties(properties);
    config.setMaximumPoolSize(MAX_CONNECTIONS);
    config.setMinimumIdle(0);
    config.setIdleTimeout(Duration.ofMinutes(2).toMillis());
    config.setConnectionTimeout(LOGIN_TIMEOUT.toMillis());
    config.setInitializationFailTimeout(-1);
    config.setAutoCommit(false);
    config.setReadOnly(readOnly);
    // Several statements of one reading session see one snapshot; a guarded change must see the row
    // as
    // it is now.
    config.setTransactionIsolation(
        readOnly ? "TRANSACTION_REPEATABLE_READ" : "TRANSACTION_READ_COMMITTED");
    HikariDataSource made = new HikariDataSource(config);
    pool = made;
    return made;
  }

  /// Only the address; everything else are properties, which nothing in a topology file can reach.
  private String url() {
    String host = shard.host().indexOf(':') >= 0 ? "[" + shard.host() + "]" : shard.host();
    return "jdbc:postgresql://"
        + host
        + ":"
        + shard.port()
        + "/"
        + java.net.URLEncoder.encode(shard.database(), java.nio.charset.StandardCharsets.UTF_8)
            .replace("+", "%20");
  }

  private Properties properties() throws ShardFailure {
    Properties properties = new Properties();
    properties.setProperty("user", shard.user());
    password().ifPresent(password -> properties.setProperty("password", password));
    properties.setProperty("sslmode", shard.sslMode().word());
    if (shard.sslMode() != SslMode.VERIFY_FULL) {
      // Without a proved server, a password must never travel in a form that it could read.
      properties.setProperty("requireAuth", "scram-sha-256");
    }
    properties.setProperty("gssEncMode", "disable");
    properties.setProperty("ApplicationName", "shardlens");
    properties.setProperty("connectTimeout", Long.toString(CONNECT_TIMEOUT.toSeconds()));
    properties.setProperty("loginTimeout", Long.toString(LOGIN_TIMEOUT.toSeconds()));
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("maxResultBuffer", MAX_BATCH);
    properties.setProperty("binaryTransfer", "false");
    // A statement that the server keeps prepared brings point and box in binary all the same.
    properties.setProperty("prepareThreshold", "0");
    properties.setProperty("stringtype", "unspecified");
    properties.setProperty("options", options());
    return properties;
  }

  /// Constraint exclusion and partition pruning are off, because a shard's own constraints must not
  /// hide from us which tables a statement reads.
  private String options() {
    String common =
        "-c lock_timeout=2s -c idle_in_transaction_session_timeout=60s -c intervalstyle=postgres"
            + " -c constraint_exclusion=off -c extra_float_digits=1 -c bytea_output=hex";
    return readOnly ? "-c default_transaction_read_only=on " + common : common;
  }

  private Optional<String> password() throws ShardFailure {
    try {
      return passwords.password(shard);
    } catch (IOException e) {
      throw new ShardFailure(Kind.LOGIN, String.valueOf(e.getMessage()));
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    HikariDataSource known = pool;
    if (known != null) {
      known.close();
    }
  }
}
