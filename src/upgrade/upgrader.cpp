#include "edca/upgrader.hpp"

#include "base/session.hpp"
#include "io/output.hpp"
#include "ocds/profile_choice.hpp"
#include "rows/inputs.hpp"
#include "upgrade/converter.hpp"
#include "upgrade/ids.hpp"
#include "upgrade/survey.hpp"
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
  UpgradeRun(const ocds::ProfileChoice& choice, const UpgradeOptions& options, io::InputList inputs,
             FindingSink& sink, const Session& session)
      : options_(options),
        session_(session),
        inputs_(std::move(inputs)),
        log_(sink),
        converter_(choice, options.repair ? &ids_ : nullptr, session.temporary_folder, log_),
        total_(io::bytes_of(inputs_)) {
    converter_.announce(inputs_);
    if (options.repair) look_at_ids();
  }

  const std::vector<io::Input>& inputs() const { return inputs_.inputs; }

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
  /// Which ids may be changed can only be told from all of them.
  void look_at_ids() {
    const auto more = [this] { return !cancelled(); };
    copies_.take(inputs_.inputs, session_.temporary_folder, more);
    upgrade::survey(inputs_.inputs, converter_.reading(), more, ids_);
  }

  const UpgradeOptions& options_;
  const Session& session_;
  io::InputList inputs_;
  upgrade::Copies copies_;
  upgrade::Ids ids_;
  items::RunLog log_;
  upgrade::Converter converter_;
  std::uint64_t before_ = 0;
  std::uint64_t total_;
  UpgradeSummary summary_;
};

UpgradeSummary run_all(UpgradeRun& run, const Upgrader::Write& write) {
  char last = '\n';
  for (const io::Input& input : run.inputs()) {
    if (run.cancelled()) break;
    const bool whole = run.convert(input, [&](std::string_view text) {
      last = text.back();
      return write(text);
    });
    // What comes next starts a line.
    if (whole && run.inputs().size() > 1 && last != '\n' && !write("\n")) break;
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
  UpgradeRun run(parts_->choice, parts_->options,
                 rows::expand(arguments, parts_->options.read, session.temporary_folder), sink,
                 session);
  return run_all(run, write);
}

UpgradeSummary Upgrader::run_to_folder(const std::vector<std::string>& arguments,
                                       const std::string& folder, bool overwrite, FindingSink& sink,
                                       const Session& session) const {
  upgrade::Targets targets =
      upgrade::targets_of(arguments, folder, [&](const std::string& argument) {
        return rows::expand({argument}, parts_->options.read, session.temporary_folder);
      });
  io::refuse_inputs(targets.paths, targets.inputs);
  UpgradeRun run(parts_->choice, parts_->options, std::move(targets.inputs), sink, session);
  for (std::size_t at = 0; at < run.inputs().size() && !run.cancelled(); ++at) {
    upgrade::make_folders(targets.paths[at]);
    io::Output file(targets.paths[at], overwrite);
    const auto write = [&](std::string_view text) {
      file.write(text);
      return true;
    };
    const bool whole = run.convert(run.inputs()[at], write);
    if (whole && !run.cancelled()) file.commit();
  }
  return run.end();
}

std::string Upgrader::upgrade(std::string_view text, FindingSink& sink) const {
  const Session session;
  std::string result;
  UpgradeRun run(parts_->choice, parts_->options, io::in_memory({&text, 1}), sink, session);
  const UpgradeSummary summary = run_all(run, [&](std::string_view piece) {
    result += piece;
    return true;
  });
  return summary.damaged > 0 ? std::string(text) : result;
}

}  // namespace edca
