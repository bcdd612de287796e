#include "projects/project_run.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/instant.hpp"
#include "base/session.hpp"
#include "base/url.hpp"
#include "edca/error.hpp"
#include "items/origin.hpp"
#include "json/members.hpp"
#include "projects/existing.hpp"
#include "projects/touched.hpp"
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

}  // namespace

Plan::Plan(ProjectOptions given)
    : options(std::move(given)),
      choice(options.read),
      mapping(read_mapping(options.projects)),
      transforms(chosen_transforms(options)) {
  const process::Ruleset ruleset(choice);  // what is wrong with the profile is said at once
  if (options.compatible && !options.into.empty())
    throw Error(ErrorKind::usage, "arguments.together",
                {{"one", "--into"}, {"other", "--compatible"}});
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
  if (!plan_.options.into.empty()) into_ = io::expand({plan_.options.into});
  if (!into_.problems.empty())
    throw Error(ErrorKind::input, "convert.into", {{"path", plan_.options.into}});
  total_ = io::bytes_of(into_) + io::bytes_of(inputs);
  // Both lie in memory side by side while processes go from one to the other.
  const std::uint64_t half = std::max<std::uint64_t>(session_.memory / 2, 1 << 20);
  const io::Grouper::Options options =
      io::grouper_options(half, session_.temporary_folder, {&into_, &inputs});
  releases_ = std::make_unique<io::Grouper>(options);
  processes_ = std::make_unique<io::Grouper>(options);
  ExistingReader existing(plan_.options.read.encoding, session_.temporary_folder, *releases_,
                          *processes_, log_);
  existing.read(into_, [&](std::uint64_t bytes) { return go_on(bytes); });
  if (summary_.cancelled) return;
  const std::uint64_t before = io::bytes_of(into_);
  reader_ = std::make_unique<process::ReleaseReader>(plan_.options.read.encoding,
                                                     session_.temporary_folder, *releases_,
                                                     ruleset_, packages_, log_);
  reader_->accept_compiled();
  reader_->read(inputs, [&](std::uint64_t bytes) { return go_on(before + bytes); });
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
void ProjectRun::merge(const io::Group& group, std::span<const io::Entry> all) {
  io::GroupBatch one;
  std::vector<std::string> existing;
  for (const io::Entry& each : all) {
    if (items::Origin::read(each.head).existing) {
      existing.emplace_back(each.text);
    } else {
      one.entries.push_back(each);
    }
  }
  const std::span<const io::Entry> entries(one.entries);
  if (entries.empty()) return;
  one.groups.push_back({group.key, 0, entries.size(), group.bytes});
  process::Merged merged;
  merger_->run(one, merged);
  merged.tell(log_);
  if (merged.text.empty()) {
    ++summary_.refused;
    return;
  }
  const std::string_view compiled(merged.text.data(), merged.text.size() - 1);
  const std::vector<std::string> projects = projects_of(group.key, compiled, std::move(existing));
  if (projects.empty()) {
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
  for (const std::string& each : projects) processes_->add(each, entries.front().head, text);
}

/// What the user says counts for more than what the projects say, and that for more than what the
/// process itself does.
std::vector<std::string> ProjectRun::projects_of(std::string_view ocid, std::string_view compiled,
                                                 std::vector<std::string> existing) const {
  if (const auto found = plan_.mapping.find(std::string(ocid)); found != plan_.mapping.end())
    return {found->second};
  if (!plan_.options.project_id.empty()) return {plan_.options.project_id};
  if (!existing.empty()) {
    std::sort(existing.begin(), existing.end());
    existing.erase(std::unique(existing.begin(), existing.end()), existing.end());
    return existing;
  }
  std::string_view text = compiled;
  for (const std::string_view name : {"planning", "project", "id"}) {
    if (!text.starts_with('{')) break;
    text = json::member_of(text, name);
  }
  const bool number = !text.empty() && (text[0] == '-' || (text[0] >= '0' && text[0] <= '9'));
  const std::string id = number ? std::string(text) : json::decoded(text).value_or("");
  if (id.empty() && !plan_.options.compatible) return {};
  return {id};
}

/// Where the file with a release is published; empty when that is not known.
std::string ProjectRun::address_of(const io::Entry& entry) {
  const items::Origin origin = items::Origin::read(entry.head);
  std::string base = plan_.options.base_url;
  const std::string_view name = file_name(log_.file(origin.file).file);
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
  const auto is_new = [](const io::Entry& each) {
    return !items::Origin::read(each.head).existing;
  };
  const std::size_t known = static_cast<std::size_t>(
      std::find_if(entries.begin(), entries.end(), is_new) - entries.begin());
  if (known > 1)
    throw Error(ErrorKind::input, "convert.into-twice",
                {{"path", plan_.options.into}, {"project", std::string(group.key)}});
  tree_.clear();
  if (known == 1) static_cast<void>(tree_.parse(entries[0].text));
  std::vector<Process> processes = processes_of(entries.subspan(known));
  const Node* project = known == 1 ? &tree_.at(0) : nullptr;
  const std::size_t count = processes.size();
  Draft draft(
      std::string(group.key), std::move(processes), project, plan_.options.compatible, now_,
      [this](Finding finding, const Process* process) { tell(std::move(finding), process); });
  std::string line;
  if (count > 0)
    for (const Transform* each : plan_.transforms) each->run(draft);
  if (project != nullptr) {
    line = updated(draft, *project, entries[0]);
  } else if (fit(draft)) {
    line = json::write(draft.output) + "\n";
  }
  if (line.empty()) {
    summary_.refused += count;
    return true;
  }
  ++summary_.projects;
  summary_.processes += count;
  return write(line);
}

/// Parses the processes of a project behind what is in the tree.
std::vector<Process> ProjectRun::processes_of(std::span<const io::Entry> entries) {
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
  return processes;
}

/// Makes what was drafted valid; false where nothing of it can be.
bool ProjectRun::fit(Draft& draft) {
  if (!plan_.shape) return true;
  for (std::size_t n = 0; draft.output.find("contractingProcesses") && n < draft.processes().size();
       ++n)
    draft.process(n).erase("embeddedReleases");
  return plan_.shape->fit(draft.output, [&](const std::string& pointer, const json::Value& value) {
    draft.dropped(pointer, value);
  });
}

/// A project with what its processes say by now, in a line.
std::string ProjectRun::updated(Draft& draft, const Node& known, const io::Entry& entry) {
  json::Value project = copy(known);
  const std::string id(project.text("id"));
  Update::leave_out_known(draft.output, project);
  Touched touched;
  if (!draft.processes().empty() && fit(draft))
    Update(project, draft.output, now_, [&](const Change& change) {
      if (change.why != Change::kept) touched.add(change.pointer);
      tell(change, id, entry.head);
    }).run();
  std::string line;
  touched.write(entry.text, project, line);
  return line + "\n";
}

void ProjectRun::tell(const Change& change, const std::string& project, std::string_view origin) {
  const bool kept = change.why == Change::kept;
  Finding finding =
      items::RunLog::make(kept ? base::RuleId("convert.dropped") : base::RuleId("convert.updated"));
  finding.variant = change.why;
  finding.arguments = {{"project", project},
                       {"field", change.pointer.substr(1)},
                       {"old", change.old == nullptr ? "" : shown(*change.old)},
                       {"new", shown(*change.now)}};
  if (kept) {
    finding.value = shown(*change.old);
  } else {
    finding.old_value = change.old == nullptr ? "" : json::write(*change.old);
    finding.new_value = json::write(*change.now);
  }
  Process process;
  process.ocid = change.ocid;
  process.origin = origin;
  tell(std::move(finding), &process, change.pointer);
}

void ProjectRun::tell(Finding finding, const Process* process, std::string_view below) {
  if (process == nullptr) return log_.add(finding);
  const items::Origin origin = items::Origin::read(process->origin);
  finding.has_position = true;
  finding.at = {reader_->one_byte() ? origin.place.code_points : origin.place.offset,
                origin.place.line, origin.place.column};
  finding.pointer = std::string(origin.base).append(below);
  finding.ocid = process->ocid;
  log_.add(std::move(finding), origin.file);
}

}  // namespace edca::projects
