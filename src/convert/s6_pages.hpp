#pragma once

#include "convert/conversion.hpp"
#include "ocds/profile_choice.hpp"

namespace edca::convert {

/// Pages as a provider of System 6 of the Plataforma Digital Nacional answers with them: the
/// compiled release of each process, 200 in a file of a folder, "1.json" on, or, by the name
/// .jsonl or .ndjson, one in a line.
class ToS6 final : public Conversion {
 public:
  explicit ToS6(const ConvertOptions& options) : choice_(options.read) {}
  ConvertSummary run(const std::vector<std::string>& inputs, const ConversionOutput& output,
                     FindingSink& sink, const Session& session) const override;

 private:
  ocds::ProfileChoice choice_;
};

}  // namespace edca::convert
