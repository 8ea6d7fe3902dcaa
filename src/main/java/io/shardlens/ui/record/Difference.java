package io.shardlens.ui.record;

/// Where two texts differ: what they have in common at both ends, and what each has between.
record Difference(String start, String before, String after, String end) {

  static Difference of(String before, String after) {
    int shorter = Math.min(before.length(), after.length());
    int start = 0;
    while (start < shorter && before.charAt(start) == after.charAt(start)) {
      start++;
    }
    int end = 0;
    while (end < shorter - start
        && before.charAt(before.length() - 1 - end) == after.charAt(after.length() - 1 - end)) {
      end++;
    }
    // A character of two units is shown whole or not at all.
    if (start > 0 && Character.isHighSurrogate(before.charAt(start - 1))) {
      start--;
    }
    if (end > 0 && Character.isLowSurrogate(before.charAt(before.length() - end))) {
      end--;
    }
    return new Difference(
        before.substring(0, start),
        before.substring(start, before.length() - end),
        after.substring(start, after.length() - end),
        before.substring(before.length() - end));
  }
}
