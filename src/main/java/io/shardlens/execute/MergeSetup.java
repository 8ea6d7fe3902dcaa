package io.shardlens.execute;

import io.shardlens.plan.MergeStep.Elsewhere;
import io.shardlens.plan.MergeStep.GatheredColumn;
import io.shardlens.plan.MergeStep.GatheredPart;
import io.shardlens.rows.Column;
import io.shardlens.sql.Identifier;
import io.shardlens.sql.Lexer;
import io.shardlens.sql.Token;
import io.shardlens.topology.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Makes a merge session answer as the merge shard would: settings, collations, types, functions,
/// the tables of the parts. Says what stands in the way before any row is gathered.
final class MergeSetup {

  private static final String SEARCH_PATH = "search_path";

  /// What a C library's locale outside the order of text reaches.
  private static final Pattern OF_LOCALE =
      Pattern.compile("(?is).*\\b(money|to_char|to_number|to_date|to_timestamp)\\b.*");

  private static final Pattern OF_TEXT_SEARCH =
      Pattern.compile(
          "(?is).*(\\b(\\w*ts_?(vector|query|rank|headline)\\w*|phraseto\\w*)\\b|@@).*");

  private final MergeSession session;
  private final MergeNeeds needs;
  private final Elsewhere stage;
  private final List<String> missing = new ArrayList<>();

  MergeSetup(MergeSession session, MergeNeeds needs, Elsewhere stage) {
    this.session = session;
    this.needs = needs;
    this.stage = stage;
  }

  /// The last stage over the tables of the session.
  static String lastStage(MergeSession session, Elsewhere stage) {
    return stage.sql(IntStream.range(0, stage.parts().size()).mapToObj(session::table).toList());
  }

  /// Empty where the statement can be run here, otherwise why not, for people.
  ///
  /// @param expected the columns that the statement has over the tables themselves
  Optional<String> obstacle(List<Column> expected) throws ShardFailure {
    if (!needs.encoding().equals("UTF8")) {
      return Optional.of("text is stored in " + needs.encoding() + " on the shards");
    }
    session.set(SEARCH_PATH, "pg_catalog");
    Optional<String> found = settings();
    if (found.isEmpty()) {
      collations();
      found = session.ownsDatabase() ? define() : compareObjects();
    }
    if (found.isEmpty()) {
      found = textOrder();
    }
    return found.isPresent() ? found : statement(expected);
  }

  private Optional<String> settings() throws ShardFailure {
    Map<String, String> here = MergeNeeds.settings(session);
    for (var setting : needs.settings().entrySet()) {
      if (!setting.getValue().equals(here.get(setting.getKey()))) {
        try {
          session.set(setting.getKey(), setting.getValue());
        } catch (ShardFailure failure) {
          if (!isStatement(failure) || matters(setting.getKey())) {
            return Optional.of("it cannot set " + setting.getKey() + ": " + failure.getMessage());
          }
        }
      }
    }
    return Optional.empty();
  }

  private boolean matters(String setting) {
    Pattern reach =
        setting.startsWith("lc_")
            ? OF_LOCALE
            : setting.equals("default_text_search_config") ? OF_TEXT_SEARCH : Pattern.compile(".*");
    return reach.matcher(stage.body()).matches()
        || stage.parts().stream()
            .flatMap(part -> part.columns().stream())
            .anyMatch(column -> reach.matcher(column.sqlType()).matches());
  }

  /// Collations of the users' own; those of PostgreSQL are there or not.
  private void collations() throws ShardFailure {
    if (!session.ownsDatabase()) {
      return;
    }
    for (var named : needs.collations().entrySet()) {
      boolean own = named.getKey().indexOf('.') > 0 && !named.getKey().startsWith("pg_catalog.");
      if (own && TextOrder.ofCollation(session, named.getKey()).isEmpty()) {
        schema(Identifier.fold(named.getKey().substring(0, named.getKey().lastIndexOf('.'))));
        attempt(
            new ServerObject(
                "collation", named.getKey(), definition(named.getKey(), named.getValue()), true));
      }
    }
  }

  private static String definition(String name, TextOrder order) {
    String of =
        order.provider().equals("c")
            ? "provider = libc, lc_collate = "
                + Identifier.literal(order.collate())
                + ", lc_ctype = "
                + Identifier.literal(order.ctype())
            : "provider = "
                + (order.provider().equals("i") ? "icu" : "builtin")
                + ", locale = "
                + Identifier.literal(order.locale())
                + (order.rules().isEmpty() ? "" : ", rules = " + Identifier.literal(order.rules()));
    return "CREATE COLLATION "
        + name
        + " ("
        + of
        + ", deterministic = "
        + order.deterministic()
        + ")";
  }

  private Optional<String> define() throws ShardFailure {
    for (String schema : needs.schemas()) {
      schema(schema);
    }
    for (ServerObject object : needs.objects()) {
      if (object.what().equals("type")) {
        schema(Identifier.fold(object.name().substring(0, object.name().indexOf('.'))));
      }
      attempt(object);
    }
    session.set(SEARCH_PATH, path(needs.schemas()));
    return Optional.empty();
  }

  private void schema(String name) throws ShardFailure {
    if (!name.startsWith("pg_") && !name.equals("public")) {
      session.define("CREATE SCHEMA IF NOT EXISTS " + Identifier.quote(name));
    }
  }

  /// The statement itself will tell whether it needs what could not be made.
  private void attempt(ServerObject object) throws ShardFailure {
    if (object.definition().isEmpty()) {
      missing.add(object.toString());
      return;
    }
    try {
      session.define(object.definition());
    } catch (ShardFailure failure) {
      if (!isStatement(failure)) {
        throw failure;
      }
      missing.add(object + " (" + failure.getMessage() + ")");
    }
  }

  /// In a database that is not the session's own, what is there must be what the shards have.
  private Optional<String> compareObjects() throws ShardFailure {
    Map<String, ServerObject> here =
        ServerObjects.read(session, stage).stream()
            .collect(Collectors.toMap(ServerObject::toString, object -> object, (a, _) -> a));
    List<String> schemas = new ArrayList<>();
    for (ServerObject object : needs.objects()) {
      ServerObject other = here.remove(object.toString());
      if (other != null && !other.definition().equals(object.definition())) {
        return Optional.of(object + " is not the same as on the shards");
      }
      if (other == null && object.needed()) {
        return Optional.of("it has not " + object);
      }
      if (other == null) {
        missing.add(object.toString());
      } else {
        needs.schemas().stream().filter(schema -> !schemas.contains(schema)).forEach(schemas::add);
      }
    }
    if (!here.isEmpty()) {
      return Optional.of("it has " + here.keySet().iterator().next() + ", and the shards have not");
    }
    session.set(SEARCH_PATH, schemas.isEmpty() ? "pg_catalog" : path(schemas));
    return Optional.empty();
  }

  private static String path(List<String> schemas) {
    return schemas.stream().map(Identifier::quote).collect(Collectors.joining(", "));
  }

  private Optional<String> textOrder() throws ShardFailure {
    int version =
        Integer.parseInt(
            SmallAnswers.text(
                SmallAnswers.rows(
                        session, "SELECT current_setting('server_version_num')", List.of())
                    .getFirst()[0]));
    Map<String, TextOrder> wanted = new java.util.LinkedHashMap<>(needs.collations());
    for (var named : wanted.entrySet()) {
      Optional<TextOrder> here = TextOrder.ofCollation(session, named.getKey());
      if (here.isEmpty()) {
        return Optional.of("it has no collation " + named.getKey());
      }
      if (!here.get().isSameAs(named.getValue())) {
        return Optional.of(otherOrder(named.getValue(), here.get()));
      }
    }
    TextOrder database = TextOrder.ofDatabase(session, version);
    return database.isSameAs(needs.database())
        ? Optional.empty()
        : Optional.of(otherOrder(needs.database(), database));
  }

  private static String otherOrder(TextOrder there, TextOrder here) {
    return "text may be ordered otherwise: by " + there + " on the shards, by " + here + " there";
  }

  private Optional<String> statement(List<Column> expected) throws ShardFailure {
    try {
      for (int i = 0; i < stage.parts().size(); i++) {
        session.create(i, columns(stage.parts().get(i)));
      }
      String sql = lastStage(session, stage);
      List<Column> columns = session.describe(sql);
      if (!columns.equals(expected)) {
        return Optional.of("the statement returns " + columns + " there instead of " + expected);
      }
      return Surveyor.relations(session, sql, List.of()).stream()
          .filter(relation -> !session.holds(relation))
          .findFirst()
          .map(MergeSetup::foreign);
    } catch (ShardFailure failure) {
      if (!isStatement(failure)) {
        throw failure;
      }
      String without = missing.isEmpty() ? "" : "; not there: " + String.join(", ", missing);
      return Optional.of(failure.getMessage() + without);
    }
  }

  private static String foreign(TableName relation) {
    return "the statement would read " + relation + " there";
  }

  private static String columns(GatheredPart part) throws ShardFailure {
    List<String> columns = new ArrayList<>();
    for (GatheredColumn column : part.columns()) {
      String collation = column.collation().isEmpty() ? "" : " COLLATE " + column.collation();
      columns.add(
          Identifier.quote(column.name()) + " " + checked(column.sqlType()) + checked(collation));
    }
    return String.join(", ", columns);
  }

  /// What a shard's catalog says of a type goes into a statement for another server, so it must be
  /// nothing but a name.
  private static String checked(String name) throws ShardFailure {
    int depth = 0;
    boolean harmless = true;
    for (Token token : Lexer.tokens(name)) {
      String text = token.text(name).toLowerCase(Locale.ROOT);
      depth += text.equals("(") ? 1 : text.equals(")") ? -1 : 0;
      harmless &=
          switch (token.kind()) {
            case WORD -> !text.matches("default|check|references|generated|constraint|using|as");
            case QUOTED_IDENTIFIER -> true;
            case NUMBER -> depth > 0;
            case PUNCTUATION -> text.matches("[().\\[\\]]") || (text.equals(",") && depth > 0);
            case OPERATOR -> text.equals("-") && depth > 0;
            case STRING, PARAMETER, COMMENT, UNTERMINATED -> false;
          };
      harmless &= depth >= 0;
    }
    if (!harmless || depth != 0) {
      throw new ShardFailure(
          ShardFailure.Kind.STATEMENT, "a shard names a type that is no name: " + name);
    }
    return name;
  }

  private static boolean isStatement(ShardFailure failure) {
    return failure.kind() == ShardFailure.Kind.STATEMENT;
  }
}
