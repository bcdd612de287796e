#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace edca::json {

class Value;

/// A number exactly as it was written; never converted to binary floating point.
struct Number {
  std::string text;
};

using Array = std::vector<Value>;
using Member = std::pair<std::string, Value>;

/// Members in the order in which they were written. Of duplicate keys only the last value is kept
/// (in the place of the first).
using Object = std::vector<Member>;

/// A small JSON tree for schemas, messages and configuration: key order and number text survive.
/// Not for the data of users, which is checked as a stream of events (parse.hpp).
class Value {
 public:
  Value() = default;  ///< null
  Value(bool value) : data_(value) {}
  Value(Number value) : data_(std::move(value)) {}
  Value(std::string value) : data_(std::move(value)) {}
  Value(std::string_view value) : data_(std::string(value)) {}
  Value(const char* value) : data_(std::string(value)) {}
  Value(Array value) : data_(std::move(value)) {}
  Value(Object value) : data_(std::move(value)) {}
  static Value integer(std::int64_t value) { return Number{std::to_string(value)}; }

  bool is_null() const { return data_.index() == 0; }
  bool is_bool() const { return std::holds_alternative<bool>(data_); }
  bool is_number() const { return std::holds_alternative<Number>(data_); }
  bool is_string() const { return std::holds_alternative<std::string>(data_); }
  bool is_array() const { return std::holds_alternative<Array>(data_); }
  bool is_object() const { return std::holds_alternative<Object>(data_); }

  bool as_bool() const { return std::get<bool>(data_); }
  const std::string& number_text() const { return std::get<Number>(data_).text; }
  const std::string& as_string() const { return std::get<std::string>(data_); }
  const Array& as_array() const { return std::get<Array>(data_); }
  Array& as_array() { return std::get<Array>(data_); }
  const Object& as_object() const { return std::get<Object>(data_); }
  Object& as_object() { return std::get<Object>(data_); }

  /// The member of an object, or nullptr when absent or when this is no object.
  const Value* find(std::string_view key) const;
  Value* find(std::string_view key);
  /// The member of an object, inserted as null at the end when absent. Turns null into an object.
  Value& operator[](std::string_view key);
  /// Removes a member; does nothing when absent.
  void erase(std::string_view key);
  /// The string member `key`, or `fallback` when absent or no string.
  std::string_view text(std::string_view key, std::string_view fallback = {}) const;
  /// The boolean member `key`, false when absent or no boolean.
  bool flag(std::string_view key) const;

  /// The same JSON value: the order of members is ignored, numbers compare by their exact value.
  bool operator==(const Value& other) const;

 private:
  std::variant<std::monostate, bool, Number, std::string, Array, Object> data_;
};

/// Parses one JSON text (RFC 8259), at most 512 levels deep.
/// Throws Error(schema) with arguments name, line, column and limit: "json.syntax", or, of what is
/// JSON all the same, "json.depth", "json.encoding" (bytes that are not UTF-8) and "json.surrogate"
/// (a half of a pair alone).
Value parse(std::string_view text, std::string_view name);

/// Compact text when indent is 0, else one member a line. UTF-8 is left unescaped.
std::string write(const Value& value, int indent = 0);

/// Appends `text` to `out` as a quoted JSON string: only `"`, `\` and control characters are
/// escaped. Invalid UTF-8 is replaced by U+FFFD, so that the output is always valid JSON.
void write_string(std::string_view text, std::string& out);

}  // namespace edca::json
