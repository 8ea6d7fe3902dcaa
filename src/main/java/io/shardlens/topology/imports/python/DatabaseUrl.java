package io.shardlens.topology.imports.python;

import io.shardlens.topology.imports.ImportPlace;
import io.shardlens.topology.imports.python.evaluation.Value;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A connection URL, `dialect+driver://user:password@host:port/database?query`, as SQLAlchemy,
/// libpq and asyncpg read it. The password is passed over as soon as it is met.
///
/// A URL may have parts that only the application's environment knows; each is a component, or a
/// part of one.
///
/// @param scheme in lower case, without the driver: `postgresql`
/// @param user `null` where the URL has none; so are the other components
/// @param severalHosts whether the URL names more hosts than the one that is here
/// @param query by the names of the parameters, those that could hold a secret left out
record DatabaseUrl(
    ImportPlace place,
    String scheme,
    @Nullable Value user,
    boolean hadPassword,
    @Nullable Value host,
    @Nullable Value port,
    boolean severalHosts,
    @Nullable Value database,
    Map<String, Value> query) {

  private static final Pattern SCHEME =
      Pattern.compile("([A-Za-z][A-Za-z0-9]*)(\\+[A-Za-z0-9_.]*)?");
  private static final int LONGEST = 4_096;

  /// Stand-ins for the parts that are not known, from the private use area.
  private static final char FIRST_STAND_IN = '\ue000';

  private static final char LAST_STAND_IN = '\uf8ff';

  boolean isPostgres() {
    return scheme.equals("postgresql") || scheme.equals("postgres") || scheme.equals("postgis");
  }

  /// Whether a text is a URL of a database.
  static boolean isUrl(String text) {
    int end = text.indexOf("://");
    return end > 0 && end < 60 && SCHEME.matcher(text.substring(0, end)).matches();
  }

  /// Reads a URL; empty for what is none.
  static Optional<DatabaseUrl> read(Value value) {
    StringBuilder text = new StringBuilder();
    List<Value> unknown = new ArrayList<>();
    boolean known = write(value, text, unknown);
    return known && text.length() <= LONGEST && isUrl(text.toString())
        ? Optional.of(new Reading(value.place(), text.toString(), unknown).url())
        : Optional.empty();
  }

  private static boolean write(Value value, StringBuilder text, List<Value> unknown) {
    return switch (value) {
      case Value.Text(_, String part) -> {
        text.append(part);
        yield part.chars().noneMatch(c -> c >= FIRST_STAND_IN && c <= LAST_STAND_IN);
      }
      case Value.Template(_, List<Value> parts) ->
          parts.stream().allMatch(part -> write(part, text, unknown));
      case Value.Setting(_, _, Value.Text(_, String preset)) when isUrl(preset) ->
          write(new Value.Text(value.place(), preset), text, unknown);
      default -> {
        text.append((char) (FIRST_STAND_IN + unknown.size()));
        unknown.add(value);
        yield unknown.size() < 100;
      }
    };
  }

  private static final class Reading {
    private final ImportPlace place;
    private final String text;
    private final List<Value> unknown;

    Reading(ImportPlace place, String text, List<Value> unknown) {
      this.place = place;
      this.text = text;
      this.unknown = unknown;
    }

    DatabaseUrl url() {
      int authority = text.indexOf("://") + 3;
      String scheme = text.substring(0, authority - 3).toLowerCase(Locale.ROOT);
      int question = text.indexOf('?', authority);
      String before =
          question < 0 ? text.substring(authority) : text.substring(authority, question);
      // A password may hold a slash that nobody encoded: the host begins behind the last `@`.
      int at = before.lastIndexOf('@');
      int slash = before.indexOf('/', at + 1);
      String hosts = before.substring(at + 1, slash < 0 ? before.length() : slash);
      String database = slash < 0 ? "" : before.substring(slash + 1);
      String userInfo = at < 0 ? "" : before.substring(0, at);
      int colon = userInfo.indexOf(':');
      Map<String, String> query = question < 0 ? Map.of() : query(text.substring(question + 1));
      String first = hosts.isEmpty() ? query.getOrDefault("host", "") : hosts;
      int comma = first.indexOf(',');
      String[] hostAndPort = hostAndPort(comma < 0 ? first : first.substring(0, comma));
      Map<String, Value> parameters = new LinkedHashMap<>();
      query.forEach((name, value) -> parameters.put(name, of(value)));
      return new DatabaseUrl(
          place,
          scheme.indexOf('+') < 0 ? scheme : scheme.substring(0, scheme.indexOf('+')),
          component(decoded(colon < 0 ? userInfo : userInfo.substring(0, colon))),
          colon >= 0,
          component(decoded(hostAndPort[0])),
          component(hostAndPort[1].isEmpty() ? query.getOrDefault("port", "") : hostAndPort[1]),
          comma >= 0,
          component(decoded(database)),
          parameters);
    }

    private static String[] hostAndPort(String text) {
      int bracket = text.indexOf(']');
      if (text.startsWith("[") && bracket > 0) {
        String rest = text.substring(bracket + 1);
        return new String[] {
          text.substring(1, bracket), rest.startsWith(":") ? rest.substring(1) : ""
        };
      }
      int colon = text.lastIndexOf(':');
      return colon < 0
          ? new String[] {text, ""}
          : new String[] {text.substring(0, colon), text.substring(colon + 1)};
    }

    /// The parameters, the first of each name; `host` may come again for more hosts.
    private static Map<String, String> query(String text) {
      Map<String, String> parameters = new LinkedHashMap<>();
      int start = 0;
      while (start < text.length() && parameters.size() < 100) {
        int ampersand = text.indexOf('&', start);
        int end = ampersand < 0 ? text.length() : ampersand;
        String parameter = text.substring(start, end);
        int equals = parameter.indexOf('=');
        String name = equals < 0 ? parameter : parameter.substring(0, equals);
        String value = equals < 0 ? "" : decoded(parameter.substring(equals + 1));
        parameters.merge(
            name, value, (one, other) -> name.equals("host") ? one + "," + other : one);
        start = end + 1;
      }
      return parameters;
    }

    private @Nullable Value component(String component) {
      return component.isEmpty() ? null : of(component);
    }

    private Value of(String component) {
      List<Value> parts = new ArrayList<>();
      StringBuilder characters = new StringBuilder();
      for (int i = 0; i < component.length(); i++) {
        char c = component.charAt(i);
        int index = c - FIRST_STAND_IN;
        if (c >= FIRST_STAND_IN && c <= LAST_STAND_IN && index < unknown.size()) {
          parts.add(new Value.Text(place, characters.toString()));
          characters.setLength(0);
          parts.add(unknown.get(index));
        } else {
          characters.append(c);
        }
      }
      Value.Text last = new Value.Text(place, characters.toString());
      parts.add(last);
      return parts.size() == 1 ? last : new Value.Template(place, parts);
    }

    /// The text without `%` escapes; as it stands where they are no UTF-8.
    private static String decoded(String text) {
      if (text.indexOf('%') < 0) {
        return text;
      }
      StringBuilder decoded = new StringBuilder();
      int position = 0;
      while (position < text.length()) {
        ByteBuffer bytes = ByteBuffer.allocate((text.length() - position) / 3 + 1);
        int end = position;
        while (isEscape(text, end)) {
          bytes.put((byte) Integer.parseInt(text, end + 1, end + 3, 16));
          end += 3;
        }
        if (end == position) {
          int next = text.indexOf('%', position + 1);
          end = next < 0 ? text.length() : next;
          decoded.append(text, position, end);
        } else {
          try {
            decoded.append(StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()));
          } catch (CharacterCodingException e) {
            return text;
          }
        }
        position = end;
      }
      return standIns(decoded) == standIns(text) ? decoded.toString() : text;
    }

    private static long standIns(CharSequence text) {
      return text.chars().filter(c -> c >= FIRST_STAND_IN && c <= LAST_STAND_IN).count();
    }

    private static boolean isEscape(String text, int at) {
      return at + 2 < text.length()
          && text.charAt(at) == '%'
          && Character.digit(text.charAt(at + 1), 16) >= 0
          && Character.digit(text.charAt(at + 2), 16) >= 0
          && text.charAt(at + 1) < 128
          && text.charAt(at + 2) < 128;
    }
  }
}
