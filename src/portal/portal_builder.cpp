#include "edca/portal_builder.hpp"

#include "advertising/archive.hpp"
#include "check/setup.hpp"
#include "ocds/profile_choice.hpp"
#include "portal/portal_run.hpp"
#include "rows/inputs.hpp"

namespace edca {
namespace {

/// Of items that come more than once the builder speaks.
ValidateOptions without_history(ValidateOptions options) {
  options.skip.emplace_back("history");
  return options;
}

}  // namespace

std::string_view name(PortalTables tables) noexcept {
  constexpr std::string_view names[] = {"csv", "xlsx", "sqlite"};
  return names[static_cast<int>(tables)];
}

struct PortalBuilder::Parts {
  explicit Parts(PortalOptions given)
      : options(std::move(given)),
        of_inputs(without_history(options.validate)),
        of_packages(options.validate) {
    const bool of_exports = options.validate.profile == advertising::profile;
    if (!options.validate.profile.starts_with("oc4ids") && !of_exports) {
      choice = std::make_unique<ocds::ProfileChoice>(options.validate);
    }
    if (!options.tables.empty() && !of_exports)
      tables = std::make_unique<portal::YearTables>(options);
  }

  PortalOptions options;
  check::Setup of_inputs;
  check::Setup of_packages;
  std::unique_ptr<ocds::ProfileChoice> choice;  ///< none: nothing can be merged
  std::unique_ptr<portal::YearTables> tables;   ///< none: none are asked for
};

PortalBuilder::PortalBuilder(PortalOptions options)
    : parts_(std::make_unique<Parts>(std::move(options))) {}
PortalBuilder::~PortalBuilder() = default;
PortalBuilder::PortalBuilder(PortalBuilder&&) noexcept = default;
PortalBuilder& PortalBuilder::operator=(PortalBuilder&&) noexcept = default;

PortalSummary PortalBuilder::run(const std::vector<std::string>& inputs, const std::string& folder,
                                 FindingSink& sink, const Session& session) const {
  const ReadOptions& reading = parts_->options.validate;
  io::InputList list = io::expand(inputs);
  const std::vector<advertising::Archive> exports = advertising::take_archives(list, reading);
  for (const advertising::Archive& archive : exports)
    list.problems.insert(list.problems.end(), archive.problems.begin(), archive.problems.end());
  return portal::PortalRun({parts_->options, parts_->of_inputs, parts_->of_packages,
                            parts_->choice.get(), parts_->tables.get(), exports},
                           folder, sink, session)
      .run(rows::expand(std::move(list), reading, session.temporary_folder));
}

}  // namespace edca
