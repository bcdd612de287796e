#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "json/tree.hpp"

namespace edca::select {

/// What a path is about: of the awards and contracts of a process only one counts at a time.
enum class Part : unsigned char { process, award, contract };

/// A way through a release, as `validate --coverage` writes it: "/contracts[]/items[]/description".
class Path {
 public:
  /// Nothing for a text that is none: names between slashes, each but the last perhaps with "[]"
  /// behind it, 16 at most.
  static std::optional<Path> read(std::string_view text);

  Part part() const { return part_; }

  using Visit = std::function<void(const json::Node& value, const std::string& pointer)>;
  /// Calls `visit` for each value at the end of the path below `root`, a release or, where part()
  /// is not the process, an award or contract. `pointer` is that of `root`.
  void each(const json::Node& root, const std::string& pointer, const Visit& visit) const;

 private:
  struct Step {
    std::string name;
    bool list = false;
  };
  void walk(const json::Node& at, std::size_t step, std::string& pointer, const Visit& visit) const;

  Part part_ = Part::process;
  std::vector<Step> steps_;
};

}  // namespace edca::select
