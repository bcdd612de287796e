#include "portal/portal_run.hpp"

#include <algorithm>
#include <chrono>

#include "base/session.hpp"
#include "merge/rules.hpp"
#include "portal/emergency.hpp"
#include "portal/packages.hpp"
#include "portal/shard_writer.hpp"
#include "portal/words.hpp"

namespace edca::portal {
namespace {

using Clock = std::chrono::steady_clock;
using Ending = PortalSummary::Verdict;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

Language main_language(const PortalForm& form) {
  return form.languages.empty() ? Language::spanish : form.languages.front();
}

pages::Settings page_settings(const PortalOptions& options) {
  pages::Settings settings;
  settings.reading = options.validate;
  settings.search = options.search;
  // Indicators are about contracting processes.
  settings.indicators = options.indicators && !options.validate.profile.starts_with("oc4ids");
  settings.title_es = dataset_title(options.dataset, Language::spanish);
  settings.title_en = dataset_title(options.dataset, Language::english);
  return settings;
}

bool can_be_read(const PortalFile& file) {
  return file.kind == package_of(ItemKind::record) || file.kind == package_of(ItemKind::project);
}

}  // namespace

PortalRun::PortalRun(const RunSetup& setup, std::string folder, FindingSink& sink,
                     const Session& session)
    : options_(setup.options),
      setup_(setup),
      folder_(std::move(folder)),
      session_(session),
      validation_(sink, setup.options.pages, main_language(setup.options)),
      log_(validation_),
      checks_(setup.of_packages, folder_, session),
      exports_(setup.exports, setup.options, setup.of_inputs, log_) {
  if (setup.choice != nullptr) rules_ = std::make_unique<process::Ruleset>(*setup.choice);
  if (options_.pages) pages_ = std::make_unique<pages::Pages>(page_settings(options_), session_);
}

PortalSummary PortalRun::run(const io::InputList& inputs) {
  auto start = Clock::now();
  Builder builder(folder_, options_.dataset, builder_options());
  InputReader reader(setup_.of_inputs, session_, !options_.records, builder, rules_.get(), log_);
  read(inputs, reader);
  if (base::cancelled(session_)) return end(Ending::cancelled);
  if (!exports_.empty()) exports_.judge();
  if ((reader.items() == 0 && exports_.empty()) || !log_.any_read())
    return end(Ending::nothing_read);
  std::unique_ptr<merge::Rules> rules;
  if (reader.any_release() && rules_) {
    rules = std::make_unique<merge::Rules>(rules_->release_schema());
  }
  checks_.begin(reader.checks(), rules.get());
  summary_.files = builder.write_data(rules.get());
  summary_.build_seconds = seconds_since(start);
  start = Clock::now();
  take_results(reader.checks(), builder);
  summary_.validate_seconds = seconds_since(start);
  if (base::cancelled(session_)) return end(Ending::cancelled);
  start = Clock::now();
  std::vector<PortalFile> data = summary_.files;
  if (setup_.tables != nullptr) {
    std::vector<PortalFile> made = setup_.tables->make(folder_, summary_.files, session_);
    if (base::cancelled(session_)) return end(Ending::cancelled);
    data.insert(data.end(), made.begin(), made.end());
    builder.add_tables(std::move(made));
  }
  if (!exports_.empty()) {
    builder.add_files(exports_.make(folder_, session_), exports_.verdict());
    if (base::cancelled(session_)) return end(Ending::cancelled);
  }
  log_.finish();
  make_pages(data, builder);
  if (base::cancelled(session_)) return end(Ending::cancelled);
  summary_.files = builder.finish();
  for (PortalFile& file : summary_.files) file.local = folder_ + "/" + file.path;
  summary_.build_seconds += seconds_since(start);
  return end(fails() ? Ending::fails : Ending::passes);
}

PortalSummary PortalRun::end(Ending verdict) {
  if (verdict == Ending::nothing_read) log_.finish();
  summary_.verdict = verdict;
  summary_.findings = log_.summary();
  return std::move(summary_);
}

Options PortalRun::builder_options() {
  Options options;
  static_cast<PortalForm&>(options) = options_;
  options.temporary_folder = session_.temporary_folder;
  options.memory = session_.memory;
  options.threads = base::workers(session_).threads;
  options.executor = session_.executor;
  options.observer = &checks_;
  options.tell = [this](const Problem& problem) {
    ++summary_.problems[problem.kind];
    if (options_.tell) options_.tell(problem);
  };
  return options;
}

void PortalRun::read(const io::InputList& inputs, InputReader& reader) {
  const std::uint64_t total = io::bytes_of(inputs);
  reader.read_all(inputs, [&](std::uint64_t bytes) {
    base::tell(session_, {log_.files() - 1, bytes, total});
    return !base::cancelled(session_);
  });
}

void PortalRun::take_results(const ItemChecks& items, Builder& builder) {
  while (const auto result = checks_.next()) {
    if (result->items != 0 && told_.insert(result->items).second) take(items.found(result->items));
    take(*result, builder);
  }
}

/// What was found in items, where they stood when they were read.
void PortalRun::take(const ItemChecks::Found& found) {
  for (const auto& [finding, file] : found.list) {
    tell(finding, file);
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

void PortalRun::tell(const Finding& finding, std::size_t file) {
  log_.add(finding, file);
  if (pages_) pages_->add(finding);
}

/// Pages for reading, where there is something to read.
void PortalRun::make_pages(const std::vector<PortalFile>& data, Builder& builder) {
  if (!pages_ || std::ranges::none_of(data, can_be_read)) return;
  ShardWriter writer(folder_, base::workers(session_));
  pages::Overview overview =
      pages_->make(data, folder_, [&](pages::Shard shard) { writer.add(std::move(shard)); });
  builder.add_pages(std::move(overview), writer.finish(), validation_.finish(log_.summary()));
  if (!options_.emergency || base::cancelled(session_)) return;
  auto emergency = find_emergency(data, folder_, options_.validate, session_);
  if (emergency) builder.add_emergency(std::move(*emergency));
}

/// Whether a finding of a file that was made repeats what was found in the inputs: the same rule in
/// the same process, or that a record holds releases with errors.
bool PortalRun::is_told(const Finding& finding) const {
  const std::string_view rule = finding.rule->id;
  if (sources_.contains({rule, finding.ocid}) || sources_.contains({rule, std::string()}))
    return true;
  return finding.variant == "releases-embedded" && sources_.contains({"", finding.ocid});
}

void PortalRun::take(const PackageChecks::Result& result, Builder& builder) {
  io::Input input;
  input.name = result.path;
  const std::size_t file = log_.begin_file(input);
  std::map<std::string_view, std::uint64_t> handed_on;
  for (const Finding& finding : result.findings) {
    ++handed_on[finding.rule->id];
    if (!is_told(finding)) tell(finding, file);
  }
  for (const auto& [rule, count] : result.file.by_rule) {
    if (!found_rules_.contains(rule)) log_.add_unsaid(*find_rule(rule), count - handed_on[rule]);
    schema_errors_ = schema_errors_ || rule.starts_with("schema.");
  }
  log_.file(file) = result.file;
  builder.add_result(result.path, {result.file.profile, result.file.version, result.file.errors,
                                   result.file.warnings, result.file.notes});
}

bool PortalRun::fails() const {
  if (options_.require == PortalRequirement::none) return false;
  const bool left_out =
      std::ranges::any_of(summary_.problems, [](const auto& each) { return is_error(each.first); });
  if (left_out) return true;
  if (options_.require == PortalRequirement::schema) return schema_errors_;
  if (!options_.fail_on) return false;
  const Summary& found = log_.summary();
  if (found.errors > 0 || found.files_read < found.files) return true;
  const bool warns = found.warnings > 0 && *options_.fail_on <= Severity::warning;
  return warns || (found.notes > 0 && *options_.fail_on == Severity::note);
}

}  // namespace edca::portal
