package io.shardlens.demo;

import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The row of one user, which depends on nothing but the seed and the user's id. Immutable and
/// thread-safe.
final class DemoUsers {

  private static final int STREAM = 1;

  private static final long FIRST_SIGN_UP = Instant.parse("2016-01-01T00:00:00Z").getEpochSecond();
  private static final long TODAY = Instant.parse("2026-11-01T00:00:00Z").getEpochSecond();
  private static final long MICROS = 1_000_000;

  private static final List<String> REGIONS = List.of("Europe", "Asia", "Americas", "Africa");
  private static final List<String> PLANS = List.of("free", "pro", "team", "enterprise");
  private static final List<String> TAGS =
      List.of(
          "newsletter",
          "vip",
          "beta",
          "\"with, comma\"",
          "\"say \\\"hi\\\"\"",
          "\"\"",
          "NULL",
          "überfällig",
          "постоянный",
          "新規",
          "🎉",
          "\"null\"",
          "ελληνικά");

  private static final List<String> ODD_NAMES =
      List.of(
          "Robert'); DROP TABLE users;--",
          "Line one\nLine two",
          "Tab\there",
          "back\\slash \\N",
          "👩‍👩‍👧‍👦 Family & Söhne",
          "Zoë 🇫🇷 Ünïcødé",
          "Jos\u00E9 Jose\u0301",
          "\u202Eesrever\u202C right-to-left override",
          "<script>alert(1)</script>",
          " leading and trailing ",
          "NULL",
          "𝒜𝓁𝒾𝒸𝑒 𝔘𝔫𝔦");

  /// The user whom guides and pictures look up: the first key of the second range, with a value of
  /// every kind.
  private static final long GUIDE = 50_000;

  private static final String GUIDE_COUNTRY = "VN";

  /// Microseconds since 1970: 2024-03-18 02:41:07.123456 UTC.
  private static final long GUIDE_SIGNED_UP = 1_710_729_667_123_456L;

  private final Names names;

  DemoUsers(Names names) {
    this.names = names;
  }

  String country(long id) {
    return country(start(id), id);
  }

  /// Microseconds since 1970.
  long signedUp(long id) {
    if (id == GUIDE) {
      return GUIDE_SIGNED_UP;
    }
    DemoRandom random = start(id);
    country(random, id);
    return created(random);
  }

  /// Columns: id, email, full_name, country, plan, balance, active, created_at, last_login, tags,
  /// attributes.
  void write(long id, CopyRow row) throws IOException {
    if (id == GUIDE) {
      writeGuide(row);
      return;
    }
    DemoRandom random = start(id);
    String country = country(random, id);
    long created = created(random);
    row.number(id)
        .text(email(random, id))
        .text(fullName(random, country))
        .text(country)
        .text(random.pickEarly(PLANS))
        .hundredths(balance(random))
        .text(random.perMille(870) ? "t" : "f")
        .instant(created)
        .instant(random.perMille(180) ? null : between(random, created))
        .text(tags(random))
        .text(attributes(random, id))
        .end();
  }

  private static void writeGuide(CopyRow row) throws IOException {
    row.number(GUIDE)
        .text("linh.nguyen@example.com")
        .text("Nguyễn Thị Linh")
        .text(GUIDE_COUNTRY)
        .text("team")
        .hundredths(12_045_050L)
        .text("t")
        .instant(GUIDE_SIGNED_UP)
        .instant(null)
        .text("{vip,beta,\"price, watch\",新規}")
        .text(
            "{\"locale\": \"vi-VN\", \"marketing\": false, \"loyalty\": {\"tier\": \"gold\","
                + " \"points\": 18220.50}, \"legacy_id\": 9007199254740993}")
        .end();
  }

  private static DemoRandom start(long id) {
    return DemoRandom.of(DemoData.SEED, STREAM, id);
  }

  private String country(DemoRandom random, long id) {
    if (id == GUIDE) {
      return GUIDE_COUNTRY;
    }
    return random.perMille(800)
        ? names.country(random, REGIONS.get(UserIds.home(id)))
        : names.anyCountry(random);
  }

  private static long created(DemoRandom random) {
    long micros = (FIRST_SIGN_UP + random.below(TODAY - FIRST_SIGN_UP)) * MICROS;
    return random.perMille(500) ? micros : micros + random.below(MICROS);
  }

  /// A moment from then until the demo's today, in microseconds.
  static long between(DemoRandom random, long since) {
    return since + random.below(TODAY * MICROS - since);
  }

  private static String email(DemoRandom random, long id) {
    String host = random.pickEarly(List.of("example.com", "example.org", "example.net"));
    return switch (random.below(200)) {
      case 0 -> "zoë." + id + "@" + host;
      case 1 -> "\"quoted user " + id + "\"@" + host;
      case 2 -> "用户" + id + "@" + host;
      case 3, 4, 5, 6, 7, 8, 9 -> "User+Shop." + id + "@" + host;
      default -> "user" + id + "@" + host;
    };
  }

  private @Nullable String fullName(DemoRandom random, String country) {
    String name = names.fullName(random, country);
    int odd = random.below(1000);
    if (odd < 10) {
      return null;
    }
    if (odd < 16) {
      return "";
    }
    if (odd < 22) {
      return random.pick(ODD_NAMES);
    }
    return odd < 30 ? name + " " + random.pick(List.of("🙂", "🦊", "🌍", "👩🏽‍💻", "✨")) : name;
  }

  private static @Nullable Long balance(DemoRandom random) {
    int kind = random.below(1000);
    if (kind < 20) {
      return null;
    }
    if (kind < 70) {
      return 0L;
    }
    if (kind < 72) {
      return 999_999_999_999L;
    }
    long cents = random.below(5_000_000);
    long rounded = kind < 400 ? cents / 100 * 100 : kind < 550 ? cents / 10 * 10 : cents;
    return kind > 970 ? -rounded : rounded;
  }

  private static @Nullable String tags(DemoRandom random) {
    int kind = random.below(100);
    if (kind < 15) {
      return null;
    }
    Set<String> chosen = new LinkedHashSet<>();
    for (int left = kind < 35 ? 0 : 1 + random.below(3); left > 0; left--) {
      chosen.add(random.pickEarly(TAGS));
    }
    return "{" + String.join(",", chosen) + "}";
  }

  private static @Nullable String attributes(DemoRandom random, long id) {
    int kind = random.below(100);
    if (kind < 10) {
      return null;
    }
    if (kind < 15) {
      return "{}";
    }
    String theme = random.pick(List.of("dark", "light", "system"));
    String language = random.pickEarly(List.of("en", "de", "fr", "ja", "ar", "pt-BR", "uk"));
    String simple =
        "{\"theme\": \""
            + theme
            + "\", \"language\": \""
            + language
            + "\", \"score\": "
            + random.below(100)
            + "."
            + random.below(10)
            + "0";
    return kind < 70
        ? simple + "}"
        : simple
            + ", \"device\": {\"os\": \""
            + random.pick(List.of("iOS", "Android", "Linux"))
            + "\", \"push\": "
            + (random.perMille(500) ? "true" : "null")
            + "}, \"visits\": ["
            + random.below(50)
            + ", "
            + random.below(50)
            + "], \"note\": \"„Grüße“ 🎈 \\\"quoted\\\"\""
            + ", \"external_id\": "
            + (UserIds.BEYOND_DOUBLE + 1 + id % 1000)
            + "}";
  }
}
