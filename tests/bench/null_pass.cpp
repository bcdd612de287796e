// What reading costs before anything is checked: an input goes through the reader of `edca validate
// -j1`, the test for UTF-8 and RapidJSON, into a handler that does nothing.
//
//   null_pass [--tokens] FILE    prints how many texts there were, how many could not be parsed,
//   and faults; with --tokens it walks over tokens, as edca does, instead of calling the parser

#include <algorithm>
#include <cstdint>
#include <cstdio>

#include "base/text.hpp"
#include "edca/error.hpp"
#include "json/parse.hpp"
#include "json/reader.hpp"
#include "json/tokens.hpp"
#include "ocds/shape.hpp"

namespace {

using rapidjson::SizeType;

struct Ignore {
  void attach(const edca::json::Stream&) {}
  bool Null() { return true; }
  bool Bool(bool) { return true; }
  bool Int(int) { return true; }
  bool Uint(unsigned) { return true; }
  bool Int64(std::int64_t) { return true; }
  bool Uint64(std::uint64_t) { return true; }
  bool Double(double) { return true; }
  bool RawNumber(const char*, SizeType, bool) { return true; }
  bool String(const char*, SizeType, bool) { return true; }
  bool StartObject() { return true; }
  bool Key(const char*, SizeType, bool) { return true; }
  bool EndObject(SizeType) { return true; }
  bool StartArray() { return true; }
  bool EndArray(SizeType) { return true; }
};

struct Counts {
  std::uint64_t texts = 0;
  std::uint64_t unreadable = 0;
  std::uint64_t faults = 0;
};

bool walk(std::string_view text, edca::base::TokenIndex& index, edca::json::Scratch& scratch,
          Ignore& handler) {
  if (!index.find(text)) return false;
  char* const copy = scratch.copy(text);
  const std::size_t escape = std::min(text.find('\\'), text.size());
  return edca::json::TokenWalk<Ignore>(index, copy, text.size(), escape, handler).run().has_value();
}

Counts pass(const edca::io::Input& input, bool tokens) {
  edca::json::ReaderOptions options;
  options.item_keys = edca::ocds::item_keys();
  options.text_keys = edca::ocds::text_keys();
  options.decided = [](const edca::json::Value&) { return true; };
  options.is_item = edca::ocds::is_record;
  edca::json::Reader reader(input, options);
  edca::json::Batch batch;
  edca::json::Scratch scratch;
  rapidjson::Reader parser;
  edca::base::TokenIndex index;
  Ignore handler;
  Counts counts;
  while (reader.next(batch)) {
    for (const edca::json::Unit& unit : batch.units) {
      if (unit.kind == edca::json::Unit::Kind::fault) ++counts.faults;
      if (unit.text.empty()) continue;
      ++counts.texts;
      if (tokens ? !walk(unit.text, index, scratch, handler)
                 : !edca::base::is_utf8(unit.text) ||
                       !edca::json::parse_in_place(scratch.fill(unit.text), parser, handler).ok()) {
        ++counts.unreadable;
      }
    }
  }
  return counts;
}

}  // namespace

int main(int count, char** arguments) {
  const bool tokens = count == 3 && std::string_view(arguments[1]) == "--tokens";
  if (count != 2 && !tokens) {
    std::fprintf(stderr, "usage: null_pass [--tokens] FILE\n");
    return 2;
  }
  edca::io::Input input;
  input.name = input.path = arguments[count - 1];
  const Counts counts = pass(input, tokens);
  std::printf("%ju texts, %ju unreadable, %ju faults\n", std::uintmax_t{counts.texts},
              std::uintmax_t{counts.unreadable}, std::uintmax_t{counts.faults});
  return counts.unreadable + counts.faults == 0 ? 0 : 1;
}
