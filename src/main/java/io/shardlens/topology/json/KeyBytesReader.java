package io.shardlens.topology.json;

import io.shardlens.topology.HashFunction;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.NumberSource.KeyBytes;
import io.shardlens.topology.NumberSource.KeyBytes.Charset;
import io.shardlens.topology.NumberSource.KeyBytes.Form;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads which bytes of a key a hash function reads.
///
/// @param use what is done with the hash
record KeyBytesReader(Problems problems, HashReader.Use use) {

  /// The bytes, or `null` where the file does not say them rightly; that has been reported.
  @Nullable KeyBytes read(MemberReader rule, RuleKey key, HashFunction function) {
    String formWord = rule.word("bytes");
    String charsetWord = rule.word("charset");
    Located.Text separator = rule.text("separator");
    if (!function.readsBytes()) {
      for (String name : List.of("bytes", "charset", "separator")) {
        if (rule.has(name)) {
          problems.add(
              rule.place(name),
              "\"%s\" has no meaning for %s, which hashes a value by its type: take it out"
                  .formatted(name, function.word()));
        }
      }
      return KeyBytes.TEXT;
    }
    Form form = form(rule, key, function, formWord);
    if (form == null || (rule.has("charset") && charsetWord == null)) {
      return null;
    }
    if (form != Form.TEXT && rule.has("charset")) {
      problems.add(rule.place("charset"), "Only a text has a \"charset\": take it out");
    }
    checkSeparator(rule, key);
    return new KeyBytes(
        form,
        charsetWord == null ? Charset.UTF_8 : Charset.ofWord(charsetWord).orElseThrow(),
        separator == null ? "" : separator.value());
  }

  private @Nullable Form form(
      MemberReader rule, RuleKey key, HashFunction function, @Nullable String word) {
    List<KeyType> types = key.types();
    if (use.hashesLabels()) {
      if (rule.has("bytes")) {
        problems.add(
            rule.place("bytes"),
            "%s hashes the \"label\", a text that holds the key: take \"bytes\" out"
                .formatted(rule.what()));
      }
      return Form.TEXT;
    }
    if (word == null) {
      if (!rule.has("bytes") && !types.stream().allMatch(KeyType::isText)) {
        problems.add(
            rule.place("function"),
            "%s hashes bytes, and the key can be several: say which with \"bytes\", \"text\" or %s"
                .formatted(function.word(), forms(types)));
      }
      return rule.has("bytes") ? null : Form.TEXT;
    }
    Form form = Form.ofWord(word).orElseThrow();
    boolean fits =
        switch (form) {
          case TEXT -> true;
          case INT32_LITTLE_ENDIAN, INT32_BIG_ENDIAN, INT64_LITTLE_ENDIAN, INT64_BIG_ENDIAN ->
              types.size() <= 1 && types.stream().allMatch(KeyType::isInteger);
          case UUID -> types.size() <= 1 && types.stream().allMatch(type -> type == KeyType.UUID);
        };
    if (!fits) {
      problems.add(
          rule.place("bytes"),
          types.size() > 1
              ? "Several key columns are hashed as \"text\""
              : "A %s has no bytes \"%s\"".formatted(types.getFirst().word(), word));
      return null;
    }
    return form;
  }

  private static String forms(List<KeyType> types) {
    return types.size() > 1
        ? "a key of one column"
        : types.getFirst().isInteger() ? "\"int64-le\" and the like" : "\"uuid\" of a uuid";
  }

  private void checkSeparator(MemberReader rule, RuleKey key) {
    if (key.types().size() > 1 && !rule.has("separator")) {
      problems.add(
          rule.place(),
          "The texts of several key columns are hashed together: say what stands between them with"
              + " \"separator\", which may be empty");
    } else if (key.types().size() == 1 && rule.has("separator")) {
      problems.add(
          rule.place("separator"), "Only several key columns have a \"separator\": take it out");
    }
  }
}
