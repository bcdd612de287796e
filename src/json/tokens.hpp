#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>
#include <string_view>

#include "base/token_index.hpp"
#include "json/escapes.hpp"
#include "json/parse.hpp"

namespace edca::json {

/// Hands the tokens of a text on to a handler of RapidJSON events, with the promises of
/// parse_in_place().
template <class Handler>
class TokenWalk {
 public:
  /// `text` must be writable, with a zero behind its `size` bytes; `escape` is the offset of the
  /// first backslash, or `size`.
  TokenWalk(const base::TokenIndex& tokens, char* text, std::size_t size, std::size_t escape,
            Handler& handler)
      : next_(tokens.begin()),
        end_(tokens.end()),
        text_(text),
        text_end_(text + size),
        escape_(text + escape),
        handler_(handler),
        stream_(text) {}

  /// Nothing when the text is no JSON, or such as the parser has something to say about: the text
  /// may have changed, and what the handler was told is void.
  std::optional<ParseResult> run() {
    handler_.attach(stream_);
    if (all()) return ParseResult{};
    if (!stopped_) return std::nullopt;
    return ParseResult{rapidjson::kParseErrorTermination, stream_.Tell()};
  }

 private:
  using Size = rapidjson::SizeType;

  bool all() {
    if (!value()) return false;
    while (depth_ != 0) {
      char* const at = text_ + *next_++;
      if (*at == ',') {
        if (object_[depth_ - 1] && !name()) return false;
        if (!value()) return false;
      } else if (!close(at)) {
        return false;
      }
    }
    return next_ == end_;
  }

  /// A value, as far as its first scalar or the end of an empty container.
  bool value() {
    for (;;) {
      char* const at = text_ + *next_++;
      switch (*at) {
        case '"':
          return string(at, [this](const char* string, Size size) {
            return handler_.String(string, size, false);
          });
        case '{':
          if (!open(at, true)) return false;
          if (text_[*next_] == '}') return close(text_ + *next_++);
          if (!name()) return false;
          break;
        case '[':
          if (!open(at, false)) return false;
          if (text_[*next_] == ']') return close(text_ + *next_++);
          break;
        case 't':
          return literal(at, "true") && told(handler_.Bool(true));
        case 'f':
          return literal(at, "false") && told(handler_.Bool(false));
        case 'n':
          return literal(at, "null") && told(handler_.Null());
        default:
          return number(at);
      }
    }
  }

  bool told(bool go_on) {
    stopped_ = !go_on;
    return go_on;
  }

  bool open(char* at, bool object) {
    if (depth_ == object_.size()) return false;
    stream_.src_ = at + 1;
    if (!told(object ? handler_.StartObject() : handler_.StartArray())) return false;
    object_[depth_++] = object;
    return true;
  }

  bool close(char* at) {
    const bool object = depth_ != 0 && object_[depth_ - 1];
    if (depth_ == 0 || *at != (object ? '}' : ']')) return false;
    --depth_;
    stream_.src_ = at + 1;
    return told(object ? handler_.EndObject(0) : handler_.EndArray(0));
  }

  bool name() {
    char* const at = text_ + *next_++;
    if (*at != '"' || text_[*next_] != ':') return false;
    const auto tell = [this](const char* text, Size size) {
      return handler_.Key(text, size, false);
    };
    if (!string(at, tell)) return false;
    ++next_;
    return true;
  }

  /// The string at an opening quote. Between its end and the next token is white space alone.
  template <class Tell>
  bool string(char* at, Tell tell) {
    char* end = text_ + *next_ - 1;
    while (*end != '"') --end;
    ++at;
    std::size_t size = static_cast<std::size_t>(end - at);
    if (escape_ < end) {
      const std::optional<std::size_t> decoded = decode_in_place(at, size);
      if (!decoded) return false;
      escape_ = find_escape(end, text_end_);
      size = *decoded;
    }
    return told(tell(at, static_cast<Size>(size)));
  }

  bool literal(char* at, std::string_view word) {
    if (std::memcmp(at, word.data(), word.size()) != 0) return false;
    stream_.src_ = at + word.size();
    return ends(stream_.src_);
  }

  bool number(const char* at) {
    const char* to = number_end(at);
    return to != nullptr && ends(to) &&
           told(handler_.RawNumber(at, static_cast<Size>(to - at), false));
  }

  /// Whether a literal or number may end there.
  bool ends(const char* at) const {
    return at == text_ + *next_ || *at == ' ' || *at == '\n' || *at == '\r' || *at == '\t';
  }

  static bool is_digit(char c) { return c >= '0' && c <= '9'; }

  static const char* skip_digits(const char* at) {
    while (is_digit(*at)) ++at;
    return at;
  }

  /// Behind the number at `at`; nullptr when there is none.
  static const char* number_end(const char* at) {
    if (*at == '-') ++at;
    if (!is_digit(*at)) return nullptr;
    at = *at == '0' ? at + 1 : skip_digits(at);
    if (*at == '.') {
      if (!is_digit(*++at)) return nullptr;
      at = skip_digits(at);
    }
    if (*at == 'e' || *at == 'E') {
      ++at;
      if (*at == '+' || *at == '-') ++at;
      if (!is_digit(*at)) return nullptr;
      at = skip_digits(at);
    }
    return at;
  }

  static const char* find_escape(const char* from, const char* to) {
    const void* found = std::memchr(from, '\\', static_cast<std::size_t>(to - from));
    return found == nullptr ? to : static_cast<const char*>(found);
  }

  const std::uint32_t* next_;
  const std::uint32_t* end_;
  char* text_;
  const char* text_end_;
  const char* escape_;  ///< the next backslash
  Handler& handler_;
  Stream stream_;
  std::array<bool, 2 * depth_limit> object_;  ///< whether an open container is one
  std::size_t depth_ = 0;
  bool stopped_ = false;
};

}  // namespace edca::json
