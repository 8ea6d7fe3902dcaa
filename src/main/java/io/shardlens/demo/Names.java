package io.shardlens.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/// The countries of the demo (ISO 3166-1, regions as the United Nations draw them) and the names of
/// people in the scripts that are written there.
final class Names {

  /// @param region `Africa`, `Americas`, `Antarctica`, `Asia`, `Europe`, `Oceania`
  record Country(String code, String name, String region) {}

  private record Script(String order, List<String> given, List<String> family) {
    String name(DemoRandom random) {
      String first = random.pick(given);
      String last = random.pick(family);
      return switch (order) {
        case "family-first" -> last + " " + first;
        case "family-first-joined" -> last + first;
        default -> first + " " + last;
      };
    }
  }

  /// The countries with the most people first; they are picked more often.
  private static final List<String> POPULOUS =
      words(
          "IN CN US ID PK NG BR BD RU ET MX JP EG PH CD VN IR TR DE TH TZ FR GB ZA IT KE KR CO ES"
              + " AR DZ UG UA PL MA SA UZ PE MY AU GH CA NP LK RO CL NL EC SN ZW RW BE SE GR CZ PT"
              + " HU IL AT CH RS BG DK FI NO HR GE AM NZ");

  private final List<Country> countries;
  private final Map<String, Script> scripts = new LinkedHashMap<>();
  private final List<Script> allScripts = new ArrayList<>();
  private final Map<String, List<String>> codesByRegion;

  Names() {
    countries =
        lines("countries.tsv").stream()
            .map(fields -> new Country(fields.get(0), fields.get(1), fields.get(2)))
            .toList();
    for (List<String> fields : lines("names.tsv")) {
      Script script = new Script(fields.get(1), words(fields.get(3)), words(fields.get(4)));
      allScripts.add(script);
      words(fields.get(2)).forEach(code -> scripts.put(code, script));
    }
    codesByRegion =
        countries.stream()
            .collect(
                Collectors.groupingBy(
                    Country::region,
                    LinkedHashMap::new,
                    Collectors.mapping(Country::code, Collectors.toList())));
    codesByRegion.values().forEach(codes -> codes.sort(Comparator.comparingInt(Names::rank)));
  }

  /// In the order of their codes.
  List<Country> countries() {
    return countries;
  }

  /// A country of a region, some far more often than others.
  String country(DemoRandom random, String region) {
    return random.pickEarly(Objects.requireNonNull(codesByRegion.get(region), region));
  }

  String anyCountry(DemoRandom random) {
    return random.pick(countries).code();
  }

  /// A full name as it is written in a country; where the country has no names of its own here, in
  /// any script.
  String fullName(DemoRandom random, String country) {
    Script script = scripts.get(country);
    return (script == null ? random.pick(allScripts) : script).name(random);
  }

  private static int rank(String code) {
    int rank = POPULOUS.indexOf(code);
    return rank < 0 ? POPULOUS.size() : rank;
  }

  private static List<String> words(String field) {
    return List.of(field.split(" "));
  }

  private static List<List<String>> lines(String resource) {
    InputStream stream =
        Objects.requireNonNull(Names.class.getResourceAsStream(resource), resource);
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      return reader.lines().map(line -> List.of(line.split("\t"))).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
