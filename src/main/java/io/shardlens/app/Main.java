package io.shardlens.app;

/// Starts Shardlens.
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    System.out.println("Shardlens");
  }
}
