package io.shardlens.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/// Which ports of this computer's own address are free. Another program may take one in the next
/// moment.
final class LocalPorts {

  private LocalPorts() {}

  /// A port of 127.0.0.1 that nothing listens on at this moment.
  static int free() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral(PostgresServer.HOST))) {
      return socket.getLocalPort();
    }
  }

  static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      // Under Windows reuse would share a port that somebody listens on.
      socket.setReuseAddress(!PostgresBinaries.WINDOWS);
      socket.bind(new InetSocketAddress(InetAddress.ofLiteral(PostgresServer.HOST), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
