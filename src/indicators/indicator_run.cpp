#include "indicators/indicator_run.hpp"

#include <algorithm>

#include "base/session.hpp"
#include "json/members.hpp"
#include "json/value.hpp"

namespace edca::indicators {
namespace {

constexpr std::size_t batch_bytes = std::size_t{1} << 20;

/// Whether a release is one of several that make a process: it has a tag that is not "compiled".
bool is_step(std::string_view release) {
  const std::string_view tag = json::member_of(release, "tag");
  return !tag.empty() && tag.find("\"compiled\"") == std::string_view::npos;
}

}  // namespace

IndicatorRun::IndicatorRun(const IndicatorOptions& options, const ocds::ProfileChoice& choice,
                           const Settings& settings, const Legal& legal, const RfcList& sanctions,
                           const RfcList& taxes, Ledger& ledger, const Session& session,
                           FindingSink& sink)
    : options_(options),
      session_(session),
      ledger_(ledger),
      log_(sink),
      ruleset_(choice),
      prepare_(settings),
      cardinal_(settings, ledger),
      own_(settings, legal, sanctions, taxes, ledger),
      across_(settings, legal, ledger, session.memory / 4, session.temporary_folder) {}

bool IndicatorRun::read(const io::InputList& inputs) {
  total_ = io::bytes_of(inputs);
  grouper_ = std::make_unique<io::Grouper>(
      io::grouper_options(session_.memory / 4 * 3, session_.temporary_folder, {&inputs}));
  reader_ = std::make_unique<process::ReleaseReader>(
      options_.read.encoding, session_.temporary_folder, *grouper_, ruleset_, packages_, log_);
  reader_->accept_compiled();
  reader_->read(inputs, [&](std::uint64_t bytes) { return go_on(bytes); });
  if (summary_.cancelled || log_.files() == 0) return false;
  grouper_->finish();
  return grouper_->entries() > 0;
}

/// Tells how far the run is, and answers whether to go on.
bool IndicatorRun::go_on(std::uint64_t bytes) {
  base::tell(session_, {log_.files() - 1, bytes, total_ * 2});
  summary_.cancelled = summary_.cancelled || base::cancelled(session_);
  return !summary_.cancelled;
}

void IndicatorRun::look() {
  io::GroupBatch batch;
  std::uint64_t done = 0;
  while (!summary_.cancelled && grouper_->next(batch, batch_bytes)) {
    const std::span<const io::Entry> entries(batch.entries);
    for (const io::Group& each : batch.groups) {
      group(each, entries.subspan(each.first, each.count));
      done += each.bytes;
    }
    summary_.cancelled = ledger_.stopped();
    go_on(total_ + std::min(done, total_));
  }
  if (!summary_.cancelled) cardinal_.finish();
  if (!summary_.cancelled && options_.format != IndicatorFormat::cardinal) across_.finish();
  summary_.cancelled = summary_.cancelled || ledger_.stopped();
}

/// In the format of Cardinal every compiled release counts by itself.
bool IndicatorRun::stands_alone(std::span<const io::Entry> entries) const {
  if (entries.size() == 1) return true;
  return options_.format == IndicatorFormat::cardinal &&
         std::ranges::none_of(entries, [](const io::Entry& each) { return is_step(each.text); });
}

void IndicatorRun::group(const io::Group& group, std::span<const io::Entry> entries) {
  if (!stands_alone(entries)) return merged(group, entries);
  for (const io::Entry& entry : entries) {
    // What is wrong with a text is said by the merger.
    if (!one(group.key, entry)) merged(group, std::span(&entry, 1));
  }
}

bool IndicatorRun::one(std::string_view ocid, const io::Entry& entry) {
  const items::Origin origin = items::Origin::read(entry.head);
  tree_.clear();
  const json::Tree::Read read = tree_.parse(entry.text);
  if (read.error != json::ReadError::none) return false;
  log_.file(origin.file).read = true;
  const std::string& file = log_.file(origin.file).file;
  process(entry.text, {ocid, &tree_.at(read.root), file, origin.base});
  return true;
}

void IndicatorRun::merged(const io::Group& group, std::span<const io::Entry> entries) {
  io::GroupBatch batch;
  batch.groups.push_back({group.key, 0, entries.size(), group.bytes});
  batch.entries.assign(entries.begin(), entries.end());
  process::Merged result;
  merger().run(batch, result);
  for (auto& [finding, file] : result.findings) {
    if (finding.severity == Severity::error) log_.add_item_with_errors(file);
    log_.add(std::move(finding), file);
  }
  for (const std::uint64_t file : result.files) log_.file(file).read = true;
  if (result.text.empty()) return;
  const FirstValues firsts = first_values(entries);
  tree_.clear();
  const json::Tree::Read read = tree_.parse(result.text);
  process(result.text, {group.key, &tree_.at(read.root), {}, {}, &firsts});
}

/// What contracts were worth in the earliest release that tells of it.
FirstValues IndicatorRun::first_values(std::span<const io::Entry> entries) {
  FirstValues firsts;
  std::map<std::string, std::string> dates;  ///< of the release, by the contract's id
  if (!ledger_.asked("R054") && !ledger_.asked("R066")) return firsts;
  for (const io::Entry& entry : entries) {
    tree_.clear();
    const json::Tree::Read read = tree_.parse(entry.text);
    if (read.error != json::ReadError::none) continue;
    const json::Node& release = tree_.at(read.root);
    const items::Origin origin = items::Origin::read(entry.head);
    const std::string date(text(json::find(release, "date")).value_or(""));
    std::size_t at = 0;
    for (const json::Node* contract : Elements(json::find(release, "contracts"))) {
      const std::string pointer = "/contracts/" + std::to_string(at++) + "/value";
      const auto id = text(member(contract, "id"));
      const auto amount = amount_at(member(contract, "value"), pointer);
      if (!id || !amount || date.empty()) continue;
      const auto [seen, is_new] = dates.try_emplace(std::string(*id), date);
      if (!is_new && seen->second <= date) continue;
      seen->second = date;
      firsts[std::string(*id)] = {std::string(amount->currency), std::string(amount->node->view()),
                                  std::string(number(amount->net).value_or("")),
                                  log_.file(origin.file).file,
                                  std::string(origin.base) + amount->pointer};
    }
  }
  return firsts;
}

process::ProcessMerger& IndicatorRun::merger() {
  if (!merger_) {
    rules_ = std::make_unique<merge::Rules>(ruleset_.release_schema());
    merger_ = std::make_unique<process::ProcessMerger>(
        *rules_, merge::Options(), process::OutputForm(), packages_, reader_->one_byte());
  }
  return *merger_;
}

void IndicatorRun::process(std::string_view text, const Process& given) {
  ++summary_.processes;
  if (!options_.prepare) return ask(given);
  json::Value release = json::parse(text, given.ocid);
  prepare_.mend(release);
  tree_.clear();
  const json::Tree::Read read = tree_.parse(json::write(release));
  ask({given.ocid, &tree_.at(read.root), given.file, given.base, given.firsts});
}

void IndicatorRun::ask(const Process& process) {
  cardinal_.add(process);
  if (options_.format == IndicatorFormat::cardinal) return;
  const Case given(process);
  own_.add(given);
  across_.add(given);
}

IndicatorSummary IndicatorRun::end() {
  summary_.flags = ledger_.flags();
  log_.finish();
  summary_.findings = log_.summary();
  return std::move(summary_);
}

}  // namespace edca::indicators
