#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "json/value.hpp"

namespace edca::projects {

/// What OC4IDS allows of a value: a JSON Schema, as far as that of projects goes.
class Shape {
 public:
  /// Told what is left out: where it stood (RFC 6901, from the value on) and what it was.
  using Dropped = std::function<void(const std::string& pointer, const json::Value& value)>;

  /// That of a project. `schema` may go afterwards.
  static std::unique_ptr<const Shape> of(const json::Value& schema);
  ~Shape();
  Shape(const Shape&) = delete;
  Shape& operator=(const Shape&) = delete;

  /// Changes a value so that it is valid, and takes out what cannot be: nulls and what is empty in
  /// silence. A number becomes a text, and the text of a number one, where only that is allowed; a
  /// text becomes a list of one. False when nothing of it can stay.
  bool fit(json::Value& value, const Dropped& dropped) const;

 private:
  class Builder;
  struct Rules;
  Shape();

  std::map<std::string, std::unique_ptr<Rules>> definitions_;
  std::vector<std::unique_ptr<Rules>> inner_;
  const Rules* root_ = nullptr;
};

}  // namespace edca::projects
