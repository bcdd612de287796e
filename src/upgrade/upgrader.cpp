#include "edca/upgrader.hpp"

#include "base/session.hpp"
#include "io/output.hpp"
#include "ocds/profile_choice.hpp"
#include "upgrade/converter.hpp"
#include "upgrade/targets.hpp"

namespace edca {

struct Upgrader::Parts {
  explicit Parts(UpgradeOptions given) : options(std::move(given)), choice(options.read) {}

  UpgradeOptions options;
  ocds::ProfileChoice choice;
};

namespace {

/// One run over inputs.
class UpgradeRun {
 public:
  UpgradeRun(const ocds::ProfileChoice& choice, const UpgradeOptions& options,
             const io::InputList& inputs, FindingSink& sink, const Session& session)
      : options_(options),
        session_(session),
        log_(sink),
        converter_(choice, options.repair, session.temporary_folder, log_),
        total_(io::bytes_of(inputs)) {
    for (const io::InputProblem& problem : inputs.problems) converter_.problem(problem);
  }

  /// Upgrades the next input; false when what was written of it is not whole.
  bool convert(const io::Input& input, const Upgrader::Write& write) {
    const bool whole = converter_.convert(
        input,
        [&](std::string_view text) {
          if (!text.empty() && !cancelled()) summary_.cancelled = !write(text);
        },
        [&](std::uint64_t bytes) {
          base::tell(session_, {log_.files() - 1, before_ + bytes, total_});
          return !cancelled();
        });
    before_ += input.bytes;
    if (summary_.cancelled || whole) return whole;
    ++summary_.damaged;
    if (options_.damaged) options_.damaged(input.name);
    return false;
  }

  bool cancelled() {
    summary_.cancelled = summary_.cancelled || base::cancelled(session_);
    return summary_.cancelled;
  }

  UpgradeSummary end() {
    log_.finish();
    summary_.findings = log_.summary();
    return std::move(summary_);
  }

 private:
  const UpgradeOptions& options_;
  const Session& session_;
  items::RunLog log_;
  upgrade::Converter converter_;
  std::uint64_t before_ = 0;
  std::uint64_t total_;
  UpgradeSummary summary_;
};

UpgradeSummary run_all(UpgradeRun& run, const io::InputList& inputs, const Upgrader::Write& write) {
  char last = '\n';
  for (const io::Input& input : inputs.inputs) {
    if (run.cancelled()) break;
    const bool whole = run.convert(input, [&](std::string_view text) {
      last = text.back();
      return write(text);
    });
    // What comes next starts a line.
    if (whole && inputs.inputs.size() > 1 && last != '\n' && !write("\n")) break;
  }
  return run.end();
}

}  // namespace

Upgrader::Upgrader(UpgradeOptions options) : parts_(std::make_unique<Parts>(std::move(options))) {}
Upgrader::~Upgrader() = default;
Upgrader::Upgrader(Upgrader&&) noexcept = default;
Upgrader& Upgrader::operator=(Upgrader&&) noexcept = default;

UpgradeSummary Upgrader::run(const std::vector<std::string>& arguments, const Write& write,
                             FindingSink& sink, const Session& session) const {
  const io::InputList inputs = io::expand(arguments);
  UpgradeRun run(parts_->choice, parts_->options, inputs, sink, session);
  return run_all(run, inputs, write);
}

UpgradeSummary Upgrader::run_to_folder(const std::vector<std::string>& arguments,
                                       const std::string& folder, bool overwrite, FindingSink& sink,
                                       const Session& session) const {
  const upgrade::Targets targets = upgrade::targets_of(arguments, folder);
  const io::InputList& inputs = targets.inputs;
  io::refuse_inputs(targets.paths, inputs);
  UpgradeRun run(parts_->choice, parts_->options, inputs, sink, session);
  for (std::size_t at = 0; at < inputs.inputs.size() && !run.cancelled(); ++at) {
    upgrade::make_folders(targets.paths[at]);
    io::Output file(targets.paths[at], overwrite);
    const bool whole = run.convert(inputs.inputs[at], [&](std::string_view text) {
      file.write(text);
      return true;
    });
    if (whole && !run.cancelled()) file.commit();
  }
  return run.end();
}

std::string Upgrader::upgrade(std::string_view text, FindingSink& sink) const {
  const io::InputList inputs = io::in_memory({&text, 1});
  const Session session;
  std::string result;
  UpgradeRun run(parts_->choice, parts_->options, inputs, sink, session);
  const UpgradeSummary summary = run_all(run, inputs, [&](std::string_view piece) {
    result += piece;
    return true;
  });
  return summary.damaged > 0 ? std::string(text) : result;
}

}  // namespace edca
