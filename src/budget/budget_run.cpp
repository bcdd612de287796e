#include "budget/budget_run.hpp"

#include <algorithm>

#include "base/session.hpp"
#include "json/members.hpp"

namespace edca::budget {
namespace {

constexpr std::size_t batch_bytes = std::size_t{1} << 20;

std::unique_ptr<io::Grouper> quarter_of_memory(const Session& session) {
  io::Grouper::Options options;
  options.memory = session.memory / 4;
  options.temporary_folder = session.temporary_folder;
  return std::make_unique<io::Grouper>(options);
}

/// Rule by rule, the failed ones first, then as they came.
std::string place_of(const Check& check) {
  std::string key(1, static_cast<char>('A' + check.rule));
  key += check.verdict == Verdict::fail ? '0' : check.verdict == Verdict::pass ? '1' : '2';
  return key;
}

}  // namespace

BudgetRun::BudgetRun(const BudgetOptions& options, const ocds::ProfileChoice& choice,
                     const Budget::Write& write, const Session& session, FindingSink& sink)
    : options_(options),
      write_(write),
      session_(session),
      log_(sink),
      ruleset_(choice),
      money_(quarter_of_memory(session)),
      checks_(quarter_of_memory(session)),
      format_(make_format(options)) {}

bool BudgetRun::read(const io::InputList& inputs) {
  total_ = io::bytes_of(inputs);
  releases_ = std::make_unique<io::Grouper>(
      io::grouper_options(session_.memory / 2, session_.temporary_folder, {&inputs}));
  reader_ = std::make_unique<process::ReleaseReader>(
      options_.read.encoding, session_.temporary_folder, *releases_, ruleset_, packages_, log_);
  reader_->accept_compiled();
  reader_->read(inputs, [&](std::uint64_t bytes) { return go_on(bytes); });
  if (summary_.cancelled || log_.files() == 0) return false;
  releases_->finish();
  return releases_->entries() > 0;
}

/// Tells how far the run is, and answers whether to go on.
bool BudgetRun::go_on(std::uint64_t bytes) {
  base::tell(session_, {log_.files() - 1, bytes, total_ * 2});
  summary_.cancelled = summary_.cancelled || base::cancelled(session_);
  return !summary_.cancelled;
}

void BudgetRun::put(const std::string& text) {
  if (summary_.cancelled || text.empty()) return;
  summary_.cancelled = !write_(text);
}

void BudgetRun::look() {
  io::GroupBatch batch;
  std::uint64_t done = 0;
  while (!summary_.cancelled && releases_->next(batch, batch_bytes)) {
    const std::span<const io::Entry> entries(batch.entries);
    for (const io::Group& each : batch.groups) {
      group(each, entries.subspan(each.first, each.count));
      done += each.bytes;
    }
    go_on(total_ + std::min(done, total_));
  }
  if (summary_.cancelled || summary_.processes == 0) return;
  reader_.reset();
  releases_.reset();
  books_.finish();
  flow_ = std::make_unique<Flow>(books_);
  put(format_->begin(books_));
  contracts();
  checks();
  if (!summary_.cancelled) put(format_->end(tallies_, *flow_, summary_.processes));
}

void BudgetRun::group(const io::Group& group, std::span<const io::Entry> entries) {
  // What is wrong with a text is said by the merger.
  if (entries.size() > 1 || !one(group.key, entries.front())) merged(group, entries);
}

bool BudgetRun::one(std::string_view ocid, const io::Entry& entry) {
  const items::Origin origin = items::Origin::read(entry.head);
  tree_.clear();
  const json::Tree::Read read = tree_.parse(entry.text);
  if (read.error != json::ReadError::none) return false;
  log_.file(origin.file).read = true;
  process(ocid, entry.text, log_.file(origin.file).file, origin.base);
  return true;
}

void BudgetRun::merged(const io::Group& group, std::span<const io::Entry> entries) {
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
  if (!result.text.empty()) process(group.key, result.text, {}, {});
}

process::ProcessMerger& BudgetRun::merger() {
  if (!merger_) {
    rules_ = std::make_unique<merge::Rules>(ruleset_.release_schema());
    merger_ = std::make_unique<process::ProcessMerger>(
        *rules_, merge::Options(), process::OutputForm(), packages_, reader_->one_byte());
  }
  return *merger_;
}

void BudgetRun::process(std::string_view ocid, std::string_view text, std::string_view file,
                        std::string_view base) {
  ++summary_.processes;
  const std::string money = money_of(text);
  tree_.clear();
  const json::Tree::Read read = tree_.parse(money);
  if (read.error != json::ReadError::none) return;
  books_.add(read_case(tree_.at(read.root), ocid, file, base));
  money_->add(ocid, std::string(file) + '\n' + std::string(base), money);
}

/// The second look, with all lines and the conventions known.
void BudgetRun::contracts() {
  money_->finish();
  const Tell tell = [&](const Check& check) { keep(check); };
  for (const auto& [identity, line] : books_.lines()) check_line(line, books_.view(line), tell);
  io::GroupBatch batch;
  while (!summary_.cancelled && money_->next(batch, batch_bytes)) {
    for (const io::Group& group : batch.groups) {
      const io::Entry& entry = batch.entries[group.first];
      const std::size_t end = entry.head.find_last_of('\n');
      tree_.clear();
      const json::Tree::Read read = tree_.parse(entry.text);
      const Case given = read_case(tree_.at(read.root), group.key, entry.head.substr(0, end),
                                   entry.head.substr(end + 1));
      flow_->add(given);
      for (const CaseContract& each : given.contracts) put(format_->contract(given, each));
      if (!given.lines.empty() || !given.contracts.empty()) check_case(given, books_, tell);
    }
    go_on(total_ * 2);
  }
  money_.reset();
  flow_->finish();
}

void BudgetRun::keep(const Check& check) {
  Tally& tally = tallies_[check.rule];
  if (check.verdict == Verdict::pass) ++tally.pass;
  if (check.verdict == Verdict::fail) ++tally.fail, ++summary_.failed;
  if (check.verdict == Verdict::not_applicable) ++tally.not_applicable[check.reason];
  if (!format_->wants_checks()) return;
  json::Writer out;
  put_check(out, check);
  checks_->add(place_of(check), {}, out.view());
}

void BudgetRun::checks() {
  checks_->finish();
  io::GroupBatch batch;
  while (!summary_.cancelled && checks_->next(batch, batch_bytes)) {
    for (const io::Entry& entry : batch.entries) {
      tree_.clear();
      const json::Tree::Read read = tree_.parse(entry.text);
      put(format_->check(read_check(tree_.at(read.root))));
    }
    go_on(total_ * 2);
  }
}

BudgetSummary BudgetRun::end() {
  summary_.lines = books_.lines().size();
  log_.finish();
  summary_.findings = log_.summary();
  return std::move(summary_);
}

}  // namespace edca::budget
