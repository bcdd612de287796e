#pragma once

#include <cstdint>
#include <map>
#include <string_view>
#include <vector>

#include "cli/intake/intake.hpp"
#include "cli/merge/ruleset.hpp"
#include "portal/portal.hpp"

namespace edca::cli {

/// Hands releases, records and projects of any input to the builder of a portal.
class PublishIntake final : public Intake {
 public:
  /// `rules`, which may be nullptr, learns what the inputs declare. All must outlive the intake.
  PublishIntake(const ValidateOptions& options, portal::Builder& builder, Ruleset* rules, Log& log)
      : Intake(options, log), builder_(builder), rules_(rules) {
    accept_any_value();
    if (options.jobs != 1) read_ahead();
  }

  std::uint64_t items() const { return items_; }
  /// Whether there are releases or records: something that can be merged.
  bool any_release() const { return any_release_; }

 private:
  void batch(const json::Batch& batch, const json::Reader& reader) override;
  void take(Kind kind, const Item& item) override;
  std::uint64_t begin_package(Kind kind, const json::Value& metadata) override;
  void end_package(Kind kind, const json::Value& metadata, std::string_view first,
                   std::uint64_t number) override;
  std::uint64_t add_package();
  std::uint64_t package_of(const Item& item);

  portal::Builder& builder_;
  Ruleset* rules_;
  std::map<std::size_t, std::uint64_t> bare_;       ///< by file: the number of its bare items
  std::map<std::uint64_t, std::uint64_t> numbers_;  ///< the builder's, by ours, which are not 0
  std::vector<portal::NewItem> batch_;              ///< items of the batch at hand
  std::uint64_t items_ = 0;
  bool any_release_ = false;
};

}  // namespace edca::cli
