package io.shardlens.map;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.Optional;

/// The looked-up key among buckets.
///
/// @param bucket where it landed
/// @param place on the axis of the [BucketSpace]
/// @param key its text, escaped
/// @param exact whether it is known which bucket is the key's; else only the shard is
public record BucketMarker(int bucket, double place, String key, boolean exact) {

  /// In the middle of its bucket.
  public static BucketMarker of(BucketSpace space, int bucket, String key) {
    return new BucketMarker(bucket, space.middle(bucket), key, true);
  }

  /// At its hash.
  public static BucketMarker ofNumber(BucketSpace space, BigInteger number, String key) {
    double place = space.placeOf(number);
    return new BucketMarker(space.bucketAt(place), place, key, true);
  }

  /// In the widest part that a shard owns, beside its name; empty where it owns none.
  public static Optional<BucketMarker> ofOwner(BucketSpace space, int owner, String key) {
    return space.runs().stream()
        .filter(run -> run.owner() == owner)
        .max(Comparator.comparingDouble(run -> run.to() - run.from()))
        .map(run -> run.from() + (run.to() - run.from()) / 8)
        .map(place -> new BucketMarker(space.bucketAt(place), place, key, false));
  }
}
