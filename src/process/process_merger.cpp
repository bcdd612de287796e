#include "process/process_merger.hpp"

#include <algorithm>

#include "base/instant.hpp"
#include "edca/error.hpp"
#include "json/members.hpp"
#include "merge/reference_values.hpp"

namespace edca::process {
namespace {

using merge::Form;
using merge::Reason;

constexpr std::size_t ids_named = 10;

const char* name_of(Reason reason) {
  switch (reason) {
    case Reason::not_object:
      return "not-object";
    case Reason::date_missing:
      return "date-missing";
    case Reason::date_null:
      return "date-null";
    case Reason::date_type:
      return "date-type";
    case Reason::date_format:
      return "date-format";
    case Reason::ocid_missing:
      return "ocid-missing";
    case Reason::ocid_differs:
      return "ocid-differs";
    case Reason::type_clash:
      return "type-clash";
    case Reason::id_type:
      return "id-type";
    case Reason::not_versioned:
      return "not-versioned";
    default:
      return "";
  }
}

/// The first few of them, separated by commas.
std::string listed(const std::vector<std::string>& ids) {
  std::string list;
  for (std::size_t at = 0; at < std::min(ids.size(), ids_named); ++at) {
    if (at > 0) list += ", ";
    list += ids[at];
  }
  if (ids.size() > ids_named) list += ", …";
  return list.empty() ? "–" : list;
}

/// The value of `id` as it names a release in findings.
std::string id_of(std::string_view release) {
  const std::string_view id = json::member_of(release, "id");
  return json::decoded(id).value_or(std::string(id));
}

}  // namespace

void Merged::tell(items::RunLog& log) {
  for (auto& [finding, file] : findings) {
    if (finding.severity == Severity::error) log.add_item_with_errors(file);
    log.add(std::move(finding), file);
  }
  for (const auto& [more, file] : unlisted)
    log.add_unsaid(edca::rules()[more.rule], more.count, file);
  for (const std::uint64_t file : files) log.file(file).read = true;
}

ProcessMerger::ProcessMerger(const merge::Rules& rules, const merge::Options& options,
                             OutputForm form, const PackageFacts& packages, bool one_byte_encoding)
    : form_(std::move(form)),
      packages_(packages),
      one_byte_(one_byte_encoding),
      merger_(rules, options),
      scope_{std::vector<bool>(edca::rules().size(), true)},
      checker_(scope_, one_byte_encoding) {}

void ProcessMerger::run(const io::GroupBatch& batch, Merged& merged) {
  merged_ = &merged;
  const std::span<const io::Entry> entries(batch.entries);
  for (const io::Group& group : batch.groups) {
    process(group.key, entries.subspan(group.first, group.count));
  }
  std::sort(merged.files.begin(), merged.files.end());
  merged.files.erase(std::unique(merged.files.begin(), merged.files.end()), merged.files.end());
}

/// Sorts entries into releases and what exists already; false when nothing is there to be merged.
bool ProcessMerger::collect(std::span<const io::Entry> entries) {
  sources_.clear();
  existing_.reset();
  by_id_.clear();
  for (const io::Entry& entry : entries) {
    const Source source{entry.text, items::Origin::read(entry.head)};
    if (!source.origin.existing) {
      sources_.push_back(source);
      continue;
    }
    // What this program wrote has every process once.
    if (existing_) refuse_existing();
    existing_ = source;
  }
  return !sources_.empty();
}

void ProcessMerger::refuse_existing() const {
  throw Error(ErrorKind::input, "merge.into", {{"path", form_.existing_name}});
}

void ProcessMerger::process(std::string_view ocid, std::span<const io::Entry> entries) {
  if (!collect(entries)) return keep_existing(ocid);
  merge_process(ocid);
  for (const Source& source : sources_) note_read(source);
  if (existing_) note_read(*existing_);
}

void ProcessMerger::note_read(const Source& source) {
  if (merged_->files.empty() || merged_->files.back() != source.origin.file) {
    merged_->files.push_back(source.origin.file);
  }
}

void ProcessMerger::merge_process(std::string_view ocid) {
  const std::string_view existing = existing_ ? existing_->text : std::string_view();
  const Form form = form_.versioned && !form_.records ? Form::versioned : Form::compiled;
  for (bool again = true;; again = false) {
    texts_.clear();
    for (const Source& source : sources_) texts_.push_back(source.text);
    compiled_.clear();
    merge::Result result = merger_.merge(texts_, form, compiled_, existing);
    const bool unreadable = !result.ok() && (result.failure->reason == Reason::unreadable ||
                                             result.failure->reason == Reason::too_deep);
    if (unreadable && again && !result.failure->releases.empty()) {
      drop_unreadable();
      if (sources_.empty()) return keep_existing(ocid);
      continue;
    }
    if (unreadable) refuse_existing();
    for (const std::size_t input : result.lossy) say_losses(sources_[input]);
    for (const merge::Warning& warning : result.warnings) warn(ocid, warning);
    if (result.ok() && form_.records && form_.versioned) {
      versioned_.clear();
      const merge::Result other = merger_.again(Form::versioned, versioned_);
      result.failure = other.failure;
      // All the others were told of the compiled release already.
      for (const merge::Warning& warning : other.warnings) {
        if (warning.code == "merge.hidden-change") warn(ocid, warning);
      }
    }
    if (!result.ok()) return refuse(ocid, *result.failure);
    if (existing_ && !form_.versioned) compare_dates(ocid);
    ++merged_->processes;
    if (form_.records) return write_record(ocid);
    if (!form_.blame) {
      merged_->text.append(compiled_).append("\n");
      return;
    }
    writer_.clear();
    writer_.raw("{\"ocid\":");
    writer_.escape(ocid);
    writer_.raw(",\"blame\":");
    merged_->text.append(writer_.view()).append(result.blame).append("}\n");
    return;
  }
}

/// Says which values of a release do not come into the result.
void ProcessMerger::say_losses(const Source& source) {
  const auto is_loss = [](const Rule& rule) {
    return rule.id == "input.duplicate-key" || rule.id == "input.surrogate";
  };
  check::Findings findings;
  checker_.check({source.text, source.origin.place, std::string(source.origin.base)}, findings);
  std::uint64_t more = 0;
  for (const semantics::Tally::Count& unlisted : findings.unlisted()) {
    if (!is_loss(edca::rules()[unlisted.rule])) continue;
    merged_->unlisted.emplace_back(unlisted, source.origin.file);
    more += unlisted.count;
  }
  for (Finding& finding : findings.list)
    if (is_loss(*finding.rule))
      merged_->findings.emplace_back(std::move(finding), source.origin.file);
  if (more != 0) add("input.unlisted", source, {}).arguments = {{"count", std::to_string(more)}};
}

/// Takes the releases out that are no JSON, each with a finding that says why.
void ProcessMerger::drop_unreadable() {
  std::vector<Source> kept;
  for (const Source& source : sources_) {
    tree_.clear();
    const json::Tree::Read read = tree_.parse(source.text);
    if (read.error == json::ReadError::none) {
      kept.push_back(source);
      continue;
    }
    check::Findings findings;
    const check::ItemTask task{source.text, source.origin.place, std::string(source.origin.base)};
    checker_.check(task, findings);
    if (checker_.errors(findings) == 0) checker_.add(task, "input.syntax", read.offset, findings);
    for (Finding& finding : findings.list) {
      merged_->findings.emplace_back(std::move(finding), source.origin.file);
    }
  }
  sources_ = std::move(kept);
}

/// A process without new releases stays as it is.
void ProcessMerger::keep_existing(std::string_view ocid) {
  if (!existing_) return;
  tree_.clear();
  const json::Tree::Read read = tree_.parse(existing_->text);
  if (read.error != json::ReadError::none) refuse_existing();
  ++merged_->processes;
  merged_->files.push_back(existing_->origin.file);
  writer_.clear();
  if (form_.blame) {
    writer_.raw("{\"ocid\":");
    writer_.escape(ocid);
    writer_.raw(",\"blame\":{}}");
  } else {
    writer_.value(tree_.at(read.root));
  }
  merged_->text.append(writer_.view()).append("\n");
}

void ProcessMerger::write_record(std::string_view ocid) {
  writer_.clear();
  writer_.raw("{\"ocid\":");
  writer_.escape(ocid);
  writer_.raw(",\"releases\":[");
  // In the order of merging, which does not depend on that of the input.
  for (const merge::Release& release : merger_.releases()) {
    if (form_.linked) {
      write_linked(*release.object, sources_[release.input], ocid);
    } else {
      writer_.value(*release.object);
    }
    writer_.put(',');
  }
  writer_.close(']');
  writer_.raw(",\"compiledRelease\":");
  merged_->text.append(writer_.view()).append(compiled_);
  if (form_.versioned) merged_->text.append(",\"versionedRelease\":").append(versioned_);
  merged_->text += "}\n";
}

void ProcessMerger::write_linked(const json::Node& release, const Source& source,
                                 std::string_view ocid) {
  const std::string& uri = packages_.uri(source.origin.package);
  const json::Node* id = json::find(release, "id");
  const bool has_id =
      id != nullptr && (id->kind == json::NodeKind::string || id->kind == json::NodeKind::number);
  if (uri.empty() || !has_id) {
    add("merge.link-missing", source, ocid).variant = uri.empty() ? "" : "id";
    writer_.value(release);
    return;
  }
  writer_.raw("{\"url\":");
  writer_.escape(uri + "#" + std::string(id->view()));
  for (const char* key : {"date", "tag"}) {
    const json::Node* value = json::find(release, key);
    if (value == nullptr) continue;
    writer_.put(',');
    writer_.escape(key);
    writer_.put(':');
    writer_.value(*value);
  }
  writer_.put('}');
}

void ProcessMerger::refuse(std::string_view ocid, const merge::Failure& failure) {
  ++merged_->refused;
  const std::size_t at = failure.releases.empty() ? 0 : failure.releases.front();
  Finding& finding = add("merge.refused", sources_[at], ocid);
  finding.variant = name_of(failure.reason);
  if (!failure.ids.empty()) finding.release = failure.ids.front();
  finding.arguments = {{"ocid", std::string(ocid)},
                       {"path", failure.path},
                       {"releases", listed(failure.ids)},
                       {"detail", failure.detail}};
  if (!existing_) return;
  // What was published before must not get lost because something new cannot be merged.
  add("merge.kept", *existing_, ocid);
  keep_existing(ocid);
}

void ProcessMerger::warn(std::string_view ocid, const merge::Warning& warning) {
  const std::string id = warning.releases.empty() ? std::string() : warning.releases.back();
  Finding& finding = add(warning.code, source_named(id), ocid);
  finding.release = id;
  finding.arguments = {
      {"path", warning.path}, {"releases", listed(warning.releases)}, {"detail", warning.detail}};
}

/// New releases that are older than what they are added to.
void ProcessMerger::compare_dates(std::string_view ocid) {
  const std::optional<std::string> date = json::decoded(json::member_of(existing_->text, "date"));
  if (!date) return;
  for (const Source& source : sources_) {
    const std::optional<std::string> other = json::decoded(json::member_of(source.text, "date"));
    if (!other) continue;
    const auto time = base::instant(*date);
    const auto other_time = base::instant(*other);
    if (time && other_time ? *other_time >= *time : *other >= *date) continue;
    Finding& finding = add("merge.older-release", source, ocid);
    finding.release = id_of(source.text);
    finding.arguments = {{"date", *other}, {"existing", *date}};
    return;
  }
}

/// The release of the process with that id; the first one when there is none.
const ProcessMerger::Source& ProcessMerger::source_named(std::string_view id) {
  if (by_id_.empty()) {
    for (std::size_t at = 0; at < sources_.size(); ++at) {
      by_id_.try_emplace(id_of(sources_[at].text), at);
    }
  }
  const auto found = by_id_.find(std::string(id));
  return sources_[found == by_id_.end() ? 0 : found->second];
}

Finding& ProcessMerger::add(base::RuleId rule, const Source& source, std::string_view ocid) {
  Finding finding = items::RunLog::make(rule);
  const base::Place& place = source.origin.place;
  finding.at = {one_byte_ ? place.code_points : place.offset, place.line, place.column};
  finding.pointer = source.origin.base;
  finding.ocid = ocid;
  merged_->findings.emplace_back(std::move(finding), source.origin.file);
  return merged_->findings.back().first;
}

}  // namespace edca::process
