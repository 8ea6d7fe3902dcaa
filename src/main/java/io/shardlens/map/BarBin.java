package io.shardlens.map;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// The rows of one bucket, or of neighbours that are too narrow to be seen one by one: then of that
/// one which has most, because an even mean would hide it.
///
/// @param first piece of the line
/// @param end the first piece after
/// @param highest the bucket with the most rows; -1 where none was counted
/// @param most its rows
/// @param left pixels
/// @param right pixels
record BarBin(int first, int end, int highest, long most, double left, double right) {

  boolean isCounted() {
    return highest >= 0;
  }

  boolean isOne() {
    return end == first + 1;
  }

  /// What it shows: the highest bucket, or those of which none was counted.
  Subject.Buckets subject(int count) {
    if (isCounted()) {
      return new Subject.Buckets(highest, highest + 1);
    }
    return first >= count
        ? new Subject.Buckets(0, 1)
        : new Subject.Buckets(first, Math.min(end, count));
  }

  String words(BucketSpace space, ShardNames names) {
    Subject.Buckets shown = subject(space.count());
    String name = space.name(shown.first(), shown.end());
    if (!isCounted()) {
      return name + ", not counted";
    }
    return name
        + ", "
        + names.inWords(space.ownerOf(highest))
        + ": "
        + SceneWords.count(most, "row")
        + (isOne() ? "" : ", the most of " + SceneWords.count(end - first, space.word()));
  }

  /// @return each at least [Stretch#NARROW] wide, but perhaps the last
  static List<BarBin> of(BucketSpace space, BucketRows rows, Viewport view, double width) {
    List<BarBin> bins = new ArrayList<>();
    int first = space.pieceAt(view.from());
    while (first < space.pieces() && space.from(first) < view.to()) {
      double left = Math.max(0, view.x(space.from(first), width));
      int end = first;
      double right;
      int highest = -1;
      long most = -1;
      do {
        OptionalLong counted = rows.of(end % space.count());
        if (counted.isPresent() && counted.getAsLong() > most) {
          most = counted.getAsLong();
          highest = end % space.count();
        }
        right = Math.min(width, view.x(space.to(end), width));
        end++;
      } while (end < space.pieces() && right - left < Stretch.NARROW && right < width);
      if (right > left) {
        bins.add(new BarBin(first, end, highest, most, left, right));
      }
      first = end;
    }
    return bins;
  }
}
