#include "select/select_run.hpp"

#include <algorithm>

#include "base/session.hpp"
#include "edca/error.hpp"
#include "items/origin.hpp"
#include "json/compact.hpp"
#include "json/members.hpp"
#include "json/scan.hpp"
#include "json/value.hpp"

namespace edca::select {
namespace {

constexpr std::size_t batch_bytes = std::size_t{1} << 20;

/// Records have a list of releases, or a compiled release in them.
bool is_record(std::string_view item, std::string_view (&values)[2]) {
  json::find_members(item, {"releases", "compiledRelease"}, values);
  return values[0].starts_with('[') || values[1].starts_with('{');
}

bool is_linked(std::string_view release) {
  std::string_view values[2];
  if (release.starts_with('{')) json::find_members(release, {"url", "ocid"}, values);
  return !values[0].empty() && values[1].empty();
}

AmountMode mode_of(const SelectionOptions& options, const Conditions& conditions) {
  return options.amount.value_or(conditions.amount.value_or(AmountMode::contract));
}

}  // namespace

SelectRun::SelectRun(const SelectionOptions& options, const Conditions& conditions,
                     const ocds::ProfileChoice& choice, const SelectionWriters& writers,
                     bool packages, const Session& session, FindingSink& sink)
    : options_(options),
      conditions_(conditions),
      writers_(writers),
      session_(session),
      packages_wanted_(packages),
      log_(sink),
      ruleset_(choice),
      report_(options.report),
      totals_(mode_of(options, conditions), conditions.missing_is_zero,
              options.redaction == Redaction::personal) {}

SelectionSummary SelectRun::run(const io::InputList& inputs, const Put& put) {
  if (read(inputs)) {
    if (writers_.report) summary_.cancelled = !writers_.report(report_.begin());
    io::GroupBatch batch;
    std::uint64_t done = 0;
    while (!summary_.cancelled && grouper_->next(batch, batch_bytes)) {
      const std::span<const io::Entry> entries(batch.entries);
      for (const io::Group& each : batch.groups) {
        process(each, entries.subspan(each.first, each.count), put);
        done += each.bytes;
        if (summary_.cancelled) break;
      }
      go_on(total_ + std::min(done, total_));
    }
    if (!summary_.cancelled && writers_.report) writers_.report(report_.end());
    if (!summary_.cancelled && writers_.totals) {
      writers_.totals(options_.totals == SelectionFormat::csv ? totals_.csv() : totals_.json());
    }
  }
  log_.finish();
  summary_.findings = log_.summary();
  return std::move(summary_);
}

bool SelectRun::read(const io::InputList& inputs) {
  total_ = io::bytes_of(inputs);
  grouper_ = std::make_unique<io::Grouper>(
      io::grouper_options(session_.memory, session_.temporary_folder, {&inputs}));
  reader_ = std::make_unique<ChoiceReader>(options_.read.encoding, session_.temporary_folder,
                                           *grouper_, ruleset_, log_, packages_wanted_);
  reader_->read(inputs, [&](std::uint64_t bytes) { return go_on(bytes); });
  if (summary_.cancelled || log_.files() == 0) return false;
  grouper_->finish();
  return true;
}

/// Tells how far the run is, and answers whether to go on.
bool SelectRun::go_on(std::uint64_t bytes) {
  base::tell(session_, {log_.files() - 1, bytes, total_ * 2});
  summary_.cancelled = summary_.cancelled || base::cancelled(session_);
  return !summary_.cancelled;
}

void SelectRun::process(const io::Group& group, std::span<const io::Entry> entries,
                        const Put& put) {
  if (!compiled(group, entries)) return;
  ++summary_.processes;
  const std::string ocid(group.key);
  if (!judge(ocid, tree_.at(0))) return;
  summary_.cancelled = summary_.cancelled || !hand_on(ocid, entries, put);
}

/// Makes one release of a process, in tree_; false when there is none.
bool SelectRun::compiled(const io::Group& group, std::span<const io::Entry> entries) {
  embedded_.clear();
  std::vector<io::Entry> releases;
  for (const io::Entry& entry : entries) {
    if (!releases_of(entry, releases)) return false;
  }
  if (releases.empty()) return false;
  if (releases.size() == 1) {
    tree_.clear();
    if (tree_.parse(releases[0].text).error == json::ReadError::none) {
      log_.file(items::Origin::read(releases[0].head).file).read = true;
      return true;
    }
  }
  // What is wrong with a text is said by the merger.
  return merged(group, releases);
}

/// A release itself; those of a record, or its compiled release where it has none. True also where
/// there are none.
bool SelectRun::releases_of(const io::Entry& entry, std::vector<io::Entry>& releases) {
  std::string_view values[2];
  if (!is_record(entry.text, values)) {
    releases.push_back(entry);
    return true;
  }
  const std::size_t before = releases.size();
  std::size_t linked = 0;
  if (values[0].starts_with('[')) {
    json::ElementScan scan(values[0]);
    while (const auto release = scan.next()) {
      if (is_linked(*release)) {
        ++linked;
      } else {
        releases.push_back({entry.head, *release});
      }
    }
  }
  if (releases.size() > before) return true;
  if (values[1].starts_with('{')) {
    releases.push_back({entry.head, values[1]});
    return true;
  }
  const items::Origin origin = items::Origin::read(entry.head);
  Finding& finding =
      add(linked > 0 ? base::RuleId("merge.linked-releases") : base::RuleId("merge.no-releases"),
          origin, {});
  finding.arguments = {{"count", std::to_string(linked)}};
  finding.variant = linked == 0 ? "record" : "";
  log_.add(finding, origin.file);
  return true;
}

bool SelectRun::merged(const io::Group& group, const std::vector<io::Entry>& releases) {
  io::GroupBatch batch;
  batch.groups.push_back({group.key, 0, releases.size(), group.bytes});
  batch.entries = releases;
  result_ = {};
  merger().run(batch, result_);
  for (auto& [finding, file] : result_.findings) {
    if (finding.severity == Severity::error) log_.add_item_with_errors(file);
    log_.add(std::move(finding), file);
  }
  for (const std::uint64_t file : result_.files) log_.file(file).read = true;
  if (result_.text.empty()) return false;
  tree_.clear();
  return tree_.parse(result_.text).error == json::ReadError::none;
}

process::ProcessMerger& SelectRun::merger() {
  if (!merger_) {
    rules_ = std::make_unique<merge::Rules>(ruleset_.release_schema());
    merger_ = std::make_unique<process::ProcessMerger>(
        *rules_, merge::Options(), process::OutputForm(), packages_, reader_->one_byte());
  }
  return *merger_;
}

bool SelectRun::judge(const std::string& ocid, const json::Node& release) {
  const Case given(release);
  Judgement judgement(conditions_, given);
  totals_.begin(given);
  bool chosen = false;
  for (const Deal& deal : given.deals()) {
    const bool undated = given.signed_on(deal).date.empty();
    summary_.undated += undated && (deal.contract != nullptr || deal.award != nullptr) ? 1 : 0;
    if (!judgement.chosen(deal)) continue;
    chosen = true;
    ++summary_.contracts;
    const std::string id(deal.id());
    judgement.reasons(deal, [&](const Rule& rule, Part part, const Hit& hit) {
      ++summary_.hits;
      tell({ocid, part == Part::process ? std::string() : id, rule.name, hit.field, hit.word});
    });
    totals_.add(deal);
  }
  if (chosen) {
    ++summary_.chosen;
    totals_.add_process();
  }
  return chosen;
}

void SelectRun::tell(SelectionHit hit) {
  bool more = true;
  if (writers_.report) more = writers_.report(report_.hit(hit));
  if (writers_.hit) more = writers_.hit(hit) && more;
  summary_.cancelled = summary_.cancelled || !more;
}

/// False ends the run.
bool SelectRun::hand_on(const std::string& ocid, std::span<const io::Entry> entries,
                        const Put& put) {
  std::size_t item = 0;
  Redactor redactor([&](const std::string& pointer, const char* what) {
    ++summary_.removals;
    tell({ocid, {}, "redact", "/" + std::to_string(item) + pointer, what});
  });
  std::string text;
  for (const io::Entry& entry : entries) {
    std::string_view values[2];
    const bool record = is_record(entry.text, values);
    if (!redacted(ocid, entry, redactor, text)) continue;
    const std::uint64_t package = items::Origin::read(entry.head).package;
    if (!put(text, record, reader_->metadata(package))) return false;
    ++item;
  }
  summary_.persons += redactor.persons();
  return true;
}

/// The text of an item in one line, without what has to go. False when what has to go cannot be
/// told: then nothing of it is written.
bool SelectRun::redacted(const std::string& ocid, const io::Entry& entry, Redactor& redactor,
                         std::string& text) {
  text.clear();
  item_.clear();
  // What the merger said already.
  if (item_.parse(entry.text).error != json::ReadError::none) return false;
  json::append_compact(entry.text, text);
  if (options_.redaction == Redaction::none || !Redactor::may_hold(entry.text)) return true;
  try {
    json::Value value = json::parse(entry.text, ocid);
    if (redactor.redact(value)) text = json::write(value);
    return true;
  } catch (const Error&) {
    const items::Origin origin = items::Origin::read(entry.head);
    log_.add_item_with_errors(origin.file);
    log_.add(add("input.surrogate", origin, ocid), origin.file);
    return false;
  }
}

Finding& SelectRun::add(base::RuleId rule, const items::Origin& origin, std::string_view ocid) {
  kept_.assign(1, items::RunLog::make(rule));
  Finding& finding = kept_.front();
  finding.at = {reader_->one_byte() ? origin.place.code_points : origin.place.offset,
                origin.place.line, origin.place.column};
  finding.pointer = origin.base;
  finding.ocid = ocid;
  return finding;
}

}  // namespace edca::select
