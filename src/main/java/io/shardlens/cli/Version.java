package io.shardlens.cli;

import picocli.CommandLine.IVersionProvider;

/// The version of the jar that runs; of a build from sources that there is none.
public final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {"Shardlens " + number()};
  }

  /// The number alone.
  public static String number() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "(built from sources)" : version;
  }
}
