#include "budget/budget_run.hpp"

#include <span>

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
    : write_(write),
      session_(session),
      processes_(choice, session, sink),
      money_(quarter_of_memory(session)),
      checks_(quarter_of_memory(session)),
      format_(make_format(options)) {}

BudgetSummary BudgetRun::run(const io::InputList& inputs) {
  if (processes_.read(inputs, session_.memory / 2)) {
    processes_.each([&](const io::Group& group, std::span<const io::Entry> entries) {
      process::Compiled compiled;
      // What is wrong with a text is said by the merger.
      const bool one = entries.size() == 1 && processes_.one(entries.front(), compiled);
      if (one || processes_.merged(group, entries, compiled)) process(group.key, compiled);
      return true;
    });
  }
  if (!processes_.cancelled() && summary_.processes > 0) tell();
  summary_.cancelled = processes_.cancelled();
  summary_.lines = books_.lines().size();
  summary_.findings = processes_.end();
  return std::move(summary_);
}

void BudgetRun::put(const std::string& text) {
  if (processes_.cancelled() || text.empty()) return;
  if (!write_(text)) processes_.stop();
}

void BudgetRun::process(std::string_view ocid, const process::Compiled& compiled) {
  ++summary_.processes;
  const std::string money = money_of(compiled.text);
  json::Tree& tree = processes_.tree();
  tree.clear();
  const json::Tree::Read read = tree.parse(money);
  if (read.error != json::ReadError::none) return;
  books_.add(read_case(tree.at(read.root), ocid, compiled.file, compiled.base));
  money_->add(ocid, std::string(compiled.file) + '\n' + std::string(compiled.base), money);
}

void BudgetRun::tell() {
  books_.finish();
  flow_ = std::make_unique<Flow>(books_);
  put(format_->begin(books_));
  contracts();
  checks();
  if (!processes_.cancelled()) put(format_->end(tallies_, *flow_, summary_.processes));
}

/// The second look, with all lines and the conventions known.
void BudgetRun::contracts() {
  money_->finish();
  const Tell tell = [&](const Check& check) { keep(check); };
  for (const auto& [identity, line] : books_.lines()) check_line(line, books_.view(line), tell);
  json::Tree& tree = processes_.tree();
  io::GroupBatch batch;
  while (!processes_.cancelled() && money_->next(batch, batch_bytes)) {
    for (const io::Group& group : batch.groups) {
      const io::Entry& entry = batch.entries[group.first];
      const std::size_t end = entry.head.find_last_of('\n');
      tree.clear();
      const json::Tree::Read read = tree.parse(entry.text);
      const Case given = read_case(tree.at(read.root), group.key, entry.head.substr(0, end),
                                   entry.head.substr(end + 1));
      flow_->add(given);
      for (const CaseContract& each : given.contracts) put(format_->contract(given, each));
      if (!given.lines.empty() || !given.contracts.empty()) check_case(given, books_, tell);
    }
    processes_.go_on();
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
  json::Tree& tree = processes_.tree();
  io::GroupBatch batch;
  while (!processes_.cancelled() && checks_->next(batch, batch_bytes)) {
    for (const io::Entry& entry : batch.entries) {
      tree.clear();
      const json::Tree::Read read = tree.parse(entry.text);
      put(format_->check(read_check(tree.at(read.root))));
    }
    processes_.go_on();
  }
}

}  // namespace edca::budget
