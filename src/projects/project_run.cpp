#include "projects/project_run.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/instant.hpp"
#include "base/session.hpp"
#include "base/url.hpp"
#include "items/origin.hpp"
#include "json/members.hpp"
#include "semantics/semantic_rules.hpp"

namespace edca::projects {
namespace {

constexpr std::size_t batch_bytes = std::size_t{1} << 20;

/// The time of the run as a date-time.
std::string time_of(const ProjectOptions& options, const Session& session) {
  const std::int64_t since_1970 = base::instant("1970-01-01T00:00:00Z")->seconds;
  const std::int64_t now =
      options.now.empty() ? base::now(session) : semantics::point_in_time(options.now) - since_1970;
  std::string text = base::date_time(now);
  // Compared as text with dates of any offset.
  if (options.compatible && text.ends_with('Z')) text.pop_back();
  return text;
}

/// The name of a file without its folders.
std::string_view name_of(std::string_view path) {
  return path.substr(path.rfind('/') + 1);
}

}  // namespace

Plan::Plan(ProjectOptions given)
    : options(std::move(given)),
      choice(options.read),
      mapping(read_mapping(options.projects)),
      transforms(chosen_transforms(options)) {
  const process::Ruleset ruleset(choice);  // what is wrong with the profile is said at once
  if (!options.now.empty()) static_cast<void>(semantics::point_in_time(options.now));
  if (!options.compatible)
    shape = Shape::of(choice.catalog.schema("oc4ids/0.9.5/project-schema.json"));
}

ProjectRun::ProjectRun(const Plan& plan, const Session& session, FindingSink& sink)
    : plan_(plan),
      session_(session),
      log_(sink),
      ruleset_(plan.choice),
      now_(time_of(plan.options, session)),
      history_(plan.options.compatible) {}

ProjectSummary ProjectRun::run(const io::InputList& inputs, const Write& write) {
  read(inputs);
  if (!summary_.cancelled && log_.files() > 0) {
    merge_all();
    if (!summary_.cancelled) make_all(write);
  }
  log_.finish();
  summary_.findings = log_.summary();
  return std::move(summary_);
}

void ProjectRun::read(const io::InputList& inputs) {
  total_ = io::bytes_of(inputs);
  // Both lie in memory side by side while processes go from one to the other.
  const std::uint64_t half = std::max<std::uint64_t>(session_.memory / 2, 1 << 20);
  const io::Grouper::Options options =
      io::grouper_options(half, session_.temporary_folder, {&inputs});
  releases_ = std::make_unique<io::Grouper>(options);
  processes_ = std::make_unique<io::Grouper>(options);
  reader_ = std::make_unique<process::ReleaseReader>(plan_.options.read.encoding,
                                                     session_.temporary_folder, *releases_,
                                                     ruleset_, packages_, log_);
  reader_->accept_compiled();
  reader_->read(inputs, [&](std::uint64_t bytes) { return go_on(bytes); });
}

/// Tells how far the run is, and answers whether to go on.
bool ProjectRun::go_on(std::uint64_t bytes) {
  base::tell(session_, {log_.files() - 1, bytes, total_ * 3});
  summary_.cancelled = summary_.cancelled || base::cancelled(session_);
  return !summary_.cancelled;
}

void ProjectRun::merge_all() {
  releases_->finish();
  rules_ = std::make_unique<merge::Rules>(ruleset_.release_schema());
  merger_ = std::make_unique<process::ProcessMerger>(
      *rules_, merge::Options(), process::OutputForm(), packages_, reader_->one_byte());
  io::GroupBatch batch;
  std::uint64_t done = 0;
  while (!summary_.cancelled && releases_->next(batch, batch_bytes)) {
    const std::span<const io::Entry> entries(batch.entries);
    for (const io::Group& each : batch.groups) {
      merge(each, entries.subspan(each.first, each.count));
      done += each.bytes;
    }
    go_on(total_ + std::min(done, total_));
  }
  merger_.reset();
  releases_.reset();
}

/// Merges the releases of a process, and puts it with the others of its project.
void ProjectRun::merge(const io::Group& group, std::span<const io::Entry> entries) {
  io::GroupBatch one;
  one.groups.push_back({group.key, 0, entries.size(), group.bytes});
  one.entries.assign(entries.begin(), entries.end());
  process::Merged merged;
  merger_->run(one, merged);
  merged.tell(log_);
  if (merged.text.empty()) {
    ++summary_.refused;
    return;
  }
  const std::string_view compiled(merged.text.data(), merged.text.size() - 1);
  const std::string project = project_of(group.key, compiled);
  if (project.empty() && !plan_.options.compatible) {
    const items::Origin origin = items::Origin::read(entries.front().head);
    Process process;
    process.ocid = group.key;
    process.origin = entries.front().head;
    ++summary_.refused;
    log_.add_item_with_errors(origin.file);
    return tell(items::RunLog::make("convert.no-project"), &process);
  }
  std::vector<ReleaseText> texts;
  for (const io::Entry& each : entries) texts.push_back({each.text, address_of(each)});
  std::string text(compiled);
  text.append("\n").append(history_.tell(texts));
  processes_->add(project, entries.front().head, text);
}

std::string ProjectRun::project_of(std::string_view ocid, std::string_view compiled) const {
  if (const auto found = plan_.mapping.find(std::string(ocid)); found != plan_.mapping.end())
    return found->second;
  if (!plan_.options.project_id.empty()) return plan_.options.project_id;
  std::string_view text = compiled;
  for (const std::string_view name : {"planning", "project", "id"}) {
    if (!text.starts_with('{')) return {};
    text = json::member_of(text, name);
  }
  const bool number = !text.empty() && (text[0] == '-' || (text[0] >= '0' && text[0] <= '9'));
  return number ? std::string(text) : json::decoded(text).value_or("");
}

/// Where the file with a release is published; empty when that is not known.
std::string ProjectRun::address_of(const io::Entry& entry) {
  const items::Origin origin = items::Origin::read(entry.head);
  std::string base = plan_.options.base_url;
  const std::string_view name = name_of(log_.file(origin.file).file);
  if (base.empty() || name == "-") return packages_.uri(origin.package);
  if (!base.ends_with('/')) base += '/';
  return base + base::encode_path(name);
}

void ProjectRun::make_all(const Write& write) {
  processes_->finish();
  io::GroupBatch batch;
  std::uint64_t done = 0;
  while (!summary_.cancelled && processes_->next(batch, batch_bytes)) {
    const std::span<const io::Entry> entries(batch.entries);
    for (const io::Group& each : batch.groups) {
      if (!make(each, entries.subspan(each.first, each.count), write)) summary_.cancelled = true;
      if (summary_.cancelled) break;
      done += each.bytes;
    }
    go_on(total_ * 2 + std::min(done, total_));
  }
}

/// Makes and writes a project; false ends the run.
bool ProjectRun::make(const io::Group& group, std::span<const io::Entry> entries,
                      const Write& write) {
  tree_.clear();
  // Two texts, so that neither is deeper than its release.
  std::vector<std::pair<std::size_t, std::optional<std::size_t>>> roots;
  for (const io::Entry& each : entries) {
    const std::size_t end = each.text.find('\n');
    const std::size_t compiled = tree_.parse(each.text.substr(0, end)).root;
    const json::Tree::Read history = tree_.parse(each.text.substr(end + 1));
    roots.emplace_back(compiled, std::nullopt);
    if (history.error == json::ReadError::none) roots.back().second = history.root;
  }
  std::vector<Process> processes;
  for (std::size_t n = 0; n < entries.size(); ++n) {
    Process process;
    process.compiled = &tree_.at(roots[n].first);
    if (roots[n].second) process.history = &tree_.at(*roots[n].second);
    process.ocid = text(process.compiled, "ocid");
    process.origin = entries[n].head;
    processes.push_back(std::move(process));
  }
  Draft draft(
      std::string(group.key), std::move(processes), plan_.options.compatible, now_,
      [this](Finding finding, const Process* process) { tell(std::move(finding), process); });
  for (const Transform* each : plan_.transforms) each->run(draft);
  const std::string line = finished(draft);
  if (line.empty()) {
    summary_.refused += entries.size();
    return true;
  }
  ++summary_.projects;
  summary_.processes += entries.size();
  return write(line);
}

/// A valid project in a line; empty where there can be none.
std::string ProjectRun::finished(Draft& draft) {
  if (plan_.shape) {
    for (std::size_t n = 0;
         draft.output.find("contractingProcesses") && n < draft.processes().size(); ++n)
      draft.process(n).erase("embeddedReleases");
    const bool fits =
        plan_.shape->fit(draft.output, [&](const std::string& pointer, const json::Value& value) {
          draft.dropped(pointer, value);
        });
    if (!fits) return {};
  }
  return json::write(draft.output) + "\n";
}

void ProjectRun::tell(Finding finding, const Process* process) {
  if (process == nullptr) return log_.add(finding);
  const items::Origin origin = items::Origin::read(process->origin);
  finding.has_position = true;
  finding.at = {reader_->one_byte() ? origin.place.code_points : origin.place.offset,
                origin.place.line, origin.place.column};
  finding.pointer = origin.base;
  finding.ocid = process->ocid;
  log_.add(std::move(finding), origin.file);
}

}  // namespace edca::projects
