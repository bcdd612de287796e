#include "edca/upgrader.hpp"

#include "base/session.hpp"
#include "edca/error.hpp"
#include "io/output.hpp"
#include "ocds/profile_choice.hpp"
#include "rows/inputs.hpp"
#include "upgrade/archive_zip.hpp"
#include "upgrade/archives.hpp"
#include "upgrade/converter.hpp"
#include "upgrade/ids.hpp"
#include "upgrade/survey.hpp"
#include "upgrade/targets.hpp"

namespace edca {

struct Upgrader::Parts {
  explicit Parts(UpgradeOptions given) : options(std::move(given)), choice(reading(options)) {}

  /// Tables of Publicidad Abierta have no profile of JSON.
  static ReadOptions reading(const UpgradeOptions& options) {
    ReadOptions read = options.read;
    if (options.repair && read.profile == advertising::profile) read.profile = "auto";
    return read;
  }

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
          if (write && !text.empty() && !cancelled()) summary_.cancelled = !write(text);
        },
        [&](std::uint64_t bytes) {
          base::tell(session_, {log_.files() - 1, before_ + bytes, total_});
          return !cancelled();
        });
    before_ += input.bytes;
    if (summary_.cancelled || whole) return whole;
    return damaged(input);
  }

  /// Repairs the files of an archive. `write` takes pieces of the file of a number, `whole` hears
  /// that it is complete; the last number is that of the text with the sums.
  template <class Write, class Whole>
  void repair(const advertising::Archive& archive, const Write& write, const Whole& whole) {
    upgrade::ArchiveRepair repair(archive, log_, [this] { return cancelled(); });
    const std::size_t files = archive.files.size();
    const auto add = [&](std::size_t at) {
      return [&, at](std::string_view text) {
        if (!text.empty() && !cancelled()) summary_.cancelled = !write(at, text);
      };
    };
    for (std::size_t at = 0; at < files && !cancelled(); ++at) {
      const io::Input& input = archive.files[at].input;
      if (!repair.file(at, add(at))) {
        damaged(input);
      } else if (!cancelled()) {
        whole(at);
      }
      before_ += input.bytes;
      base::tell(session_, {log_.files() - 1, before_, total_});
    }
    if (archive.readme_name.empty() || cancelled()) return;
    if (repair.readme(add(files))) {
      whole(files);
    } else {
      damaged(archive.readme_input);
    }
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
  bool damaged(const io::Input& input) {
    if (summary_.cancelled) return false;
    ++summary_.damaged;
    if (options_.damaged) options_.damaged(input.name);
    return false;
  }

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

void run_all(UpgradeRun& run, const Upgrader::Write& write) {
  char last = '\n';
  for (const io::Input& input : run.inputs()) {
    if (run.cancelled()) break;
    const bool whole = run.convert(input, [&](std::string_view text) {
      last = text.back();
      return !write || write(text);
    });
    // What comes next starts a line.
    if (write && whole && run.inputs().size() > 1 && last != '\n' && !write("\n")) break;
  }
}

/// One table goes to an output as it is; of several nobody could tell where each begins.
void repair_all(UpgradeRun& run, const std::vector<advertising::Archive>& archives,
                const Upgrader::Write& write) {
  std::size_t tables = 0;
  for (const advertising::Archive& archive : archives) tables += archive.files.size();
  if (write && tables + run.inputs().size() > 1 && tables > 0)
    throw Error(ErrorKind::usage, "upgrade.several-tables");
  for (const advertising::Archive& archive : archives) {
    const auto put = [&](std::size_t at, std::string_view text) {
      return !write || at == archive.files.size() || write(text);
    };
    run.repair(archive, put, [](std::size_t) {});
  }
}

void repair_to_files(UpgradeRun& run, const upgrade::ArchiveTargets& targets, bool overwrite) {
  std::unique_ptr<io::Output> file;
  const auto path = [&](std::size_t at) -> const std::string& {
    return at < targets.paths.size() ? targets.paths[at] : targets.readme;
  };
  std::size_t opened = targets.paths.size() + 1;
  const auto open = [&](std::size_t at) {
    if (opened == at) return;
    upgrade::make_folders(path(at));
    file = std::make_unique<io::Output>(path(at), overwrite);
    opened = at;
  };
  const auto put = [&](std::size_t at, std::string_view text) {
    open(at);
    file->write(text);
    return true;
  };
  run.repair(targets.archive, put, [&](std::size_t at) {
    open(at);
    file->commit();
  });
}

}  // namespace

Upgrader::Upgrader(UpgradeOptions options) : parts_(std::make_unique<Parts>(std::move(options))) {}
Upgrader::~Upgrader() = default;
Upgrader::Upgrader(Upgrader&&) noexcept = default;
Upgrader& Upgrader::operator=(Upgrader&&) noexcept = default;

UpgradeSummary Upgrader::run(const std::vector<std::string>& arguments, const Write& write,
                             FindingSink& sink, const Session& session) const {
  const UpgradeOptions& options = parts_->options;
  upgrade::Expanded expanded = upgrade::expand(arguments, options.read, options.repair);
  UpgradeRun run(parts_->choice, options,
                 rows::expand(std::move(expanded.list), options.read, session.temporary_folder),
                 sink, session);
  repair_all(run, expanded.archives, write);
  run_all(run, write);
  return run.end();
}

UpgradeSummary Upgrader::run_to_folder(const std::vector<std::string>& arguments,
                                       const std::string& folder, bool overwrite, FindingSink& sink,
                                       const Session& session) const {
  const UpgradeOptions& options = parts_->options;
  upgrade::Targets targets =
      upgrade::targets_of(arguments, folder, [&](const std::string& argument) {
        upgrade::Expanded expanded = upgrade::expand({argument}, options.read, options.repair);
        expanded.list =
            rows::expand(std::move(expanded.list), options.read, session.temporary_folder);
        return expanded;
      });
  io::InputList all = targets.inputs;
  for (const upgrade::ArchiveTargets& each : targets.archives)
    for (const advertising::TableFile& file : each.archive.files) all.inputs.push_back(file.input);
  io::refuse_inputs(targets.all(), all);
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
  for (const upgrade::ArchiveTargets& each : targets.archives)
    repair_to_files(run, each, overwrite);
  return run.end();
}

UpgradeSummary Upgrader::run_to_zip(const std::vector<std::string>& arguments,
                                    const std::string& path, bool overwrite, FindingSink& sink,
                                    const Session& session) const {
  const UpgradeOptions& options = parts_->options;
  io::refuse_inputs({path}, io::expand(arguments));
  upgrade::Expanded expanded = upgrade::expand(arguments, options.read, true);
  if (expanded.archives.size() != 1 || !expanded.list.inputs.empty())
    throw Error(ErrorKind::usage, "upgrade.one-archive", {{"path", path}});
  const advertising::Archive& archive = expanded.archives.front();
  UpgradeRun run(parts_->choice, options, std::move(expanded.list), sink, session);
  upgrade::ArchiveZip zip(archive, path, overwrite);
  const auto put = [&](std::size_t at, std::string_view text) {
    zip.put(at, text);
    return true;
  };
  std::size_t whole = 0;
  run.repair(archive, put, [&](std::size_t at) {
    zip.whole(at);
    ++whole;
  });
  // Of what is damaged nothing is written, so there is no whole archive.
  const std::size_t files = archive.files.size() + (archive.readme_name.empty() ? 0 : 1);
  if (whole == files && !run.cancelled()) zip.finish();
  return run.end();
}

std::string Upgrader::upgrade(std::string_view text, FindingSink& sink) const {
  const Session session;
  std::string result;
  UpgradeRun run(parts_->choice, parts_->options, io::in_memory({&text, 1}), sink, session);
  run_all(run, [&](std::string_view piece) {
    result += piece;
    return true;
  });
  const UpgradeSummary summary = run.end();
  return summary.damaged > 0 ? std::string(text) : result;
}

}  // namespace edca
