#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "edca/finding.hpp"
#include "messages/messages.hpp"

namespace edca::report {

/// What several findings have in common: one mistake of whoever made the data, however often it
/// shows.
struct Cause {
  std::string key;   ///< stable from run to run: "schema.type/quoted-number /value/amount"
  std::string path;  ///< the pointer below the item, without indices: "/tender/items/id"
  Finding first;     ///< without its value; what differs among the findings is left out
  std::uint64_t count = 0;
};

/// Groups findings by rule, variant, path and, where it is not in the path, the property. Memory is
/// bounded: of hostile data, causes beyond the first 10,000 are counted together.
class Causes {
 public:
  static constexpr std::size_t most = 10'000;
  static constexpr std::size_t none = ~std::size_t{0};

  /// Counts so many findings of one cause. Answers the index of its cause in list(), or `none` when
  /// it is beyond those that are kept.
  std::size_t add(const Finding& finding, std::uint64_t count = 1);

  /// In the order in which they were first seen.
  const std::vector<Cause>& list() const { return causes_; }
  /// Findings whose cause is not in list().
  std::uint64_t others() const { return others_; }
  /// Indexes into list(): errors first, within a severity the most frequent first.
  std::vector<std::size_t> ranking() const;

 private:
  std::vector<Cause> causes_;
  std::unordered_map<std::string, std::size_t> indexes_;
  std::string key_;
  std::string path_;
  std::uint64_t others_ = 0;
};

/// What the findings of a cause say, with values left out.
std::string sentence(const Cause& cause, messages::Language language);

/// A pointer below its item without the indices of lists: "/releases/3/awards/0/id" gives
/// "/awards/id".
void append_path(std::string_view pointer, std::string& out);

}  // namespace edca::report
