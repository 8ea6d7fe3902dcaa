package io.shardlens.map;

/// What colour something has, by its meaning; a [Palette] says which one that is.
public sealed interface Paint {

  /// The colour of a shard.
  ///
  /// @param position of the shard in the topology, from 0
  record OfShard(int position, Tone tone) implements Paint {
    public OfShard {
      if (position < 0) {
        throw new IllegalArgumentException("A shard has a position from 0 on");
      }
    }
  }

  /// Solid is data, tinted is key space.
  enum Tone {
    SOLID,
    TINT,
    /// Of text on the solid colour.
    ON_SOLID
  }

  /// A colour that belongs to no shard.
  enum Role implements Paint {
    SURFACE,
    TEXT,
    MUTED,
    /// Of marker and selection.
    INK,
    BORDER,
    FAINT_BORDER,
    TRACK,
    WARNING,
    DANGER,
    /// Of key space that nobody owns.
    GAP
  }

  /// A place on the ramp of heat.
  ///
  /// @param level 0, nothing, to 1, the most
  record Heat(double level) implements Paint {
    public Heat {
      if (!(level >= 0 && level <= 1)) {
        throw new IllegalArgumentException("Heat is between 0 and 1");
      }
    }
  }

  static Paint solid(int position) {
    return new OfShard(position, Tone.SOLID);
  }

  static Paint tint(int position) {
    return new OfShard(position, Tone.TINT);
  }

  static Paint onSolid(int position) {
    return new OfShard(position, Tone.ON_SOLID);
  }
}
