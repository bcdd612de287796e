#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "json/value.hpp"

namespace edca::select {

/// Takes natural persons' RFC, CURP, address and contact out of the items of one process. Ids that
/// hold such a number become "person-1", "person-2" …, the same in all items of the process.
class Redactor {
 public:
  /// Told what was taken out ("rfc", "curp", "address", "contact"), and where.
  using Tell = std::function<void(const std::string& pointer, const char* what)>;

  explicit Redactor(Tell tell) : tell_(std::move(tell)) {}

  /// Whether a text may hold something to be taken out: cheap, and never wrong in saying no.
  static bool may_hold(std::string_view text);

  /// False when nothing had to be taken out.
  bool redact(json::Value& item);

  /// Natural persons so far, by their numbers.
  std::size_t persons() const { return persons_.size(); }

 private:
  void value(json::Value& value, std::string& pointer);
  void object(json::Value& value, std::string& pointer);
  void organization(json::Value& value, std::string& pointer);
  void text(json::Value& value, const std::string& pointer, bool id);
  const std::string& name_of(const std::string& number);
  void saw(std::string_view number);
  void say(const std::string& pointer, const char* what);

  Tell tell_;
  std::map<std::string, std::string, std::less<>> names_;  ///< by number
  std::set<std::string, std::less<>> persons_;             ///< how their numbers begin
  bool changed_ = false;
};

}  // namespace edca::select
