#include "edca/link_checker.hpp"

#include <algorithm>

#include "io/inputs.hpp"
#include "projects/link_run.hpp"
#include "rows/inputs.hpp"

namespace edca {
namespace {

/// What is wrong with the inputs is told where they are judged.
class Unheard final : public FindingSink {
 public:
  void finding(const Finding&) override {}
  void file(const FileSummary&) override {}
};

ReadOptions of_releases(ReadOptions options) {
  if (options.profile.starts_with("oc4ids")) options.profile = "auto";
  return options;
}

}  // namespace

struct LinkChecker::Parts {
  explicit Parts(ReadOptions given) : options(of_releases(std::move(given))), choice(options) {
    const process::Ruleset ruleset(choice);  // what is wrong with the profile is said at once
  }

  ReadOptions options;
  ocds::ProfileChoice choice;
};

LinkChecker::LinkChecker(ReadOptions options) : parts_(new Parts(std::move(options))) {}
LinkChecker::~LinkChecker() = default;
LinkChecker::LinkChecker(LinkChecker&&) noexcept = default;
LinkChecker& LinkChecker::operator=(LinkChecker&&) noexcept = default;

bool LinkChecker::run(const std::vector<std::string>& inputs, const Tell& tell,
                      const Session& session) const {
  const io::InputList list = rows::expand(inputs, parts_->options, session.temporary_folder);
  const bool again = std::none_of(list.inputs.begin(), list.inputs.end(), [](const auto& input) {
    return input.standard_input() || input.stream;
  });
  Unheard unheard;
  if (again) projects::LinkRun(parts_->choice, session, unheard, tell).run(list);
  return again;
}

void LinkChecker::check(std::span<const std::string_view> texts, const Tell& tell,
                        const Session& session) const {
  Unheard unheard;
  projects::LinkRun(parts_->choice, session, unheard, tell).run(io::in_memory(texts));
}

}  // namespace edca
