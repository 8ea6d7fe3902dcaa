package io.shardlens.bench.suite;

/// The rows of the suite, as SQL that every server runs for its own part. Every value follows from
/// the row's number and a seed, so that the shards and the database with all rows agree, and so do
/// two runs.
///
/// @param users how many there are; twice as many orders, and about ten users to a name
record SuiteData(int users) {

  static final int SHARDS = 4;
  static final long SEED = 20261123;

  private static final int MOST_NAMES = 100_000;
  private static final int USERS_TO_A_NAME = 10;

  private static final String FIRST_NAMES =
      "'{Ada,Åsa,Bruno,Chloé,Dmitri,Élodie,Fatima,Grace,Hugo,Inês,João,Karin,Łukasz,María,Noor,"
          + "Öykü,Pablo,Quentin,Renée,Søren,Tomás,Ursula,Vera,Wanda,Xavier,Yara,Zoë,ada,bernd,"
          + "chiara,D''Arcy,de la Cruz,ADA,Jean-Luc,ines,joao,Mc Coy,van Dyk,ZOE,Zora}'::text[]";

  private static final String MAILBOXES =
      "'{Ada,Bruno,Chloé,dmitri,Élodie,fatima,Grace,hugo,Inês,joão,Karin,Łukasz,maría,NOOR,Pablo,"
          + "quentin,Renée,Søren,tomás,Ursula,vera,WANDA,Xavier,yara,Zoë,zora}'::text[]";

  private static final String LAST_NAMES =
      "'{Smith,smith,SMITH,Smith-Jones,Smithson,Goldsmith,Sm1th,Sömmer,Sommer,sommer,Müller,Mueller,Muller,MacDonald,Macdonald,O''Neil,ONeil,O"
          + " Neil,Peña,Pena,Ångström,Angstrom,Žižek,Zizek,co-op,Coop,coop,Silva,da"
          + " Silva,DaSilva,Jensen,Nguyen,Kowalski,Rossi,Dubois,"
          + "García,Garcia,Yılmaz,Novák,Novak,Cohen,Ivanov,Sato,Kim,Wang,Fischer,Weber,Schmidt,"
          + "Schmitt,Tanaka}'::text[]";

  private static final String COUNTRIES =
      "'{US,DE,BR,IN,FR,GB,PT,JP,NG,MX,ES,IT,PL,TR,NL,SE,CA,AU,AR,ZA,KR,ID,VN,CZ,AT,BE,CH,DK,FI,GR,"
          + "HU,IE,IL,KE,MA,NO,NZ,RO,UA,UY}'::text[]";

  private static final String CITIES =
      "'{Lagos,Lisboa,Porto,Berlin,Paris,London,Tokyo,Recife,Mumbai,Austin,Madrid,Roma,Gdańsk,"
          + "İzmir,Utrecht,Malmö,Toronto,Perth,Córdoba,Nairobi}'::text[]";

  /// The first user of a shard; of the one after the last, the number after all.
  long firstOf(int shard) {
    return (long) users * shard / SHARDS + 1;
  }

  /// The shard that owns a user.
  int shardOf(long id) {
    int shard = 0;
    while (shard < SHARDS - 1 && id >= firstOf(shard + 1)) {
      shard++;
    }
    return shard;
  }

  /// Makes and fills the tables with the users from one number to another and their orders. One
  /// transaction, so that nothing goes to the log; then `VACUUM ANALYZE`.
  ///
  /// @param first included
  /// @param end not included
  String script(long first, long end) {
    return "CREATE TABLE users (id bigint NOT NULL, email text NOT NULL, name text NOT NULL,"
        + " country text NOT NULL, balance numeric(12,2), created_at timestamptz NOT NULL,"
        + " attributes jsonb NOT NULL);CREATE TABLE orders (id bigint NOT NULL, user_id"
        + " bigint NOT NULL, referrer_id bigint, amount numeric(12,2) NOT NULL, status text"
        + " NOT NULL, created_at timestamptz NOT NULL);"
        + users(first, end)
        + orders(first, end)
        + "ALTER TABLE users ADD PRIMARY KEY (id); ALTER TABLE orders ADD PRIMARY KEY (id);"
        + "CREATE INDEX orders_user_id ON orders (user_id)";
  }

  private String users(long first, long end) {
    int names = Math.min(MOST_NAMES, Math.max(1, users / USERS_TO_A_NAME));
    String name = "(" + hash("id", 1) + " % " + names + ") * 7919 % " + MOST_NAMES;
    String mailbox =
        "CASE WHEN "
            + hash("id", 2)
            + " % 50 = 0 THEN 1 + "
            + hash("id", 3)
            + " % "
            + Math.max(1, users / 100)
            + " ELSE id END";
    return "INSERT INTO users SELECT id, "
        + pick(MAILBOXES, hash("mailbox", 4), 26)
        + " || '.' || mailbox || "
        + pick("'{@example.com,@Example.org,@mail.example,@EXAMPLE.net}'::text[]", "mailbox", 4)
        + ", "
        + pick(FIRST_NAMES, "name", 40)
        + " || ' ' || "
        + pick(LAST_NAMES, "name / 40", 50)
        + " || CASE WHEN name / 2000 > 0 THEN ' ' || name / 2000 ELSE '' END, "
        + pick(COUNTRIES, "(40 * power(" + share("id", 5) + ", 2.2))::int", 40)
        + ", CASE WHEN "
        + hash("id", 6)
        + " % 20 > 0 THEN round((power("
        + share("id", 7)
        + ", 4) * 100000 - 500)::numeric, 2) END, timestamptz '2020-01-01 00:00:00+00' + "
        + hash("id", 8)
        + " % 157680000000000 * interval '1 microsecond', jsonb_build_object('city', "
        + pick(CITIES, hash("id", 9), 20)
        + ", 'plan', "
        + pick("'{free,pro,team}'::text[]", hash("id", 10), 3)
        + ", 'logins', "
        + hash("id", 11)
        + " % 1000, 'newsletter', id % 3 = 0) FROM (SELECT id, "
        + mailbox
        + " AS mailbox, "
        + name
        + " AS name FROM generate_series("
        + first
        + "::bigint, "
        + (end - 1)
        + ") AS id) AS numbers ORDER BY id;";
  }

  private String orders(long first, long end) {
    return "INSERT INTO orders SELECT id, user_id, CASE WHEN "
        + hash("id", 21)
        + " % 4 > 0 THEN 1 + "
        + hash("id", 22)
        + " % "
        + users
        + " END, round((5 + 995 * power("
        + share("id", 23)
        + ", 3))::numeric, 2), "
        + pick(
            "'{refunded,cancelled,cancelled,shipped,shipped,shipped,shipped,paid}'::text[]",
            "least(" + hash("id", 24) + " % 25, 7)",
            8)
        + ", timestamptz '2021-01-01 00:00:00+00' + "
        + hash("id", 25)
        + " % 126144000000000 * interval '1 microsecond' FROM (SELECT id, 1 + "
        + hash("id", 20)
        + " % "
        + users
        + " AS user_id FROM generate_series(1::bigint, "
        + 2L * users
        + ") AS id) AS numbers WHERE user_id >= "
        + first
        + " AND user_id < "
        + end
        + " ORDER BY id;";
  }

  /// A number from 0 up that looks like chance.
  private static String hash(String number, int salt) {
    return "(hashint8extended(" + number + ", " + (SEED + salt) + ") & 9223372036854775807)";
  }

  /// From 0 to 1.
  private static String share(String number, int salt) {
    return "(" + hash(number, salt) + " % 1000000 / 1000000.0::float8)";
  }

  private static String pick(String array, String number, int size) {
    return "(" + array + ")[1 + " + number + " % " + size + "]";
  }
}
