#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/text.hpp"
#include "json/parse.hpp"
#include "json/tokens.hpp"

/// Writes down what a parser tells a handler: each event, its text and its place.
class EventLog {
 public:
  using Size = rapidjson::SizeType;

  void attach(const edca::json::Stream& stream) { stream_ = &stream; }
  bool Null() { return note('n', place()); }
  bool Bool(bool value) { return note(value ? 't' : 'f', place()); }
  bool Int(int) { return false; }
  bool Uint(unsigned) { return false; }
  bool Int64(std::int64_t) { return false; }
  bool Uint64(std::uint64_t) { return false; }
  bool Double(double) { return false; }
  bool RawNumber(const char* text, Size size, bool) { return note('d', offset(text), text, size); }
  bool String(const char* text, Size size, bool) { return note('s', offset(text), text, size); }
  bool Key(const char* text, Size size, bool) { return note('k', offset(text), text, size); }
  bool StartObject() { return ++depth_ <= most_ && note('{', place()); }
  bool StartArray() { return ++depth_ <= most_ && note('[', place()); }
  bool EndObject(Size) { return --depth_, note('}', place()); }
  bool EndArray(Size) { return --depth_, note(']', place()); }

  const std::string& text() const { return text_; }

 private:
  std::size_t place() const { return static_cast<std::size_t>(stream_->src_ - stream_->head_); }
  std::size_t offset(const char* text) const {
    return static_cast<std::size_t>(text - stream_->head_);
  }
  bool note(char event, std::size_t place, const char* text = "", Size size = 0) {
    text_.append(1, event).append(std::to_string(place)).append(1, ' ').append(text, size);
    text_ += '\n';
    return true;
  }

  static constexpr int most_ = 512;
  const edca::json::Stream* stream_ = nullptr;
  std::string text_;
  int depth_ = 0;
};

struct Events {
  edca::json::ParseResult result;
  std::string log;

  bool operator==(const Events& other) const {
    return result.code == other.result.code && result.offset == other.result.offset &&
           log == other.log;
  }
};

/// What RapidJSON says.
inline Events parsed_events(std::string_view text) {
  edca::json::Scratch scratch;
  rapidjson::Reader reader;
  EventLog log;
  const edca::json::ParseResult result =
      edca::json::parse_in_place(scratch.fill(text), reader, log);
  return {result, log.text()};
}

/// What a walk over the tokens says; nothing when it leaves the text to the parser.
inline std::optional<Events> walked_events(std::string_view text) {
  edca::base::TokenIndex tokens;
  if (!tokens.find(text)) return std::nullopt;
  edca::json::Scratch scratch;
  EventLog log;
  const std::size_t escape = std::min(text.find('\\'), text.size());
  edca::json::TokenWalk walk(tokens, scratch.copy(text), text.size(), escape, log);
  const auto result = walk.run();
  if (!result) return std::nullopt;
  return Events{*result, log.text()};
}
