#pragma once

#include <cstddef>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.hpp"
#include "json/rapidjson.hpp"

namespace edca::json {

/// A text that may be overwritten. `text[length]` and the 63 bytes behind are zero.
struct InPlace {
  char* text;
  std::size_t length;
  std::size_t control;  ///< what base::find_control answers of it
};

/// A buffer that keeps its memory from one text to the next. Texts are parsed in place, so the
/// parser gets a copy here and the original stays as it was for excerpts and positions.
class Scratch {
 public:
  /// Copies the text; the bytes behind it are zero and readable (the parser and the name tables
  /// look up to 64 bytes past the end).
  InPlace fill(std::string_view text) {
    char* const to = room(text.size());
    return {to, text.size(), base::copy_finding_control(to, text)};
  }

  /// The same without looking for control characters.
  char* copy(std::string_view text) {
    return static_cast<char*>(std::memcpy(room(text.size()), text.data(), text.size()));
  }

 private:
  char* room(std::size_t size) {
    if (bytes_.size() < size + padding) bytes_.resize((size + padding) * 3 / 2);
    std::memset(bytes_.data() + size, 0, padding);
    return bytes_.data();
  }

  static constexpr std::size_t padding = 64;
  std::vector<char> bytes_;
};

using Stream = rapidjson::InsituStringStream;

/// What the parser says of a text.
struct ParseResult {
  rapidjson::ParseErrorCode code = rapidjson::kParseErrorNone;
  std::size_t offset = 0;  ///< of the byte that cannot be read
  bool ok() const { return code == rapidjson::kParseErrorNone; }
  /// The handler returned false: it knows why.
  bool stopped() const { return code == rapidjson::kParseErrorTermination; }
};

/// Runs one JSON text through a handler of RapidJSON events, in place: strings are unescaped where
/// they stand, numbers come as text (RawNumber). `handler.attach(stream)` is called first; inside
/// StartObject, StartArray, Bool and Null stream.Tell() is just behind the token, inside String,
/// Key and RawNumber the argument itself tells the place (it points into `text`). The handler must
/// bound the depth (return false): the parser calls itself once a level, which costs less than its
/// iterative mode.
// Handlers look at the stream only while this function runs.
// NOLINTBEGIN(clang-analyzer-core.StackAddressEscape)
template <class Handler>
ParseResult parse_in_place(const InPlace& in, rapidjson::Reader& reader, Handler& handler) {
  Stream stream(in.text);
  handler.attach(stream);
  constexpr unsigned flags = rapidjson::kParseInsituFlag | rapidjson::kParseNumbersAsStringsFlag;
  // Comparing 16 bytes at a time, RapidJSON 1.1.0 takes 1A-1F for characters of a string. A zero
  // in the place of the first ends the text there, so that no handler looks beyond it.
  if (in.control < in.length) in.text[in.control] = '\0';
  const rapidjson::ParseResult parsed = reader.Parse<flags>(stream, handler);
  const bool before = parsed.IsError() && parsed.Offset() < in.control &&
                      parsed.Code() != rapidjson::kParseErrorStringMissQuotationMark;
  if (in.control < in.length && !before) {
    return {rapidjson::kParseErrorStringInvalidEncoding, in.control};
  }
  if (parsed.IsError()) return {parsed.Code(), parsed.Offset()};
  // A zero byte ends the text for the parser; more behind it is no JSON.
  if (stream.Tell() < in.length) {
    return {rapidjson::kParseErrorDocumentRootNotSingular, stream.Tell()};
  }
  return {};
}
// NOLINTEND(clang-analyzer-core.StackAddressEscape)

}  // namespace edca::json
