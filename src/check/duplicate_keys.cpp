#include "check/duplicate_keys.hpp"

#include <algorithm>
#include <unordered_map>

#include "json/parse.hpp"
#include "json/pointer.hpp"
#include "json/scan.hpp"

namespace edca::check {
namespace {

/// Follows the parse: for every open object or array its path, for every object its keys.
class KeyFinder {
 public:
  KeyFinder(std::string_view text, std::size_t most, const std::vector<std::size_t>& wanted = {})
      : text_(text), most_(most), wanted_(wanted) {}

  void attach(const json::Stream& stream) { base_ = stream.head_; }
  bool Null() { return value(); }
  bool Bool(bool) { return value(); }
  bool Int(int) { return value(); }
  bool Uint(unsigned) { return value(); }
  bool Int64(std::int64_t) { return value(); }
  bool Uint64(std::uint64_t) { return value(); }
  bool Double(double) { return value(); }
  bool RawNumber(const char*, rapidjson::SizeType, bool) { return value(); }
  bool String(const char* at, rapidjson::SizeType, bool) { return value() && string(at); }
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
      if (duplicates.size() < most_) {
        duplicates.push_back({level.offsets[found->second], offset, level.key, pointer()});
      } else {
        ++others;
      }
      found->second = level.offsets.size() - 1;
    }
    return string(at);
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
  std::uint64_t others = 0;                                 // duplicates that are only counted
  std::vector<std::pair<std::size_t, std::size_t>> blanks;  // [begin, end) of superseded members
  std::vector<std::string> pointers;                        // of what was wanted

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
  bool string(const char* at) {
    if (pointers.size() == wanted_.size()) return true;
    const char* begin = text_.data() + (at - base_ - 1);
    const char* end = json::skip_value(begin, text_.data() + text_.size());
    const auto behind = static_cast<std::size_t>(end - text_.data());
    while (pointers.size() < wanted_.size() && wanted_[pointers.size()] < behind) {
      pointers.push_back(pointer());
    }
    return true;
  }
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

  std::string_view text_;
  std::size_t most_;
  std::vector<std::size_t> wanted_;
  const char* base_ = nullptr;
  std::vector<Level> levels_;
};

KeyFinder follow(std::string_view text, std::size_t most,
                 const std::vector<std::size_t>& wanted = {}) {
  json::Scratch scratch;
  rapidjson::Reader reader;
  KeyFinder finder(text, most, wanted);
  if (json::parse_in_place(scratch.fill(text), reader, finder).code !=
      rapidjson::kParseErrorNumberTooBig) {
    return finder;
  }
  KeyFinder again(text, most, wanted);
  json::parse_in_place(scratch.fill(json::with_small_numbers(text)), reader, again);
  return again;
}

}  // namespace

DuplicateKeys blank_duplicates(std::string& text, std::uint64_t most) {
  KeyFinder finder = follow(text, most);
  // Line ends stay, so that lines and columns behind them do too.
  const auto blank = [](char c) { return c == '\n' ? c : ' '; };
  std::sort(finder.blanks.begin(), finder.blanks.end());
  std::size_t done = 0;
  for (const auto& [begin, end] : finder.blanks) {
    const auto from = static_cast<std::ptrdiff_t>(std::max(begin, done));
    const auto to = static_cast<std::ptrdiff_t>(std::max(end, done));
    std::transform(text.begin() + from, text.begin() + to, text.begin() + from, blank);
    done = std::max(done, end);
  }
  return {std::move(finder.duplicates), finder.others};
}

std::vector<std::string> pointers_at(std::string_view text,
                                     const std::vector<std::size_t>& offsets) {
  return follow(text, 0, offsets).pointers;
}

}  // namespace edca::check
