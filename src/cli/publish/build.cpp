#include "cli/publish/build.hpp"

#include <chrono>
#include <filesystem>

#include "cli/interrupt.hpp"
#include "cli/publish/intake.hpp"
#include "edca/error.hpp"
#include "merge/rules.hpp"
#include "os/folder.hpp"

namespace edca::cli {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

/// What does not fit goes to a temporary file, which costs little more than memory does.
constexpr std::uint64_t portal_memory = std::uint64_t{8} << 20;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

std::string make_folder(const std::string& temporary) {
  std::error_code error;
  const fs::path parent = os::temporary_folder(temporary);
  std::string name = os::make_private_folder((parent / "edca-publish-").string(), error);
  if (error) {
    throw Error(ErrorKind::input, "spill.open",
                {{"path", parent.string()}, {"reason", error.message()}});
  }
  return name;
}

std::string_view name_of(portal::Problem::Kind kind) {
  using Kind = portal::Problem::Kind;
  switch (kind) {
    case Kind::unreadable:
      return "publish.item-unreadable";
    case Kind::no_ocid:
      return "publish.item-no-ocid";
    case Kind::conflict:
      return "publish.item-conflict";
    case Kind::record_conflict:
      return "publish.item-record-conflict";
    case Kind::not_merged:
      return "publish.item-not-merged";
    case Kind::mixed_versions:
      return "publish.mixed-versions";
    case Kind::differs:
      return "publish.differs";
    case Kind::no_uri:
      return "publish.no-uri";
    case Kind::no_date:
      return "publish.no-date";
  }
  return {};
}

/// What is left out, or contradicts itself, is no smaller fault than a finding of the schema.
bool is_error(portal::Problem::Kind kind) {
  using Kind = portal::Problem::Kind;
  return kind == Kind::unreadable || kind == Kind::no_ocid || kind == Kind::conflict;
}

}  // namespace

PortalBuild::PortalBuild(const PublishCommand& command, const PublishConfig& config,
                         Console& console)
    : command_(command),
      config_(config),
      console_(console),
      folder_(make_folder(command.options.temporary_folder)),
      inputs_(io::expand(command.inputs)),
      log_(console, nullptr, {.advice = true}) {
  if (!command.options.profile.starts_with("oc4ids")) {
    choice_ = std::make_unique<ocds::ProfileChoice>(command.options);
    rules_ = std::make_unique<process::Ruleset>(*choice_);
  }
}

PortalBuild::~PortalBuild() {
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

PortalBuild::Verdict PortalBuild::run() {
  auto start = Clock::now();
  portal::Options options = config_.portal;
  options.temporary_folder = command_.options.temporary_folder;
  options.memory = portal_memory;
  options.threads = command_.options.jobs;
  options.executor = command_.options.executor;
  options.tell = [this](const portal::Problem& problem) { tell(problem); };
  ValidateOptions first_of_each = command_.options;
  first_of_each.max_findings = Log::most_said;
  PackageChecks checks(first_of_each, folder_ + "/portal");
  // Of items that come more than once the builder speaks.
  first_of_each.skip.emplace_back("history");
  const check::Setup setup(first_of_each);
  std::unique_ptr<PublishIntake> intake;
  options.written = [&](const portal::File& file, const portal::Envelope& envelope) {
    checks.add(file, envelope, intake->checks());
  };
  portal::Builder builder(folder_ + "/portal", config_.dataset, options);
  intake = std::make_unique<PublishIntake>(setup, !options.records, builder, rules_.get(), log_);
  read(*intake);
  if (interrupted()) return Verdict::interrupted;
  if (items_ == 0) {
    log_.finish();
    return Verdict::nothing_read;
  }
  std::unique_ptr<merge::Rules> rules;
  if (any_release_ && rules_) rules = std::make_unique<merge::Rules>(rules_->release_schema());
  files_ = builder.write_data(rules.get());
  build_seconds_ = seconds_since(start);
  start = Clock::now();
  while (const auto result = checks.next()) {
    if (result->items != 0 && told_.insert(result->items).second)
      take(intake->checks().found(result->items));
    take(*result, builder);
  }
  validate_seconds_ = seconds_since(start);
  if (interrupted()) return Verdict::interrupted;
  start = Clock::now();
  files_ = builder.finish();
  build_seconds_ += seconds_since(start);
  console_.end_progress();
  tell_more();
  log_.finish();
  bool fails = log_.fails(command_.fail_on);
  if (command_.require == "schema") fails = schema_errors_;
  for (const auto& [kind, count] : problems_) fails = fails || is_error(kind);
  return command_.require != "none" && fails ? Verdict::fails : Verdict::passes;
}

void PortalBuild::read(PublishIntake& intake) {
  const std::uint64_t total = io::bytes_of(inputs_);
  intake.read_all(inputs_, [&](std::uint64_t bytes) {
    console_.progress(log_.files() - 1, bytes, total);
    return !interrupted();
  });
  items_ = intake.items();
  any_release_ = intake.any_release();
}

/// What was found in items, where they stood when they were read.
void PortalBuild::take(const ItemChecks::Found& found) {
  for (const auto& [finding, file] : found.list) {
    log_.add(finding, file);
    sources_.emplace(finding.rule->id, finding.ocid);
    if (finding.severity == Severity::error) sources_.emplace("", finding.ocid);
  }
  for (const auto& [index, count] : found.tally) {
    const Rule& rule = rules()[index];
    log_.add_unsaid(rule, count - found.listed[index]);
    if (count > 0) found_rules_.insert(rule.id);
    if (count > found.listed[index]) sources_.emplace(rule.id, "");
    schema_errors_ = schema_errors_ || (count > 0 && family(rule) == "schema");
  }
}

/// Whether a finding of a file that was made repeats what was found in the inputs: the same rule in
/// the same process, or that a record holds releases with errors.
bool PortalBuild::is_told(const Finding& finding) const {
  const std::string_view rule = finding.rule->id;
  if (sources_.contains({rule, finding.ocid}) || sources_.contains({rule, std::string()}))
    return true;
  return finding.variant == "releases-embedded" && sources_.contains({"", finding.ocid});
}

void PortalBuild::take(const PackageChecks::Result& result, portal::Builder& builder) {
  io::Input input;
  input.name = result.path;
  const std::size_t file = log_.begin_file(input);
  std::map<std::string_view, std::uint64_t> handed_on;
  for (const Finding& finding : result.findings) {
    ++handed_on[finding.rule->id];
    if (!is_told(finding)) log_.add(finding, file);
  }
  for (const auto& [rule, count] : result.file.by_rule) {
    if (!found_rules_.contains(rule)) log_.add_unsaid(*find_rule(rule), count - handed_on[rule]);
    schema_errors_ = schema_errors_ || rule.starts_with("schema.");
  }
  log_.file(file) = result.file;
  builder.add_result(result.path, {result.file.profile, result.file.version, result.file.errors,
                                   result.file.warnings, result.file.notes});
}

void PortalBuild::tell(const portal::Problem& problem) {
  constexpr std::uint64_t most = 5;
  const bool said = is_error(problem.kind) || !console_.settings().quiet;
  if (++problems_[problem.kind] > most || !said) return;
  console_.say(console_.text(name_of(problem.kind), {{"file", problem.file},
                                                     {"ocid", problem.ocid},
                                                     {"id", problem.id},
                                                     {"detail", problem.detail}}));
}

void PortalBuild::tell_more() {
  constexpr std::uint64_t most = 5;
  for (const auto& [kind, count] : problems_) {
    if (count <= most || console_.settings().quiet) continue;
    console_.say(console_.text("publish.more", {{"count", messages::count(count - most)}}));
  }
}

}  // namespace edca::cli
