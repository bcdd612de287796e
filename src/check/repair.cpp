#include "check/repair.hpp"

#include <algorithm>
#include <cstring>
#include <map>
#include <unordered_map>

#include "json/parse.hpp"
#include "json/pointer.hpp"

namespace edca::check {
namespace {

/// Follows the parse: for every open object or array its path, for every object its keys.
class KeyFinder {
 public:
  explicit KeyFinder(std::size_t wanted = ~std::size_t{0}) : wanted_(wanted) {}

  void attach(const json::Stream& stream) {
    stream_ = &stream;
    base_ = stream.head_;
  }
  bool Null() { return value(); }
  bool Bool(bool) { return value(); }
  bool Int(int) { return value(); }
  bool Uint(unsigned) { return value(); }
  bool Int64(std::int64_t) { return value(); }
  bool Uint64(std::uint64_t) { return value(); }
  bool Double(double) { return value(); }
  bool RawNumber(const char* at, rapidjson::SizeType length, bool) {
    return value() && reached(static_cast<std::size_t>(at - base_) + length);
  }
  bool String(const char* at, rapidjson::SizeType length, bool) {
    return value() && reached(static_cast<std::size_t>(at - base_) + length);
  }
  bool StartObject() { return open(false); }
  bool StartArray() { return open(true); }
  bool Key(const char* at, rapidjson::SizeType length, bool) {
    Level& level = levels_.back();
    const std::size_t offset = static_cast<std::size_t>(at - base_) - 1;
    level.key.assign(at, length);
    level.offsets.push_back(offset);
    const auto [found, added] = level.keys.try_emplace(level.key, level.offsets.size() - 1);
    if (!added) {
      level.blanks.push_back(found->second);
      duplicates.push_back({level.offsets[found->second], offset, level.key, pointer()});
      found->second = level.offsets.size() - 1;
    }
    return true;
  }
  bool EndObject(rapidjson::SizeType) { return close(); }
  bool EndArray(rapidjson::SizeType) { return close(); }

  std::string pointer() const {
    std::string out;
    for (const Level& level : levels_) {
      if (level.is_array) {
        if (level.count > 0) json::append_index(out, level.count - 1);
      } else if (!level.offsets.empty()) {
        json::append_token(out, level.key);
      }
    }
    return out;
  }

  std::vector<DuplicateKey> duplicates;
  std::vector<std::pair<std::size_t, std::size_t>> blanks;  // [begin, end) of superseded members

 private:
  struct Level {
    bool is_array;
    std::size_t count = 0;
    std::string key;
    std::vector<std::size_t> offsets;
    std::unordered_map<std::string, std::size_t> keys;
    std::vector<std::size_t> blanks;
  };

  bool value() {
    if (!levels_.empty() && levels_.back().is_array) ++levels_.back().count;
    return true;
  }
  bool reached(std::size_t offset) const { return offset <= wanted_; }
  bool open(bool is_array) {
    value();
    if (levels_.size() == 1024) return false;
    levels_.push_back({is_array, 0, {}, {}, {}, {}});
    return true;
  }
  bool close() {
    const Level& level = levels_.back();
    for (const std::size_t at : level.blanks) {
      blanks.emplace_back(level.offsets[at], level.offsets[at + 1]);
    }
    levels_.pop_back();
    return true;
  }

  std::size_t wanted_;
  const json::Stream* stream_ = nullptr;
  const char* base_ = nullptr;
  std::vector<Level> levels_;
};

void follow(std::string_view text, KeyFinder& finder) {
  json::Scratch scratch;
  rapidjson::Reader reader;
  char* copy = scratch.fill(text);
  if (json::parse_in_place(copy, text.size(), reader, finder).code ==
      rapidjson::kParseErrorNumberTooBig) {
    const std::string small = json::with_small_numbers(text);
    finder = KeyFinder();
    copy = scratch.fill(small);
    json::parse_in_place(copy, small.size(), reader, finder);
  }
}

}  // namespace

std::vector<DuplicateKey> blank_duplicates(std::string& text) {
  KeyFinder finder;
  follow(text, finder);
  for (const auto& [begin, end] : finder.blanks) {
    // Line ends stay, so that lines and columns behind them do too.
    std::replace_if(
        text.begin() + static_cast<std::ptrdiff_t>(begin), text.begin() + static_cast<std::ptrdiff_t>(end),
        [](char c) { return c != '\n'; }, ' ');
  }
  return std::move(finder.duplicates);
}

std::string pointer_at(std::string_view text, std::size_t offset) {
  KeyFinder finder(offset);
  json::Scratch scratch;
  rapidjson::Reader reader;
  char* copy = scratch.fill(text);
  json::parse_in_place(copy, text.size(), reader, finder);
  return finder.pointer();
}

}  // namespace edca::check
