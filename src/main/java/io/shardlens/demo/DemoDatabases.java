package io.shardlens.demo;

import io.shardlens.execute.ShardlensException;
import io.shardlens.jdbc.MaintenanceConnection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;

/// Makes and checks the databases of one demo server. Immutable; used by one thread a server.
final class DemoDatabases {

  /// May read and write the rows, owns nothing: the application's role.
  static final String APPLICATION_ROLE = "shardlens_app";

  /// May read everything and write nothing.
  static final String READER_ROLE = "shardlens_reader";

  static final List<String> ROLES = List.of(APPLICATION_ROLE, READER_ROLE);

  private static final String TABLES =
      """
      CREATE TYPE user_plan AS ENUM ('free', 'pro', 'team', 'enterprise');
      CREATE TABLE users (
        id bigint NOT NULL,
        email text NOT NULL,
        full_name text,
        country char(2) NOT NULL,
        plan user_plan NOT NULL,
        balance numeric(12,2),
        active boolean NOT NULL,
        created_at timestamptz NOT NULL,
        last_login timestamptz,
        tags text[],
        attributes jsonb
      );
      CREATE TABLE orders (
        id bigint NOT NULL,
        user_id bigint NOT NULL,
        amount numeric(12,2) NOT NULL CHECK (amount >= 0),
        currency char(3) NOT NULL,
        status text NOT NULL,
        placed_at timestamptz NOT NULL
      );
      CREATE TABLE countries (
        code char(2) NOT NULL,
        name text NOT NULL,
        region text NOT NULL
      );
      """;

  private static final String KEYS_AND_RIGHTS =
      """
      ALTER TABLE users ADD PRIMARY KEY (id);
      ALTER TABLE orders ADD PRIMARY KEY (id);
      ALTER TABLE countries ADD PRIMARY KEY (code);
      CREATE INDEX orders_user_id ON orders (user_id);
      GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO shardlens_app;
      """;

  private final PostgresServer server;
  private final int place;
  private final Path folder;
  private final String mark;

  /// @param folder where the passwords of the roles are kept
  /// @param mark names the data; a database that does not carry it is not ours or not complete
  DemoDatabases(PostgresServer server, int place, Path folder, String mark) {
    this.server = server;
    this.place = place;
    this.folder = folder;
    this.mark = mark;
  }

  /// The databases of this server, of all samples.
  List<String> names() {
    List<String> names = new ArrayList<>();
    for (DemoSample sample : DemoSample.values()) {
      if (sample.usesServer(place)) {
        names.add(sample.databases().get(place));
      }
    }
    return names;
  }

  /// Makes the roles and all databases on the running, fresh server.
  ///
  /// @param data of each sample
  /// @param allRows of all servers together
  void build(Map<DemoSample, DemoData> data, long allRows, Loaded listener)
      throws ShardlensException, IOException {
    try (MaintenanceConnection connection = server.connect("postgres")) {
      for (String role : ROLES) {
        connection.execute("CREATE ROLE " + role + " LOGIN PASSWORD '" + newPassword(role) + "'");
      }
      connection.execute("GRANT pg_read_all_data TO " + READER_ROLE);
      for (String database : names()) {
        // Copying files is five times as fast as logging every page of the template.
        connection.execute("CREATE DATABASE " + database + " STRATEGY file_copy");
      }
    }
    for (Map.Entry<DemoSample, DemoData> entry : data.entrySet()) {
      if (entry.getKey().usesServer(place)) {
        String database = entry.getKey().databases().get(place);
        long rows = fill(entry.getKey(), database, entry.getValue());
        listener.loaded(database, rows, (double) rows / allRows);
      }
    }
  }

  /// Hears of each database that is filled.
  @FunctionalInterface
  interface Loaded {
    /// @param share of the rows of all servers
    void loaded(String database, long rows, double share);
  }

  private long fill(DemoSample sample, String database, DemoData data) throws ShardlensException {
    try (MaintenanceConnection connection = server.connect(database)) {
      LongPredicate owned = sample.owned(place, data, connection);
      boolean withCountry = sample.ordersCarryCountry();
      // Tables made in the same transaction are written without a log and frozen at once.
      connection.execute("BEGIN");
      connection.execute(TABLES);
      if (withCountry) {
        connection.execute("ALTER TABLE orders ADD COLUMN country char(2) NOT NULL");
      }
      long rows = connection.copyIn(copy("users"), sink -> data.writeUsers(owned, sink));
      rows += connection.copyIn(copy("orders"), sink -> data.writeOrders(owned, withCountry, sink));
      connection.copyIn(copy("countries"), data::writeCountries);
      connection.execute(KEYS_AND_RIGHTS);
      if (withCountry) {
        connection.execute(
            "CREATE INDEX users_country ON users (country);"
                + "CREATE INDEX orders_country ON orders (country)");
      }
      connection.execute("COMMIT");
      connection.execute("ANALYZE");
      connection.execute("COMMENT ON DATABASE " + database + " IS '" + mark + "'");
      return rows;
    }
  }

  /// Reads every row of every table once, so that a damaged page is found (pages carry checksums).
  /// Rows may have been changed by people, so nothing is counted.
  ///
  /// @throws ShardlensException when a database is missing or cannot be read
  /// @throws DemoException when a database is not the one that was built
  void check() throws ShardlensException, DemoException {
    for (String database : names()) {
      try (MaintenanceConnection connection = server.connect(database)) {
        String found =
            connection.queryText(
                "SELECT shobj_description(oid, 'pg_database') FROM pg_database"
                    + " WHERE datname = current_database()");
        if (!mark.equals(found)) {
          throw new DemoException("the database " + database + " is not complete");
        }
        connection.queryText(
            "SELECT count(full_name), (SELECT count(status) FROM orders),"
                + " (SELECT count(name) FROM countries) FROM users");
      }
    }
  }

  /// The password of a role; where its file was deleted the role gets a new one.
  String password(String role) throws ShardlensException, IOException {
    String stored = PrivateFiles.readIfThere(passwordFile(folder, role));
    if (stored != null) {
      return stored;
    }
    String fresh = newPassword(role);
    try (MaintenanceConnection connection = server.connect("postgres")) {
      connection.execute("ALTER ROLE " + role + " PASSWORD '" + fresh + "'");
    }
    return fresh;
  }

  private String newPassword(String role) throws IOException {
    String password = Passwords.random();
    PrivateFiles.write(passwordFile(folder, role), password);
    return password;
  }

  static Path passwordFile(Path folder, String role) {
    return folder.resolve(role + ".password");
  }

  private static String copy(String table) {
    return "COPY " + table + " FROM STDIN (FREEZE)";
  }
}
