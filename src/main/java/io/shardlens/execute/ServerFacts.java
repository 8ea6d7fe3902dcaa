package io.shardlens.execute;

import static io.shardlens.execute.SmallAnswers.text;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a check compares of the servers themselves.
///
/// @param version `18.6`
/// @param versionNumber `180006`
/// @param encoding of the database
/// @param locale collation, character type and provider of the database
/// @param collationVersion what the operating system or ICU has now; empty where it is not known,
///   or the order needs no version
/// @param outdated what was made under another version of its collation, a sentence each
/// @param zones the time zones that sessions of the application begin with, as far as the database
///   says it: `every role: UTC`
/// @param logZone the time zone of the server's log, which is that of its configuration as a rule
record ServerFacts(
    String version,
    int versionNumber,
    String encoding,
    String locale,
    String collationVersion,
    List<String> outdated,
    List<String> zones,
    String logZone) {

  /// The first release whose databases know the version of their own collation.
  private static final int DATABASE_VERSIONS = 150_000;

  private static final String ABOUT =
      """
      SELECT current_setting('server_version'), current_setting('server_version_num'),
             pg_encoding_to_char(d.encoding),
             concat_ws(' ', d.datcollate, nullif(d.datctype, d.datcollate),
                       CASE to_jsonb(d)->>'datlocprovider'
                         WHEN 'i' THEN 'icu' WHEN 'b' THEN 'builtin' ELSE 'libc' END,
                       to_jsonb(d)->>'daticulocale', to_jsonb(d)->>'datlocale'),
             coalesce(to_jsonb(d)->>'datcollversion', ''),
             current_setting('log_timezone')
        FROM pg_catalog.pg_database d WHERE d.datname = current_database()\
      """;

  private static final String DATABASE_NOW =
      """
      SELECT coalesce(pg_database_collation_actual_version(oid), '')
        FROM pg_catalog.pg_database WHERE datname = current_database()\
      """;

  /// Only collations that a column has: a server has hundreds of others.
  private static final String OUTDATED =
      """
      SELECT n.nspname || '.' || c.collname, c.collversion, pg_collation_actual_version(c.oid)
        FROM pg_catalog.pg_collation c JOIN pg_catalog.pg_namespace n ON n.oid = c.collnamespace
       WHERE c.collversion IS NOT NULL
         AND EXISTS (SELECT 1 FROM pg_catalog.pg_attribute a
                      WHERE a.attcollation = c.oid AND a.attrelid >= 16384)
         AND c.collversion IS DISTINCT FROM pg_collation_actual_version(c.oid)
       ORDER BY 1\
      """;

  /// The driver names a zone at the login, so that only what the catalog holds tells anything.
  private static final String ZONES =
      """
      SELECT coalesce('role ' || r.rolname, 'every role'), split_part(s.setting, '=', 2)
        FROM pg_catalog.pg_db_role_setting d
        CROSS JOIN unnest(d.setconfig) AS s(setting)
        LEFT JOIN pg_catalog.pg_roles r ON r.oid = d.setrole
       WHERE d.setdatabase IN (0, (SELECT oid FROM pg_catalog.pg_database
                                    WHERE datname = current_database()))
         AND lower(split_part(s.setting, '=', 1)) = 'timezone'
       ORDER BY 1, 2\
      """;

  ServerFacts {
    outdated = List.copyOf(outdated);
    zones = List.copyOf(zones);
  }

  static ServerFacts read(ShardSession session) throws ShardFailure {
    @Nullable String[] about = SmallAnswers.rows(session, ABOUT, List.of()).getFirst();
    int number = Integer.parseInt(text(about[1]));
    String made = text(about[4]);
    String now =
        number >= DATABASE_VERSIONS
            ? text(SmallAnswers.rows(session, DATABASE_NOW, List.of()).getFirst()[0])
            : "";
    List<String> outdated = new ArrayList<>();
    if (!made.equals(now) && !made.isEmpty()) {
      outdated.add(
          "the database was made with version "
              + made
              + " of its collation, and the server now has "
              + now
              + ": rebuild its text indexes, then ALTER DATABASE … REFRESH COLLATION VERSION");
    }
    for (@Nullable String[] row : SmallAnswers.rows(session, OUTDATED, List.of())) {
      outdated.add(
          "the collation "
              + text(row[0])
              + " was made with version "
              + text(row[1])
              + ", and the server now has "
              + (row[2] == null ? "none" : row[2])
              + ": rebuild the indexes that use it, then ALTER COLLATION … REFRESH VERSION");
    }
    List<String> zones = new ArrayList<>();
    for (@Nullable String[] row : SmallAnswers.rows(session, ZONES, List.of())) {
      zones.add(text(row[0]) + ": " + text(row[1]));
    }
    return new ServerFacts(
        text(about[0]).replaceAll("\\s.*", ""),
        number,
        text(about[2]),
        text(about[3]),
        now,
        outdated,
        zones,
        text(about[5]));
  }

  /// `18`, which alone decides what the server can do and how it hashes and sorts.
  int major() {
    return versionNumber / 10_000;
  }
}
