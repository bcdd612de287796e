#include "process/merge_run.hpp"

#include <algorithm>
#include <optional>

#include "base/session.hpp"
#include "edca/error.hpp"
#include "json/members.hpp"

namespace edca::process {
namespace {

bool makes_records(const MergeOptions& options) {
  return options.product == MergeProduct::records ||
         options.product == MergeProduct::record_package;
}

OutputForm form_of(const MergeOptions& options) {
  OutputForm form;
  form.records = makes_records(options);
  form.versioned =
      form.records ? options.versioned : options.product == MergeProduct::versioned_releases;
  form.linked = form.records && options.linked;
  form.blame = options.product == MergeProduct::blame;
  form.existing_name = options.into;
  return form;
}

merge::Options engine_options(const MergeOptions& options) {
  merge::Options result;
  result.strict = options.strict;
  result.blame = options.product == MergeProduct::blame;
  result.on_duplicate_id = options.same_ids == SameIds::append        ? merge::Strategy::append
                           : options.same_ids == SameIds::by_position ? merge::Strategy::position
                                                                      : merge::Strategy::merge;
  return result;
}

}  // namespace

MergeRun::MergeRun(const ocds::ProfileChoice& choice, const MergeOptions& options,
                   const Session& session, FindingSink& sink)
    : choice_(choice),
      options_(options),
      session_(session),
      log_(sink),
      ruleset_(choice, options.schema_file, options.upgrade) {
  if (options.into.empty()) return;
  into_ = io::expand({options.into});
  if (!into_.problems.empty()) {
    throw Error(ErrorKind::input, "merge.into", {{"path", options.into}});
  }
}

MergeSummary MergeRun::run(const io::InputList& inputs, const Merger::Write& write) {
  begin(inputs);
  read_existing();
  if (!summary_.cancelled) {
    reader_->read(inputs, [&](std::uint64_t bytes) { return read_on(bytes); });
  }
  merge(write);
  log_.finish();
  summary_.findings = log_.summary();
  return std::move(summary_);
}

void MergeRun::begin(const io::InputList& inputs) {
  total_ = io::bytes_of(into_) + io::bytes_of(inputs);
  grouper_ = std::make_unique<io::Grouper>(
      io::grouper_options(session_.memory, session_.temporary_folder, {&into_, &inputs}));
  reader_ = std::make_unique<ReleaseReader>(options_.read.encoding, session_.temporary_folder,
                                            *grouper_, ruleset_, packages_, log_);
  if (options_.upgrade) reader_->upgrade_with(choice_);
  if (options_.product == MergeProduct::compiled_releases)
    reader_->hand_projects_to(
        [this](const items::Item& item, std::size_t file) { add_project(item, file); });
}

void MergeRun::add_project(const items::Item& item, std::size_t file) {
  const std::optional<std::string> id = json::decoded(json::member_of(item.text, "id"));
  if (!id || id->empty()) {
    Finding finding = items::RunLog::make("merge.no-releases");
    finding.variant = "project-id";
    const base::Place& place = item.place;
    finding.at = {reader_->one_byte() ? place.code_points : place.offset, place.line, place.column};
    finding.pointer = item.base;
    return log_.add(std::move(finding), file);
  }
  if (!projects_) {
    io::Grouper::Options options = io::grouper_options(
        std::max<std::uint64_t>(session_.memory / 4, 1 << 20), session_.temporary_folder, {});
    projects_ = std::make_unique<ProjectMerge>(options, options_, log_, reader_->one_byte());
  }
  projects_->add(*id, item, file);
}

/// Tells how far reading is, and answers whether to go on.
bool MergeRun::read_on(std::uint64_t bytes) {
  base::tell(session_, {log_.files() - 1, into_bytes_ + bytes, total_ * 2});
  summary_.cancelled = base::cancelled(session_);
  return !summary_.cancelled;
}

void MergeRun::read_existing() {
  const bool versioned = options_.product == MergeProduct::versioned_releases;
  for (const io::Input& input : into_.inputs) {
    if (summary_.cancelled) return;
    reader_->read_existing(input, versioned, [&](std::uint64_t bytes) { return read_on(bytes); });
    into_bytes_ += input.bytes;
  }
}

void MergeRun::merge(const Merger::Write& write) {
  if (summary_.cancelled || log_.files() == 0) return;
  grouper_->finish();
  const merge::Rules rules(ruleset_.release_schema());
  if (ruleset_.mixed() && choice_.options.profile == "auto" && options_.schema_file.empty()) {
    log_.add(items::RunLog::make_general("merge.mixed-versions"));
  }
  if (options_.rules_known) {
    options_.rules_known({ruleset_.profile(), ruleset_.extension_count()});
  }
  const merge::Options engine = engine_options(options_);
  const base::Workers workers =
      grouper_->bytes() < (1 << 20) ? base::Workers() : base::workers(session_);
  Pipeline pipeline(*grouper_, log_, workers, [&] {
    return std::make_unique<ProcessMerger>(rules, engine, form_of(options_), packages_,
                                           reader_->one_byte());
  });
  merge_all(pipeline, write);
  if (projects_ && !summary_.cancelled) summary_.cancelled = !projects_->run(write, summary_);
  summary_.releases = grouper_->entries();
  summary_.processes = pipeline.processes();
  summary_.refused = pipeline.refused();
}

void MergeRun::merge_all(Pipeline& pipeline, const Merger::Write& write) {
  const bool package = options_.product == MergeProduct::record_package;
  std::uint64_t written = 0;
  pipeline.run([&](std::string_view text) {
    const bool more = package ? into_package(text, write) : write(text);
    written += text.size();
    base::tell(session_, {log_.files(), total_ + std::min(written, total_), total_ * 2});
    summary_.cancelled = !more || base::cancelled(session_);
    return !summary_.cancelled;
  });
  if (!package || summary_.cancelled || pipeline.processes() + pipeline.refused() == 0) return;
  const bool empty = !package_open_;
  package_text_.clear();
  open_package();
  package_text_ += empty ? "]}\n" : "\n]}\n";
  summary_.cancelled = !write(package_text_);
}

/// In a package the records stand in a list: a comma goes before each but the first.
bool MergeRun::into_package(std::string_view text, const Merger::Write& write) {
  package_text_.clear();
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    package_text_ += package_open_ ? "," : "";
    open_package();
    package_text_ += '\n';
    package_text_ += text.substr(0, end);
    text.remove_prefix(end + 1);
  }
  return write(package_text_);
}

void MergeRun::open_package() {
  if (package_open_) return;
  package_open_ = true;
  std::vector<Finding> findings;
  package_text_ +=
      packages_.open_package(options_.package, ruleset_.version(), ruleset_.extra_urls(), findings);
  for (const Finding& finding : findings) log_.add(finding);
}

}  // namespace edca::process
