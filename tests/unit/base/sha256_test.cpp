#include "base/sha256.hpp"

#include <string>

#include "catch.hpp"

namespace {

using edca::base::Sha256;

std::string digest(std::string_view text, bool portable) {
  Sha256 sum(portable);
  sum.add(text);
  return sum.hex();
}

}  // namespace

// The examples of FIPS 180-2, appendix B, and of NIST's collection of short messages.
TEST_CASE("SHA-256 gives the published digests, with the processor's instructions and without") {
  for (const bool portable : {false, true}) {
    CHECK(digest("", portable) ==
          "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(digest("abc", portable) ==
          "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(digest("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", portable) ==
          "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    CHECK(digest(std::string(1'000'000, 'a'), portable) ==
          "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    CHECK(digest("\xbd", portable) ==
          "68325720aabd7c82f30f554b313d0570c95accbb7dc4b5aae11204c08ffe732b");
    CHECK(digest("\xc9\x8c\x8e\x55", portable) ==
          "7abc22c0ae5af26ce93dbb94433a0e0b2e119d014f8e7f65bd56c61ccccd9504");
  }
}

TEST_CASE("SHA-256 does not depend on the pieces in which a text comes") {
  std::string text;
  for (int at = 0; at < 1000; ++at) text += static_cast<char>(at * 7);
  for (std::size_t size = 0; size <= text.size(); ++size) {
    const std::string_view part = std::string_view(text).substr(0, size);
    const std::string whole = digest(part, true);
    REQUIRE(digest(part, false) == whole);
    Sha256 sum;
    for (std::size_t at = 0; at < size; at += 1 + size % 67) {
      sum.add(part.substr(at, 1 + size % 67));
    }
    REQUIRE(sum.hex() == whole);
  }
}

TEST_CASE("HMAC-SHA-256 as RFC 4231 has it") {
  using edca::base::hexadecimal;
  using edca::base::hmac_sha256;
  CHECK(hexadecimal(hmac_sha256(std::string(20, '\x0b'), "Hi There")) ==
        "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
  CHECK(hexadecimal(hmac_sha256("Jefe", "what do ya want for nothing?")) ==
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  CHECK(hexadecimal(hmac_sha256(std::string(131, '\xaa'),
                                "Test Using Larger Than Block-Size Key - Hash Key First")) ==
        "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST_CASE("a digest as bytes and of a whole text") {
  Sha256 sum;
  sum.add("abc");
  CHECK(edca::base::hexadecimal(sum.bytes()) == edca::base::sha256("abc"));
  CHECK(edca::base::sha256("abc") == digest("abc", false));
}
