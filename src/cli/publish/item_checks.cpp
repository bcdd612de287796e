#include "cli/publish/item_checks.hpp"

#include <algorithm>

#include "check/adjustments.hpp"
#include "check/collector.hpp"

namespace edca::cli {

ItemChecks::ItemChecks(const check::Setup& setup, bool digests, Take take)
    : setup_(setup), take_(std::move(take)) {
  for (unsigned at = 0; at < setup.workers.threads; ++at) {
    workers_.push_back(
        std::make_unique<check::Worker>(*setup.decider, setup.scope, setup.one_byte(), false));
    readers_.emplace_back(digests);
  }
  // The thread that reads has something to do while it waits: it is one of them.
  pool_ = setup.workers.pool(setup.workers.threads - 1);
}

void ItemChecks::add(std::unique_ptr<Load> load) {
  if (!pool_) {
    judge(*load, 0);
    return take(*load);
  }
  auto shared = std::make_shared<std::unique_ptr<Load>>(std::move(load));
  pending_.push_back(pool_->run<std::unique_ptr<Load>>([this, shared](unsigned thread) {
    judge(**shared, thread);
    return std::move(*shared);
  }));
  if (pending_.size() < std::size_t{2} * setup_.workers.threads) return;
  take(*pool_->get(pending_.front(), setup_.workers.threads - 1));
  pending_.pop_front();
}

void ItemChecks::finish() {
  for (; !pending_.empty(); pending_.pop_front()) {
    take(*pool_->get(pending_.front(), setup_.workers.threads - 1));
  }
}

void ItemChecks::judge(Load& load, unsigned thread) {
  for (CheckedItem& item : load.items) judge(item, load, thread);
}

void ItemChecks::judge(CheckedItem& checked, Load& load, unsigned thread) {
  portal::NewItem& item = checked.item;
  portal::ItemReader& reader = readers_[thread];
  check::Outcome& outcome = load.outcome;
  const std::size_t before = outcome.findings.list.size();
  if (item.kind == portal::ItemKind::release) {
    workers_[thread]->run(checked.unit, outcome);
    check::hide_others(setup_.scope, outcome.findings, before);
    const check::ItemChecker& checker = workers_[thread]->checker();
    item.facts = reader.read(item.kind, item.text, checker.tree(item.text));
    if (item.facts.readable) checked.profile = checker.profile(item.text);
  } else {
    item.facts = reader.read(item.kind, item.text);
  }
  outcome.seen.clear();
  outcome.keys.clear();
  checked.findings = outcome.findings.list.size();
  count(checked, load);
}

/// Counts what came to the outcome with the last item.
void ItemChecks::count(CheckedItem& checked, Load& load) const {
  const auto same = [&](const auto& each) { return each.first == checked.profile; };
  auto tally = std::ranges::find_if(load.tallies, same);
  if (tally == load.tallies.end()) {
    tally = load.tallies.insert(tally, {checked.profile, semantics::Tally()});
  }
  for (const auto& [rule, count] : load.outcome.findings.tally) {
    std::uint64_t before = 0;
    for (const auto& [profile, other] : load.tallies) before += other[rule];
    if (count == before) continue;
    const std::uint64_t more = count - before;
    tally->second.of(rule) += more;
    const Severity level = check::severity(setup_.scope, rule);
    portal::Judgement& judgement = checked.item.judgement;
    (level == Severity::error     ? judgement.errors
     : level == Severity::warning ? judgement.warnings
                                  : judgement.notes) += static_cast<std::uint32_t>(more);
  }
}

void ItemChecks::take(Load& load) {
  for (const auto& [profile, tally] : load.tallies) {
    if (profile == nullptr) continue;
    if (number(profile) == 0) {
      profiles_.push_back(profile);
      found_.emplace_back();
    }
    found_[number(profile) - 1].tally.add(tally);
  }
  std::size_t at = 0;
  for (CheckedItem& checked : load.items) {
    const std::uint32_t by = checked.item.judgement.by = number(checked.profile);
    for (; at < checked.findings; ++at) {
      if (by != 0) keep(load.outcome.findings.list[at], load.file, found_[by - 1]);
    }
  }
  take_(load);
}

void ItemChecks::keep(Finding& finding, std::size_t file, Found& found) const {
  if (finding.rule == nullptr) return;
  const auto rule = static_cast<std::size_t>(finding.rule - rules().data());
  if (found.listed.of(rule) >= setup_.options.max_findings) return;
  ++found.listed.of(rule);
  finding.severity = check::severity(setup_.scope, rule);
  found.list.emplace_back(std::move(finding), file);
}

std::uint32_t ItemChecks::number(const schema::Profile* profile) const {
  const auto found = std::ranges::find(profiles_, profile);
  if (profile == nullptr || found == profiles_.end()) return 0;
  return static_cast<std::uint32_t>(found - profiles_.begin()) + 1;
}

}  // namespace edca::cli
