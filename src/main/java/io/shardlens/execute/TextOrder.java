package io.shardlens.execute;

import static io.shardlens.execute.SmallAnswers.text;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How a database, or one collation of it, orders and classifies text.
///
/// @param provider PostgreSQL's letter: `b` built in, `c` the C library, `i` ICU, `d` the
///   database's own
/// @param collate the C library's locale that orders; counts for that provider only
/// @param ctype the C library's locale that classifies; counts for that provider only
/// @param locale the locale of ICU or of the built-in provider, else empty
/// @param rules tailoring rules of ICU, else empty
/// @param deterministic whether equal text is the same bytes
/// @param version the version of the order that the server uses now, empty where it does not tell
public record TextOrder(
    String provider,
    String collate,
    String ctype,
    String locale,
    String rules,
    boolean deterministic,
    String version) {

  private static final Set<String> BYTES = Set.of("c", "posix", "c.utf8");

  /// The C library's version on servers that tell it for collations only (before version 15).
  private static final String LIBRARY =
      "(SELECT pg_collation_actual_version(oid) FROM pg_collation WHERE collprovider = 'c'"
          + " AND lower(collcollate) NOT LIKE 'c%' AND collcollate <> 'POSIX' LIMIT 1)";

  /// Of the database of a session.
  static TextOrder ofDatabase(ShardSession session, int serverVersion) throws ShardFailure {
    String version =
        serverVersion >= 150_000
            ? "pg_database_collation_actual_version(d.oid)"
            : "CASE WHEN d.datcollate NOT IN ('C', 'POSIX') THEN " + LIBRARY + " END";
    return row(
            session,
            "SELECT coalesce(to_jsonb(d)->>'datlocprovider', 'c'), d.datcollate, d.datctype,"
                + " coalesce(to_jsonb(d)->>'datlocale', to_jsonb(d)->>'daticulocale', ''),"
                + " coalesce(to_jsonb(d)->>'daticurules', ''), 't', coalesce("
                + version
                + ", '') FROM pg_database d WHERE d.datname = current_database()",
            List.of())
        .orElseThrow();
  }

  /// Of a collation, as SQL names it; empty where the server has none of that name.
  static Optional<TextOrder> ofCollation(ShardSession session, String name) throws ShardFailure {
    return row(
        session,
        "SELECT c.collprovider, coalesce(c.collcollate, ''), coalesce(c.collctype, ''),"
            + " coalesce(to_jsonb(c)->>'colllocale', to_jsonb(c)->>'colliculocale', ''),"
            + " coalesce(to_jsonb(c)->>'collicurules', ''), c.collisdeterministic,"
            + " coalesce(pg_collation_actual_version(c.oid), '')"
            + " FROM pg_collation c WHERE c.oid = to_regcollation($1)",
        List.of(new Parameter.Text(name)));
  }

  private static Optional<TextOrder> row(
      ShardSession session, String sql, List<Parameter> parameters) throws ShardFailure {
    List<@Nullable String[]> rows = SmallAnswers.rows(session, sql, parameters);
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    @Nullable String[] row = rows.getFirst();
    return Optional.of(
        new TextOrder(
            text(row[0]),
            text(row[1]),
            text(row[2]),
            text(row[3]),
            text(row[4]),
            "t".equals(row[5]),
            text(row[6])));
  }

  /// Whether text is ordered by its bytes, as under `C`; in UTF-8 that is the order of code points.
  public boolean isByteOrder() {
    return switch (provider) {
      case "b" -> true;
      case "c" -> BYTES.contains(plain(collate));
      default -> false;
    };
  }

  /// Whether text is compared, sorted and changed in case alike; in doubt not.
  public boolean isSameAs(TextOrder other) {
    if (!provider.equals(other.provider) || deterministic != other.deterministic) {
      return false;
    }
    if (provider.equals("d")) {
      // The database's own, which is compared by itself.
      return true;
    }
    boolean sameName =
        provider.equals("c")
            ? plain(collate).equals(plain(other.collate)) && plain(ctype).equals(plain(other.ctype))
            : locale.equals(other.locale) && rules.equals(other.rules);
    boolean constant = isByteOrder() && (provider.equals("b") || BYTES.contains(plain(ctype)));
    return sameName && (constant || (!version.isEmpty() && version.equals(other.version)));
  }

  /// For people: `ICU de-AT 153.80`.
  @Override
  public String toString() {
    String of =
        switch (provider) {
          case "b" -> "built-in " + locale;
          case "i" -> "ICU " + locale;
          default -> "C library " + collate;
        };
    return version.isEmpty() || provider.equals("b") ? of : of + " " + version;
  }

  /// `en_US.UTF-8` and `en_US.utf8` are one locale.
  private static String plain(String locale) {
    return locale.toLowerCase(Locale.ROOT).replace("utf-8", "utf8");
  }
}
