package io.shardlens.execute;

import static io.shardlens.execute.SmallAnswers.text;

import io.shardlens.plan.MergeStep.Elsewhere;
import io.shardlens.plan.MergeStep.GatheredColumn;
import io.shardlens.plan.MergeStep.GatheredPart;
import io.shardlens.sql.Identifier;
import io.shardlens.sql.Statement;
import io.shardlens.sql.StatementException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads from a database's catalogs which types, functions and extensions of its own a statement
/// could use, and how they are made: enums, domains, composite types, functions in SQL and PL/pgSQL
/// that are immutable, and what these are made of.
///
/// Words decide, as they do for tables: an object that only has the name of a column is brought
/// along in vain.
final class ServerObjects {

  private static final String OWN =
      "n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_(toast|temp)'";

  private static final String NOT_OF_EXTENSION =
      "NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = '%s'::regclass AND e.objid = %s AND"
          + " e.deptype = 'e')";

  private static final String EXTENSIONS =
      """
      SELECT DISTINCT x.extname, n.nspname
        FROM pg_depend d
        JOIN pg_extension x ON x.oid = d.refobjid AND d.refclassid = 'pg_extension'::regclass
        JOIN pg_namespace n ON n.oid = x.extnamespace
        LEFT JOIN pg_proc p ON d.classid = 'pg_proc'::regclass AND p.oid = d.objid
        LEFT JOIN pg_type t ON d.classid = 'pg_type'::regclass AND t.oid = d.objid
       WHERE d.deptype = 'e' AND x.extname <> 'plpgsql'
         AND (p.proname::text = ANY ($1::text[]) OR t.typname::text = ANY ($1::text[]))
       ORDER BY 1\
      """;

  private static final String TYPES =
      """
      WITH RECURSIVE wanted(oid, needed, depth) AS (
        SELECT t.oid, t.typname::text = ANY ($2::text[]), 0
          FROM pg_type t WHERE t.typname::text = ANY ($1::text[])
        UNION
        SELECT x.oid, w.needed, w.depth + 1
          FROM wanted w JOIN pg_type t ON t.oid = w.oid
         CROSS JOIN LATERAL (
           SELECT t.typbasetype AS oid WHERE t.typtype = 'd'
           UNION ALL SELECT t.typelem WHERE t.typtype = 'b' AND t.typelem <> 0
           UNION ALL SELECT a.atttypid FROM pg_attribute a
                      WHERE t.typtype = 'c' AND a.attrelid = t.typrelid AND a.attnum > 0
                        AND NOT a.attisdropped) x
         WHERE w.depth < 20)
      SELECT format('%I.%I', n.nspname, t.typname), bool_or(w.needed),
             CASE t.typtype
             WHEN 'e' THEN format('CREATE TYPE %I.%I AS ENUM (%s)', n.nspname, t.typname,
               (SELECT coalesce(string_agg(quote_literal(e.enumlabel), ', ' ORDER BY e.enumsortorder), '')
                  FROM pg_enum e WHERE e.enumtypid = t.oid))
             WHEN 'd' THEN format('CREATE DOMAIN %I.%I AS %s%s%s%s', n.nspname, t.typname,
               format_type(t.typbasetype, t.typtypmod),
               (SELECT format(' COLLATE %I.%I', cn.nspname, co.collname)
                  FROM pg_collation co JOIN pg_namespace cn ON cn.oid = co.collnamespace
                  JOIN pg_type b ON b.oid = t.typbasetype
                 WHERE co.oid = t.typcollation AND t.typcollation <> b.typcollation),
               CASE WHEN t.typnotnull THEN ' NOT NULL' END,
               (SELECT string_agg(' ' || pg_get_constraintdef(k.oid), '')
                  FROM pg_constraint k WHERE k.contypid = t.oid AND k.contype = 'c'))
             WHEN 'c' THEN format('CREATE TYPE %I.%I AS (%s)', n.nspname, t.typname,
               (SELECT coalesce(string_agg(format('%I %s', a.attname, format_type(a.atttypid, a.atttypmod)),
                                  ', ' ORDER BY a.attnum), '')
                  FROM pg_attribute a
                 WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped))
             END
        FROM wanted w JOIN pg_type t ON t.oid = w.oid JOIN pg_namespace n ON n.oid = t.typnamespace
        LEFT JOIN pg_class c ON c.oid = t.typrelid
       WHERE OWN AND NOT_OF_EXTENSION AND coalesce(c.relkind, 'c') = 'c'
         AND NOT (t.typtype = 'b' AND t.typelem <> 0)
       GROUP BY t.oid, t.typname, t.typtype, t.typbasetype, t.typtypmod, t.typcollation,
                t.typnotnull, t.typrelid, n.nspname
       ORDER BY max(w.depth) DESC, 1\
      """
          .replace("NOT_OF_EXTENSION", NOT_OF_EXTENSION.formatted("pg_type", "t.oid"))
          .replace("OWN", OWN);

  private static final String FUNCTIONS =
      """
      WITH RECURSIVE mine AS (
        SELECT p.oid, p.proname::text AS name, p.prosrc
          FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
          JOIN pg_language l ON l.oid = p.prolang
         WHERE OWN AND NOT_OF_EXTENSION
           AND p.prokind = 'f' AND p.provolatile = 'i' AND l.lanname IN ('sql', 'plpgsql')),
      wanted AS (
        SELECT * FROM mine WHERE name = ANY ($1::text[])
        UNION
        SELECT m.* FROM wanted w JOIN mine m ON strpos(w.prosrc, m.name) > 0)
      SELECT format('%I.%I(%s)', n.nspname, p.proname, pg_get_function_identity_arguments(p.oid)),
             pg_get_functiondef(p.oid)
        FROM wanted w JOIN pg_proc p ON p.oid = w.oid JOIN pg_namespace n ON n.oid = p.pronamespace
       ORDER BY 1\
      """
          .replace("NOT_OF_EXTENSION", NOT_OF_EXTENSION.formatted("pg_proc", "p.oid"))
          .replace("OWN", OWN);

  private ServerObjects() {}

  /// The objects that a last stage could use, in an order in which they can be made; read in a
  /// session whose search path is `pg_catalog` alone, so that every name comes with its schema.
  static List<ServerObject> read(ShardSession session, Elsewhere stage) throws ShardFailure {
    Set<String> stored = new LinkedHashSet<>();
    for (GatheredPart part : stage.parts()) {
      for (GatheredColumn column : part.columns()) {
        stored.addAll(names(column.sqlType()));
      }
    }
    Set<String> words = new LinkedHashSet<>(stored);
    words.addAll(names(stage.body()));
    Parameter named = new Parameter.TextArray(new ArrayList<>(words));
    Parameter needed = new Parameter.TextArray(new ArrayList<>(stored));
    List<ServerObject> objects = new ArrayList<>();
    for (@Nullable String[] row : SmallAnswers.rows(session, EXTENSIONS, List.of(named))) {
      objects.add(
          new ServerObject(
              "extension",
              text(row[0]),
              "CREATE EXTENSION IF NOT EXISTS "
                  + Identifier.quote(text(row[0]))
                  + " SCHEMA "
                  + Identifier.quote(text(row[1])),
              false));
    }
    for (@Nullable String[] row : SmallAnswers.rows(session, TYPES, List.of(named, needed))) {
      String definition = row[2] == null ? "" : row[2];
      objects.add(new ServerObject("type", text(row[0]), definition, "t".equals(row[1])));
    }
    for (@Nullable String[] row : SmallAnswers.rows(session, FUNCTIONS, List.of(named))) {
      // A collation that only the text of a function names could not be compared.
      boolean collates = text(row[1]).toLowerCase(Locale.ROOT).contains("collate");
      objects.add(new ServerObject("function", text(row[0]), collates ? "" : text(row[1]), false));
    }
    return objects;
  }

  private static List<String> names(String sql) {
    try {
      Statement statement = Statement.of(sql);
      return statement.tokens().stream()
          .map(statement::name)
          .filter(name -> !name.isEmpty())
          .toList();
    } catch (StatementException e) {
      throw new IllegalStateException("Neither a statement nor a type: " + sql, e);
    }
  }
}
