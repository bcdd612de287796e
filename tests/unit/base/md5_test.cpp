#include "base/md5.hpp"

#include "catch.hpp"

#include <cstddef>
#include <string>
#include <string_view>

using edca::base::md5;

TEST_CASE("MD5 gives the digests of RFC 1321") {
  CHECK(md5("") == "d41d8cd98f00b204e9800998ecf8427e");
  CHECK(md5("abc") == "900150983cd24fb0d6963f7d28e17f72");
  CHECK(md5("12345678901234567890123456789012345678901234567890123456789012345678901234567890") ==
        "57edf4a22be3c955ac49da2e2107b67a");
}

TEST_CASE("MD5 pads texts of every length") {
  CHECK(md5(std::string(55, 'a')) == "ef1772b6dff9a122358552954ad0df65");
  CHECK(md5(std::string(56, 'a')) == "3b0c8ac703f828b04c6c197006d17218");
  CHECK(md5(std::string(64, 'a')) == "014842d480b571495a4a0363793f7367");
}

TEST_CASE("MD5 of parts is that of the whole") {
  std::string text;
  for (int number = 0; number < 100; ++number) text += std::to_string(number);
  for (std::size_t part = 1; part <= text.size(); ++part) {
    edca::base::Md5 sum;
    for (std::size_t at = 0; at < text.size(); at += part)
      sum.add(std::string_view(text).substr(at, part));
    CHECK(sum.finish() == md5(text));
  }
}
