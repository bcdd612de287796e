#include "select/select_run.hpp"

#include "edca/error.hpp"
#include "items/origin.hpp"
#include "json/compact.hpp"
#include "json/members.hpp"
#include "json/scan.hpp"
#include "json/value.hpp"

namespace edca::select {
namespace {

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
      processes_(choice, session, sink),
      report_(options.report),
      totals_(mode_of(options, conditions), conditions.missing_is_zero,
              options.redaction == Redaction::personal) {}

SelectionSummary SelectRun::run(const io::InputList& inputs, const Put& put) {
  if (read(inputs)) {
    if (writers_.report && !writers_.report(report_.begin())) processes_.stop();
    processes_.each([&](const io::Group& group, std::span<const io::Entry> entries) {
      return process(group, entries, put);
    });
    if (!processes_.cancelled() && writers_.report) writers_.report(report_.end());
    if (!processes_.cancelled() && writers_.totals) {
      writers_.totals(options_.totals == SelectionFormat::csv ? totals_.csv() : totals_.json());
    }
  }
  summary_.cancelled = processes_.cancelled();
  summary_.findings = processes_.end();
  return std::move(summary_);
}

bool SelectRun::read(const io::InputList& inputs) {
  return processes_.read(inputs, session_.memory, [&](io::Grouper& grouper) -> ChoiceReader& {
    reader_ =
        std::make_unique<ChoiceReader>(options_.read.encoding, session_.temporary_folder, grouper,
                                       processes_.ruleset(), processes_.log(), packages_wanted_);
    return *reader_;
  });
}

/// False ends the run.
bool SelectRun::process(const io::Group& group, std::span<const io::Entry> entries,
                        const Put& put) {
  process::Compiled result;
  if (!compiled(group, entries, result)) return true;
  ++summary_.processes;
  const std::string ocid(group.key);
  const bool chosen = judge(ocid, *result.release);
  return !processes_.cancelled() && (!chosen || hand_on(ocid, entries, put)) &&
         !processes_.cancelled();
}

/// False when there is no release of a process.
bool SelectRun::compiled(const io::Group& group, std::span<const io::Entry> entries,
                         process::Compiled& result) {
  std::vector<io::Entry> releases;
  for (const io::Entry& entry : entries) {
    if (!releases_of(entry, releases)) return false;
  }
  if (releases.empty()) return false;
  // What is wrong with a text is said by the merger.
  return (releases.size() == 1 && processes_.one(releases.front(), result)) ||
         processes_.merged(group, releases, result);
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
  processes_.log().add(finding, origin.file);
  return true;
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
  if (!more) processes_.stop();
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
    processes_.log().add_item_with_errors(origin.file);
    processes_.log().add(add("input.surrogate", origin, ocid), origin.file);
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
