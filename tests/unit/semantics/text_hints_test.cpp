#include "semantics/values.hpp"

#include "catch.hpp"

#include <random>
#include <string>

using edca::semantics::find_text_hints;
using edca::semantics::TextHints;

namespace {

/// The same, looked for one by one.
TextHints expected(const std::string& text) {
  const auto has = [&](const char* part) { return text.find(part) != std::string::npos; };
  TextHints hints;
  hints.markup = has("<") || has("&");
  hints.objects = has("[object");
  hints.damage = has("\xEF\xBF\xBD") || has("\xC3\x82") || has("\xC3\x83") || has("\xC3\xA2");
  for (std::size_t at = 0; at + edca::semantics::curp_length <= text.size(); ++at) {
    const bool shape = edca::semantics::is_curp(text.substr(at, edca::semantics::curp_length));
    hints.curp = hints.curp || shape;
  }
  return hints;
}

void same(const std::string& text) {
  INFO(text);
  const TextHints found = find_text_hints(text);
  const TextHints wanted = expected(text);
  CHECK(found.markup == wanted.markup);
  CHECK(found.objects == wanted.objects);
  CHECK(found.damage == wanted.damage);
  CHECK(found.curp == wanted.curp);
}

}  // namespace

TEST_CASE("hints are found wherever they stand", "[hints]") {
  for (const std::string part : {"<", "&", "[object", "\xEF\xBF\xBD", "\xC3\x82", "\xC3\x83",
                                 "\xC3\xA2", "XEXX010101HNEXXXA4", "\xC3\xA1", "[obj", "\xEF\xBF",
                                 "XEXX010101ZNEXXXA4", "\xC3", "010101", ""}) {
    for (std::size_t before = 0; before < 140; ++before) same(std::string(before, 'a') + part);
    for (std::size_t after = 1; after < 70; ++after) {
      same(std::string(61, '7') + part + std::string(after, '"'));
    }
  }
}

TEST_CASE("hints of any text are those found one by one", "[hints]") {
  std::mt19937 random(7);
  static constexpr const char* parts[] = {
      "\"",         "nombre",   "2025",       "<",        "[", "[object Object]",
      "\xC3\xA1",   "\xC3\x83", "XEXX010101", "HNEXXXA4", "&", "\xEF\xBF\xBD",
      "1500000.10", ",",        "A",          " "};
  for (int round = 0; round < 3'000; ++round) {
    std::string text;
    const auto length = random() % 40;
    for (std::mt19937::result_type at = 0; at < length; ++at) {
      const auto which = random() % 64;
      text += which < std::size(parts) ? parts[which] : "0123456789 abcdefghi";
    }
    same(text);
  }
}
