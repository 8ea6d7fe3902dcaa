package io.shardlens.map;

import java.math.BigInteger;

/// The looked-up key among buckets.
///
/// @param bucket where it landed
/// @param place on the axis of the [BucketSpace]
/// @param key its text, escaped
public record BucketMarker(int bucket, double place, String key) {

  /// In the middle of its bucket.
  public static BucketMarker of(BucketSpace space, int bucket, String key) {
    return new BucketMarker(bucket, space.middle(bucket), key);
  }

  /// At its hash.
  public static BucketMarker ofNumber(BucketSpace space, BigInteger number, String key) {
    double place = space.placeOf(number);
    return new BucketMarker(space.bucketAt(place), place, key);
  }
}
