package io.shardlens.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LexerTest {

  private static List<String> texts(String source) {
    return Lexer.tokens(source).stream().map(token -> token.text(source)).toList();
  }

  private static List<TokenKind> kinds(String source) {
    return Lexer.tokens(source).stream().map(Token::kind).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "select | WORD",
        "größe$1_x | WORD",
        "_a | WORD",
        "\"a \"\" b;\" | QUOTED_IDENTIFIER",
        "U&\"d\\0061t\" | QUOTED_IDENTIFIER",
        "'it''s;' | STRING",
        "'back\\' | STRING",
        "E'it\\'s' | STRING",
        "e'a\\\\' | STRING",
        "B'101' | STRING",
        "x'ff' | STRING",
        "n'a' | STRING",
        "U&'\\0061' | STRING",
        "$$a;'$b$ | UNTERMINATED",
        "$$a;'$b$$ | STRING",
        "$tag$ $$ $other$ $tag$ | STRING",
        "$ü$x$ü$ | STRING",
        "123 | NUMBER",
        "1_000 | NUMBER",
        "1.5e-10 | NUMBER",
        ".5 | NUMBER",
        "0xFF | NUMBER",
        "$1 | PARAMETER",
        "<= | OPERATOR",
        "?& | OPERATOR",
        "@> | OPERATOR",
        ":: | PUNCTUATION",
        "; | PUNCTUATION",
        "[ | PUNCTUATION",
        "-- a /* ; | COMMENT",
        "/* a /* b */ ; ' */ | COMMENT",
        "/* a /* b */ | UNTERMINATED",
        "'a | UNTERMINATED",
        "\"a | UNTERMINATED",
        "E'a\\' | UNTERMINATED",
        "$a$ $b$ | UNTERMINATED"
      })
  void readsEveryKindOfTokenAsOne(String text, TokenKind kind) {
    assertThat(texts(text)).containsExactly(text);
    assertThat(kinds(text)).containsExactly(kind);
  }

  @Test
  void endsAnOperatorWhereACommentBegins() {
    assertThat(texts("1+--x\n2")).containsExactly("1", "+", "--x", "2");
    assertThat(texts("1*/* x */2")).containsExactly("1", "*", "/* x */", "2");
  }

  @Test
  void takesAPrefixOnlyDirectlyBeforeTheQuote() {
    assertThat(texts("e 'a\\'")).containsExactly("e", "'a\\'");
    assertThat(texts("tree'a\\'")).containsExactly("tree", "'a\\'");
    assertThat(texts("U& \"a\"")).containsExactly("U", "&", "\"a\"");
  }

  @Test
  void doesNotBeginADollarQuoteInsideAName() {
    assertThat(texts("a$$b$$ ;")).containsExactly("a$$b$$", ";");
    assertThat(texts("1$a$;$a$")).containsExactly("1", "$a$;$a$");
  }

  @Test
  void continuesAStringAfterALineBreakInItsOwnKind() {
    assertThat(texts("'a'\n'b' 'c'")).containsExactly("'a'\n'b'", "'c'");
    assertThat(texts("E'a'\n'\\'; b' x")).containsExactly("E'a'\n'\\'; b'", "x");
    assertThat(texts("E'a' '\\'")).containsExactly("E'a'", "'\\'");
    assertThat(texts("E'a' -- note\n '\\';' x")).containsExactly("E'a' -- note\n '\\';'", "x");
    assertThat(kinds("'a'\n/* */ 'b'"))
        .containsExactly(TokenKind.STRING, TokenKind.COMMENT, TokenKind.STRING);
  }

  @Test
  void takesASpaceThatIsNotAsciiForALetter() {
    assertThat(kinds("\u00a0\u3000")).containsExactly(TokenKind.WORD);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void coversEveryTextInOrderAndNeverFails(long seed) {
    Random random = new Random(seed);
    String alphabet = "aE$'\"\\-/*;() \n1.:?é😀U&";
    for (int i = 0; i < 2_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int j = random.nextInt(30); j > 0; j--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      String source = text.toString();
      int end = 0;
      for (Token token : Lexer.tokens(source)) {
        assertThat(token.start()).as(source).isGreaterThanOrEqualTo(end);
        assertThat(source.substring(end, token.start())).as(source).isBlank();
        assertThat(token.end()).as(source).isGreaterThan(token.start());
        end = token.end();
      }
      assertThat(source.substring(end)).as(source).isBlank();
    }
  }
}
