package io.shardlens.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shardlens.execute.ShardlensException;
import io.shardlens.jdbc.MaintenanceConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerIT {

  @TempDir Path folder;

  @Test
  void startsOnAFreePortWithItsSettings() throws Exception {
    try (PostgresServer server = server().setting("work_mem", "7MB").start()) {
      assertThat(server.isRunning()).isTrue();
      assertThat(server.port()).isPositive();
      assertThat(show(server, "work_mem")).isEqualTo("7MB");
      assertThat(show(server, "max_prepared_transactions")).isEqualTo("50");
      assertThat(show(server, "listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(show(server, "unix_socket_directories")).isEmpty();
      assertThat(show(server, "TimeZone")).isEqualTo("UTC");
      assertThat(show(server, "server_encoding")).isEqualTo("UTF8");
    }
  }

  @Test
  void keepsItsDataPortAndPasswordOverARestartAndACrash() throws Exception {
    try (PostgresServer server = server().start()) {
      try (MaintenanceConnection connection = server.connect("postgres")) {
        connection.execute("CREATE TABLE kept AS SELECT 1 AS one");
      }
      int port = server.port();
      String password = server.password();
      server.stop();
      server.start();
      server.kill();
      assertThat(server.isRunning()).isFalse();
      server.start();
      assertThat(server.port()).isEqualTo(port);
      assertThat(server.password()).isEqualTo(password);
      try (MaintenanceConnection connection = server.connect("postgres")) {
        assertThat(connection.queryText("SELECT one FROM kept")).isEqualTo("1");
      }
    }
  }

  @Test
  void stopsOnlyOnceAndStopsOpenTransactions() throws Exception {
    PostgresServer server = server().start();
    MaintenanceConnection connection = server.connect("postgres");
    connection.execute("BEGIN");
    server.stop();
    server.stop();
    assertThat(server.isRunning()).isFalse();
    assertThatThrownBy(() -> connection.execute("SELECT 1")).isInstanceOf(ShardlensException.class);
  }

  @Test
  void saysWithTheServersOwnWordsWhyItDidNotStart() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
        PostgresServer server = server().port(taken.getLocalPort())) {
      assertThatThrownBy(server::start)
          .isInstanceOf(DemoException.class)
          .hasMessageContaining("PostgreSQL did not start")
          .hasMessageContaining("could not bind");
      assertThat(server.isRunning()).isFalse();
    }
  }

  private PostgresServer server() throws DemoException {
    return PostgresServer.in(folder, PostgresBinaries.in(Path.of("target", "postgresql")));
  }

  private static String show(PostgresServer server, String setting) throws ShardlensException {
    try (MaintenanceConnection connection = server.connect("postgres")) {
      return String.valueOf(connection.queryText("SHOW " + setting));
    }
  }
}
