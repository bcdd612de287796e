#pragma once

#include <nanobind/nanobind.h>

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "edca/error.hpp"
#include "edca/package_members.hpp"
#include "edca/read_options.hpp"
#include "edca/session.hpp"

namespace edca_python {

/// The options of a call: a dictionary that the package makes of its named arguments. What is not
/// in it, or None, has its usual value. To be used with the GIL.
class Options {
 public:
  explicit Options(const nanobind::dict& values) : values_(values) {}

  bool has(const char* option) const;
  std::string text(const char* option, std::string usual = {}) const;
  bool flag(const char* option, bool usual = false) const;
  std::uint64_t number(const char* option, std::uint64_t usual = 0) const;
  std::vector<std::string> texts(const char* option) const;

  /// Whichever of `values` has the name that the option says; the first where it says nothing.
  /// Throws Error(usage, "python.option") with arguments value, name and known.
  template <class Value>
  Value named(const char* option, std::initializer_list<Value> values) const {
    if (!has(option)) return *values.begin();
    const std::string word = text(option);
    std::string known;
    for (const Value value : values) {
      if (name(value) == word) return value;
      known += (known.empty() ? "" : ", ") + std::string(name(value));
    }
    throw edca::Error(edca::ErrorKind::usage, "python.option",
                      {{"value", word}, {"name", option}, {"known", known}});
  }

  edca::TableOptions tables() const;
  edca::ReadOptions read() const;
  edca::PackageMembers members() const;
  edca::Session session() const;

 private:
  const nanobind::dict& values_;
};

}  // namespace edca_python
