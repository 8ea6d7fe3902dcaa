package io.shardlens.map;

import io.shardlens.topology.ShardId;
import java.util.Optional;

/// What the pictures of buckets show.
///
/// @param names of the shards
/// @param rows by bucket
/// @param marker the key that was looked up
/// @param chosen the shard that stands out
public record BucketPicture(
    BucketSpace space,
    ShardNames names,
    BucketRows rows,
    Optional<BucketMarker> marker,
    Optional<ShardId> chosen,
    Room room) {

  boolean isChosen(int owner) {
    return owner != ShardNames.NOBODY && chosen.filter(names.id(owner)::equals).isPresent();
  }

  /// `in bucket 106, Africa`, for the looked-up key.
  String placeOf(BucketMarker of) {
    String owner = names.inWords(space.ownerAt(of.place()));
    return of.exact()
        ? "in " + space.name(of.bucket(), of.bucket() + 1) + ", " + owner
        : "lands on " + owner;
  }
}
