package io.shardlens.demo;

/// How many rows the demo has.
///
/// @param users of the sample with four ranges
/// @param orders of the same
/// @param fewUsers of each of the three other samples
/// @param fewOrders of each of the same
public record DemoScale(int users, int orders, int fewUsers, int fewOrders) {

  /// What people see: 200 000 users and 600 000 orders.
  public static final DemoScale FULL = new DemoScale(200_000, 600_000, 20_000, 60_000);

  /// The same in small, for tests.
  public static final DemoScale SMALL = new DemoScale(4_000, 12_000, 1_000, 3_000);
}
