#include "cli/publish/made_portal.hpp"

#include <filesystem>

#include "cli/interrupt.hpp"
#include "cli/log.hpp"
#include "cli/session.hpp"
#include "edca/error.hpp"
#include "os/folder.hpp"

namespace edca::cli {
namespace {

namespace fs = std::filesystem;

/// What does not fit goes to a temporary file, which costs little more than memory does.
constexpr std::uint64_t portal_memory = std::uint64_t{8} << 20;
constexpr std::uint64_t most_told = 5;  ///< problems of a kind

constexpr const char* folder_start = "edca-portal-";

/// Takes away what runs of this user that were killed have left: those that live hold a lock.
void clear_left(const fs::path& parent) {
  std::error_code error;
  const os::HeldFolder folder(parent.generic_string(), error);
  if (error) return;
  for (const std::string& name : folder.names(error)) {
    if (!name.starts_with(folder_start)) continue;
    const os::HeldFolder left = folder.folder(name, error);
    if (error || !left.status(error).mine || !left.lock()) continue;
    fs::remove_all(parent / name, error);
  }
}

PortalRequirement requirement_named(const std::string& word) {
  if (word == "none") return PortalRequirement::none;
  return word == "schema" ? PortalRequirement::schema : PortalRequirement::valid;
}

std::optional<Severity> severity_named(const std::string& word) {
  for (const Severity severity : {Severity::note, Severity::warning, Severity::error}) {
    if (word == name(severity)) return severity;
  }
  return std::nullopt;
}

}  // namespace

PortalFolder::PortalFolder(const std::string& temporary_folder) {
  const fs::path parent = os::temporary_folder(temporary_folder);
  const std::string start = (parent / folder_start).generic_string();
  clear_left(parent);
  // Another run may take it for a left one before it is locked; where the file system has no locks,
  // none can.
  std::error_code error;
  for (int attempts = 8; attempts > 0; --attempts) {
    path_ = os::make_private_folder(start, error);
    if (error) break;
    try {
      held_ = os::HeldFolder(path_, error);
      const bool locked = !error && held_.lock();
      if ((locked || attempts == 1) && fs::exists(path_, error)) return;
    } catch (...) {
      fs::remove(path_, error);
      throw;
    }
    fs::remove(path_, error);
  }
  if (!error) error = std::make_error_code(std::errc::no_such_file_or_directory);
  throw Error(ErrorKind::input, "spill.open",
              {{"path", parent.generic_string()}, {"reason", error.message()}});
}

PortalFolder::~PortalFolder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

MadePortal::MadePortal(const PublishCommand& command, const PublishConfig& config, Console& console)
    : command_(command),
      config_(config),
      console_(console),
      folder_(command.options.temporary_folder),
      builder_(options()) {}

PortalOptions MadePortal::options() {
  PortalOptions options = config_.portal;
  options.validate = command_.options;
  options.validate.max_findings = FindingPrinter::most_said;
  options.require = requirement_named(command_.require);
  options.fail_on = severity_named(command_.fail_on);
  options.tell = [this](const PortalProblem& problem) { tell(problem); };
  return options;
}

PortalSummary MadePortal::make() {
  FindingPrinter printer(console_, nullptr, {.advice = true});
  PortalSummary summary = builder_.run(command_.inputs, folder_.path() + "/portal", printer,
                                       session_of(console_, command_.options, portal_memory));
  if (interrupted()) summary.verdict = PortalSummary::Verdict::cancelled;
  if (summary.verdict == PortalSummary::Verdict::cancelled) return summary;
  console_.end_progress();
  if (summary.verdict != PortalSummary::Verdict::nothing_read) tell_more(summary);
  printer.finish(summary.findings);
  return summary;
}

void MadePortal::tell(const PortalProblem& problem) {
  const bool said = is_error(problem.kind) || !console_.settings().quiet;
  if (++told_[problem.kind] > most_told || !said) return;
  console_.say(describe(problem, console_.language()));
}

void MadePortal::tell_more(const PortalSummary& summary) {
  for (const auto& [kind, count] : summary.problems) {
    if (count <= most_told || console_.settings().quiet) continue;
    console_.say(console_.text("publish.more", {{"count", messages::count(count - most_told)}}));
  }
}

}  // namespace edca::cli
