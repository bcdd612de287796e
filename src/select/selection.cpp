#include "edca/selection.hpp"

#include <filesystem>
#include <system_error>

#include "base/embedded.hpp"
#include "edca/error.hpp"
#include "os/file.hpp"
#include "os/folder.hpp"
#include "process/ruleset.hpp"
#include "rows/inputs.hpp"
#include "select/select_run.hpp"

namespace edca {
namespace {

/// A package around one item, in a line.
std::string package_of(std::string_view item, bool record, const std::string& metadata) {
  std::string line;
  if (metadata.empty()) return line.append(item).append("\n");
  line = metadata.substr(0, metadata.size() - 1);
  if (line.size() > 1) line += ',';
  return line.append(record ? "\"records\":[" : "\"releases\":[").append(item).append("]}\n");
}

/// A file that only this run reads, gone at its end.
class Temporary {
 public:
  explicit Temporary(const std::string& folder) {
    std::error_code error;
    file_ = os::make_temporary(os::temporary_folder(folder) + "/edca-select-", os::Users::owner,
                               path_, error);
    check(error);
  }
  ~Temporary() {
    file_.close();
    std::error_code error;
    std::filesystem::remove(path_, error);
  }
  Temporary(const Temporary&) = delete;
  Temporary& operator=(const Temporary&) = delete;

  void write(std::string_view text) {
    std::error_code error;
    file_.write(text, error);
    check(error);
  }
  const std::string& path() const { return path_; }

 private:
  void check(const std::error_code& error) const {
    if (error)
      throw Error(ErrorKind::input, "spill.failed", {{"path", path_}, {"reason", error.message()}});
  }

  std::string path_;
  os::File file_;
};

/// What is said of packages, without the name of a file that nobody knows.
class PackageSink final : public FindingSink {
 public:
  explicit PackageSink(FindingSink& sink) : sink_(sink) {}
  void finding(const Finding& finding) override {
    Finding copy = finding;
    copy.file.clear();
    copy.has_position = false;
    sink_.finding(copy);
  }
  void file(const FileSummary&) override {}

 private:
  FindingSink& sink_;
};

}  // namespace

std::string_view name(AmountMode mode) noexcept {
  switch (mode) {
    case AmountMode::max:
      return "max";
    case AmountMode::mean:
      return "mean";
    case AmountMode::contract:
      break;
  }
  return "contract";
}

std::string_view name(SelectionPreset preset) noexcept {
  switch (preset) {
    case SelectionPreset::emergency:
      return "emergency";
    case SelectionPreset::emergency_inai:
      return "emergency-inai";
    case SelectionPreset::none:
      break;
  }
  return "";
}

std::string_view conditions(SelectionPreset preset) noexcept {
  switch (preset) {
    case SelectionPreset::emergency:
      return embedded_file("select/presets/emergency.toml");
    case SelectionPreset::emergency_inai:
      return embedded_file("select/presets/emergency-inai.toml");
    case SelectionPreset::none:
      break;
  }
  return "";
}

std::string_view name(Redaction redaction) noexcept {
  return redaction == Redaction::personal ? "personal" : "";
}

struct Selector::Parts {
  explicit Parts(SelectionOptions given) : options(std::move(given)), choice(options.read) {
    if (options.where.empty() == (options.preset == SelectionPreset::none))
      throw Error(ErrorKind::usage, "select.one-of");
    conditions = options.where.empty()
                     ? select::Conditions::parse(edca::conditions(options.preset),
                                                 std::string(name(options.preset)))
                     : select::Conditions::read(options.where);
    // What is wrong with the profile is said at once.
    const process::Ruleset ruleset(choice);
  }

  SelectionSummary lines(const io::InputList& inputs, const SelectionWriters& writers,
                         FindingSink& sink, const Session& session) const {
    return select::SelectRun(options, conditions, choice, writers, false, session, sink)
        .run(inputs, [&](std::string_view item, bool, const std::string&) {
          std::string line(item);
          return !writers.processes || writers.processes(line += '\n');
        });
  }

  SelectionOptions options;
  ocds::ProfileChoice choice;
  select::Conditions conditions;
};

Selector::Selector(SelectionOptions options) : parts_(new Parts(std::move(options))) {}
Selector::~Selector() = default;
Selector::Selector(Selector&&) noexcept = default;
Selector& Selector::operator=(Selector&&) noexcept = default;

SelectionSummary Selector::run(const std::vector<std::string>& inputs,
                               const SelectionWriters& writers, FindingSink& sink,
                               const Session& session) const {
  return parts_->lines(rows::expand(inputs, parts_->options.read, session.temporary_folder),
                       writers, sink, session);
}

SelectionSummary Selector::run_to_packages(const std::vector<std::string>& arguments,
                                           const SelectionWriters& writers,
                                           const PackageOptions& package, bool overwrite,
                                           PackageSummary& made, FindingSink& sink,
                                           const Session& session) const {
  const Packager packager(package);
  const io::InputList inputs =
      rows::expand(arguments, parts_->options.read, session.temporary_folder);
  if (!package.name.empty()) io::refuse_inputs({package.name}, inputs);
  Temporary file(session.temporary_folder);
  SelectionSummary summary =
      select::SelectRun(parts_->options, parts_->conditions, parts_->choice, writers, true, session,
                        sink)
          .run(inputs, [&](std::string_view item, bool record, const std::string& metadata) {
            file.write(package_of(item, record, metadata));
            return true;
          });
  if (summary.cancelled || summary.chosen == 0) return summary;
  PackageSink said(sink);
  made = packager.run_to_files({file.path()}, overwrite, said, session);
  summary.cancelled = made.cancelled;
  return summary;
}

std::string Selector::choose(std::span<const std::string_view> texts, FindingSink& sink,
                             const Session& session) const {
  std::string lines;
  SelectionWriters writers;
  writers.processes = [&](std::string_view text) {
    lines += text;
    return true;
  };
  parts_->lines(io::in_memory(texts), writers, sink, session);
  return lines;
}

}  // namespace edca
