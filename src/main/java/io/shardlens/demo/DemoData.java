package io.shardlens.demo;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;

/// The generated users and orders of one sample, as COPY text.
///
/// A row depends on the seed and its own number only, never on the rows before it: every shard
/// makes just its own rows, all at once, and together they are the whole. Immutable and
/// thread-safe.
final class DemoData {

  /// Counts up with every change of the rows, which makes cached data out of date.
  static final int VERSION = 2;

  static final long SEED = 20_261_123;

  private static final int ORDER_STREAM = 2;
  private static final List<String> STATUSES =
      List.of("delivered", "shipped", "paid", "pending", "cancelled", "refunded");
  private static final List<List<String>> CURRENCIES =
      List.of(
          List.of("EUR", "GBP", "CHF", "PLN", "SEK"),
          List.of("CNY", "INR", "JPY", "KRW", "THB", "ILS"),
          List.of("USD", "BRL", "CAD", "MXN"),
          List.of("NGN", "ZAR", "EGP", "KES", "XOF"));

  /// One order in fifty goes to one of so many users.
  private static final int HEAVY_BUYERS = 40;

  private final Names names;
  private final DemoUsers users;
  private final long[] userIds;
  private final int orders;

  private DemoData(Names names, long[] userIds, int orders) {
    this.names = names;
    this.users = new DemoUsers(names);
    this.userIds = userIds;
    this.orders = orders;
  }

  /// The users of the main sample: four ranges, one clearly fuller than the others.
  static DemoData ofRanges(DemoScale scale, Names names) {
    return new DemoData(names, UserIds.ofRanges(scale.users()), scale.orders());
  }

  /// Fewer users, spread evenly; the same ones in every sample that uses them.
  static DemoData ofFew(DemoScale scale, Names names) {
    return new DemoData(names, UserIds.even(scale.fewUsers()), scale.fewOrders());
  }

  /// In ascending order.
  LongStream userIds() {
    return Arrays.stream(userIds);
  }

  /// Users and orders of all shards together.
  long rows() {
    return (long) userIds.length + orders;
  }

  List<Names.Country> countries() {
    return names.countries();
  }

  /// The country of a user, which some samples route by.
  String country(long userId) {
    return users.country(userId);
  }

  /// Columns: id, email, full_name, country, plan, balance, active, created_at, last_login, tags,
  /// attributes.
  void writeUsers(LongPredicate owned, Appendable sink) throws IOException {
    CopyRow row = new CopyRow(sink);
    for (long id : userIds) {
      if (owned.test(id)) {
        users.write(id, row);
      }
    }
  }

  /// Columns: id, user_id, amount, currency, status, placed_at, and the user's country last where
  /// asked for. An order lies where its user lies.
  void writeOrders(LongPredicate owned, boolean withCountry, Appendable sink) throws IOException {
    CopyRow row = new CopyRow(sink);
    for (int number = 1; number <= orders; number++) {
      DemoRandom random = DemoRandom.of(SEED, ORDER_STREAM, number);
      long userId = buyer(random);
      if (owned.test(userId)) {
        writeOrder(number, userId, random, withCountry, row);
      }
    }
  }

  /// Columns: code, name, region; the same on every shard.
  void writeCountries(Appendable sink) throws IOException {
    CopyRow row = new CopyRow(sink);
    for (Names.Country country : names.countries()) {
      row.text(country.code()).text(country.name()).text(country.region()).end();
    }
  }

  private void writeOrder(
      int number, long userId, DemoRandom random, boolean withCountry, CopyRow row)
      throws IOException {
    row.number(number % 1000 == 0 ? UserIds.BEYOND_DOUBLE + number + 1 : number)
        .number(userId)
        .hundredths(amount(random))
        .text(random.pickEarly(CURRENCIES.get(UserIds.home(userId))))
        .text(random.pickEarly(STATUSES))
        .instant(DemoUsers.between(random, users.signedUp(userId)));
    if (withCountry) {
      row.text(users.country(userId));
    }
    row.end();
  }

  private long buyer(DemoRandom random) {
    return random.perMille(20)
        ? userIds[random.below(HEAVY_BUYERS) * (userIds.length / HEAVY_BUYERS)]
        : userIds[random.below(userIds.length)];
  }

  private static long amount(DemoRandom random) {
    long cents = random.below(random.perMille(50) ? 500_000 : 20_000);
    return random.perMille(300) ? cents / 100 * 100 : cents;
  }
}
