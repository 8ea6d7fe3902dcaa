package io.shardlens.demo;

import java.security.SecureRandom;
import java.util.Base64;

/// Random passwords of 144 bits in letters that need no escape in SQL, in a URL or in a `.pgpass`.
public final class Passwords {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 18;

  private Passwords() {}

  public static String random() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
