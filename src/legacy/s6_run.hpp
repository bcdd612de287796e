#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>

#include "edca/legacy.hpp"
#include "items/item_reader.hpp"
#include "legacy/plan.hpp"

namespace edca::legacy {

/// Reads what System 6 of the Plataforma Digital Nacional gives, page by page or as the documents
/// of its capture tool, and writes each release mended, in the order of the inputs.
class S6Run final : private items::ItemReader {
 public:
  S6Run(const Plan& plan, const Session& session, items::RunLog& log,
        const LegacyConverter::Write& write);

  /// Figures but for those of the log.
  LegacySummary run(const io::InputList& inputs);

 private:
  using Kind = items::ItemReader::Kind;

  void take(Kind kind, const Item& item) override;
  std::uint64_t begin_package(Kind, const json::Value&) override { return 0; }
  void end_package(Kind, const json::Value&, std::string_view, std::uint64_t) override {}
  void repaired(std::string_view kind, const std::string& member, const Item& item);
  void tell();

  const Plan& plan_;
  const Session& session_;
  const LegacyConverter::Write& write_;
  std::map<std::pair<std::string, std::string>, std::pair<Finding, std::uint64_t>> repairs_;
  std::string now_;
  LegacySummary summary_;
};

}  // namespace edca::legacy
