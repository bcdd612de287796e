#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// What goes between the page and the library: requests as pairs of texts, answers as JSON or bytes.

namespace edca::page {

/// A request: "name\0value\0" and so on; names may come more than once.
class Request {
 public:
  explicit Request(std::string_view text);

  /// The first value of this name; empty where there is none.
  const std::string& operator[](std::string_view name) const;
  std::vector<std::string> all(std::string_view name) const;

 private:
  std::vector<std::pair<std::string, std::string>> pairs_;
};

/// What a piece of an answer is, as web/page/worker.js has it.
enum class Answer : int { json = 0, bytes = 1 };

/// Hands a piece of an answer to the worker, which copies it.
void tell(Answer kind, std::string_view text);

/// One JSON text, written from left to right; commas come by themselves.
class Json {
 public:
  Json& open(char bracket);  ///< "{" or "["
  Json& close();
  Json& key(std::string_view name);
  Json& text(std::string_view value);
  Json& number(std::uint64_t value);
  Json& flag(bool value);
  /// What is JSON already.
  Json& raw(std::string_view json);

  Json& member(std::string_view name, std::string_view value) { return key(name).text(value); }
  Json& member(std::string_view name, std::uint64_t value) { return key(name).number(value); }

  const std::string& str() const { return out_; }
  std::size_t size() const { return out_.size(); }

 private:
  void separate();

  std::string out_;
  std::string closing_;
  bool first_ = true;
};

}  // namespace edca::page
