package io.shardlens.map;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The colours of a theme, as 0xRRGGBB. The style sheets of the window say the same values; a test
/// holds the two together.
///
/// Shards have the colours of Okabe and Ito first ("Color Universal Design", 2008), which people
/// who do not see all colours can tell apart, then four more that keep a distance in lightness.
/// From the fifth shard on a pattern helps, and from the thirteenth the colours begin again with
/// another pattern.
///
/// @param name `light`, `dark` or `contrast`
/// @param shards the solid colours
/// @param onShards of text on each
/// @param tints of key space
/// @param roles one for each [Paint.Role]
/// @param heat from nothing to the most, at [#HEAT_STOPS]
public record Palette(
    String name,
    List<Integer> shards,
    List<Integer> onShards,
    List<Integer> tints,
    Map<Paint.Role, Integer> roles,
    List<Integer> heat) {

  /// How many shards differ by colour alone or by colour and pattern.
  public static final int COLOURS = 12;

  private static final int FIRST_WITH_PATTERN = 4;
  private static final double[] HEAT_STOPS = {0, 0.12, 0.30, 0.50, 0.68, 0.84, 1};

  public static final Palette LIGHT =
      new Palette(
          "light",
          List.of(
              0x0072B2, 0xE69F00, 0x009E73, 0xCC79A7, 0xD55E00, 0x56B4E9, 0xB8A900, 0x6E7781,
              0x6639BA, 0x7D4E00, 0x003D73, 0x4D8400),
          List.of(
              0xFFFFFF, 0x1B1F24, 0x1B1F24, 0x1B1F24, 0xFFFFFF, 0x1B1F24, 0x1B1F24, 0xFFFFFF,
              0xFFFFFF, 0xFFFFFF, 0xFFFFFF, 0xFFFFFF),
          List.of(
              0xDBEAF4, 0xFBF0D9, 0xD9F0E9, 0xF7EBF2, 0xF9E8DB, 0xE4F2FB, 0xF6F3D6, 0xEAEEF2,
              0xE9E1F6, 0xEFE6D9, 0xD9E2EC, 0xE4EFD9),
          roles(
              0xFFFFFF, 0x24292F, 0x57606A, 0x24292F, 0xD0D7DE, 0xE5E9ED, 0xEAEEF2, 0x875900,
              0xCF222E, 0x8C959F),
          List.of(0xF6F8FA, 0xE3E0F0, 0xC9B1DA, 0xB876B4, 0xC2437A, 0xB3222C, 0x5E0A12));

  public static final Palette DARK =
      new Palette(
          "dark",
          List.of(
              0x2E86D9, 0xE69F00, 0x0BB37F, 0xE39AC2, 0xE8702A, 0x8CCBF2, 0xF0E442, 0x8B949E,
              0xA78BFA, 0xB98A4B, 0x5B8DEF, 0x9BD15B),
          List.of(
              0x0D1117, 0x0D1117, 0x0D1117, 0x0D1117, 0x0D1117, 0x0D1117, 0x0D1117, 0x0D1117,
              0x0D1117, 0x0D1117, 0x0D1117, 0x0D1117),
          List.of(
              0x112840, 0x2E2410, 0x0D2D27, 0x2E2531, 0x2F2018, 0x1F2E39, 0x313219, 0x21262D,
              0x262038, 0x2A2318, 0x17233A, 0x222D18),
          roles(
              0x0D1117, 0xC9D1D9, 0x8B949E, 0xF0F3F6, 0x30363D, 0x21262D, 0x21262D, 0xD29922,
              0xFF7B72, 0x6E7681),
          List.of(0x10151D, 0x1C1C3E, 0x481D69, 0x8C296C, 0xD0424E, 0xF48431, 0xFCEC96));

  public Palette {
    shards = List.copyOf(shards);
    onShards = List.copyOf(onShards);
    tints = List.copyOf(tints);
    roles = Map.copyOf(roles);
    heat = List.copyOf(heat);
    if (shards.size() != COLOURS || onShards.size() != COLOURS || tints.size() != COLOURS) {
      throw new IllegalArgumentException("A palette has " + COLOURS + " colours for shards");
    }
    if (roles.size() != Paint.Role.values().length || heat.size() != HEAT_STOPS.length) {
      throw new IllegalArgumentException("A palette has a colour for each role");
    }
  }

  /// @param colours in the order of [Paint.Role]
  private static Map<Paint.Role, Integer> roles(int... colours) {
    Map<Paint.Role, Integer> roles = new EnumMap<>(Paint.Role.class);
    int next = 0;
    for (Paint.Role role : Paint.Role.values()) {
      roles.put(role, colours[next++]);
    }
    return roles;
  }

  public int colour(Paint paint) {
    return switch (paint) {
      case Paint.OfShard(int position, Paint.Tone tone) ->
          switch (tone) {
            case SOLID -> shards.get(position % COLOURS);
            case TINT -> tints.get(position % COLOURS);
            case ON_SOLID -> onShards.get(position % COLOURS);
          };
      case Paint.Role role -> Objects.requireNonNull(roles.get(role));
      case Paint.Heat(double level) -> heatAt(level);
    };
  }

  /// The pattern of a shard: 0 for none, else 1 to 4, a direction of its lines.
  public static int pattern(int position) {
    return position < FIRST_WITH_PATTERN ? 0 : (position / FIRST_WITH_PATTERN - 1) % 4 + 1;
  }

  private int heatAt(double level) {
    int stop = 1;
    while (stop < HEAT_STOPS.length - 1 && level > HEAT_STOPS[stop]) {
      stop++;
    }
    double part = (level - HEAT_STOPS[stop - 1]) / (HEAT_STOPS[stop] - HEAT_STOPS[stop - 1]);
    return mixed(heat.get(stop - 1), heat.get(stop), Math.clamp(part, 0, 1));
  }

  /// A colour between two.
  ///
  /// @param part 0 for the first, 1 for the second
  public static int mixed(int first, int second, double part) {
    int colour = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      double from = (first >> shift) & 0xFF;
      double to = (second >> shift) & 0xFF;
      colour |= (int) Math.round(from + (to - from) * part) << shift;
    }
    return colour;
  }
}
