#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "json/value.hpp"

namespace edca::pnt {

/// A value below an object, made where it is missing. Of a list ("amendments[]") the first element
/// is meant.
json::Value& value_at(json::Value& object, const std::vector<std::string>& keys);

/// A release that is put together from what each row says.
class Merged {
 public:
  /// Hears of a value that differs from the one that stands: its place, "tender/title".
  using Differs = std::function<void(const std::string& place)>;

  /// Adds what a row says. The first value stands; objects of lists are told apart by their ids,
  /// documents by their addresses; lists of values get what they lack.
  void add(json::Value row, const Differs& differs);

  json::Value& value() { return value_; }

 private:
  void add_member(json::Value& to, json::Value from, const std::string& place);
  void add_elements(json::Value& to, json::Value from, const std::string& place);

  json::Value value_ = json::Object{};
  std::unordered_map<std::string, std::size_t> elements_;   ///< by place and what tells them apart
  std::unordered_map<std::string, std::size_t> documents_;  ///< how many, by place and type
  const Differs* differs_ = nullptr;
};

}  // namespace edca::pnt
