#include "portal/item_checks.hpp"

#include <algorithm>

#include "check/adjustments.hpp"
#include "check/collector.hpp"

namespace edca::portal {

// The thread that reads has something to do while it waits: it is one of them.
ItemChecks::ItemChecks(const check::Setup& setup, const Session& session, bool digests, Take take)
    : setup_(setup),
      jobs_(base::workers(session).threads),
      take_(std::move(take)),
      pool_(jobs_ - 1, session.executor) {
  for (unsigned at = 0; at < jobs_; ++at) {
    workers_.push_back(std::make_unique<check::InputChecker>(*setup.decider, setup.scope,
                                                             setup.one_byte(), false));
    readers_.emplace_back(digests);
  }
}

void ItemChecks::add(std::unique_ptr<ItemBatch> batch) {
  if (jobs_ == 1) {
    judge(*batch, 0);
    return take(*batch);
  }
  auto shared = std::make_shared<std::unique_ptr<ItemBatch>>(std::move(batch));
  pending_.push_back(pool_.run<std::unique_ptr<ItemBatch>>([this, shared](unsigned thread) {
    judge(**shared, thread);
    return std::move(*shared);
  }));
  if (pending_.size() < std::size_t{2} * jobs_) return;
  take(*pool_.get(pending_.front(), jobs_ - 1));
  pending_.pop_front();
}

void ItemChecks::finish() {
  for (; !pending_.empty(); pending_.pop_front()) {
    take(*pool_.get(pending_.front(), jobs_ - 1));
  }
}

void ItemChecks::judge(ItemBatch& batch, unsigned thread) {
  for (CheckedItem& item : batch.items) judge(item, batch, thread);
}

void ItemChecks::judge(CheckedItem& checked, ItemBatch& batch, unsigned thread) {
  NewItem& item = checked.item;
  ItemReader& reader = readers_[thread];
  check::Outcome& outcome = batch.outcome;
  const std::size_t before = outcome.findings.list.size();
  if (item.kind == ItemKind::release) {
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
  count(checked, batch);
}

/// Counts what came to the outcome with the last item.
void ItemChecks::count(CheckedItem& checked, ItemBatch& batch) const {
  const auto same = [&](const auto& each) { return each.first == checked.profile; };
  auto tally = std::ranges::find_if(batch.tallies, same);
  if (tally == batch.tallies.end()) {
    tally = batch.tallies.insert(tally, {checked.profile, semantics::Tally()});
  }
  for (const auto& [rule, count] : batch.outcome.findings.tally) {
    std::uint64_t before = 0;
    for (const auto& [profile, other] : batch.tallies) before += other[rule];
    if (count == before) continue;
    const std::uint64_t more = count - before;
    tally->second.of(rule) += more;
    const Severity level = check::severity(setup_.scope, rule);
    Judgement& judgement = checked.item.judgement;
    (level == Severity::error     ? judgement.errors
     : level == Severity::warning ? judgement.warnings
                                  : judgement.notes) += static_cast<std::uint32_t>(more);
  }
}

void ItemChecks::take(ItemBatch& batch) {
  for (const auto& [profile, tally] : batch.tallies) {
    if (profile == nullptr) continue;
    if (number(profile) == 0) {
      profiles_.push_back(profile);
      found_.emplace_back();
    }
    found_[number(profile) - 1].tally.add(tally);
  }
  std::size_t at = 0;
  for (CheckedItem& checked : batch.items) {
    const std::uint32_t by = checked.item.judgement.by = number(checked.profile);
    for (; at < checked.findings; ++at) {
      if (by != 0) keep(batch.outcome.findings.list[at], batch.file, found_[by - 1]);
    }
  }
  take_(batch);
}

void ItemChecks::keep(Finding& finding, std::size_t file, Found& found) const {
  if (finding.rule == nullptr) return;
  const auto rule = static_cast<std::size_t>(finding.rule - rules().data());
  const std::uint64_t most = setup_.options.max_findings;
  if (most != 0 && found.listed.of(rule) >= most) return;
  ++found.listed.of(rule);
  finding.severity = check::severity(setup_.scope, rule);
  found.list.emplace_back(std::move(finding), file);
}

std::uint32_t ItemChecks::number(const schema::Profile* profile) const {
  const auto found = std::ranges::find(profiles_, profile);
  if (profile == nullptr || found == profiles_.end()) return 0;
  return static_cast<std::uint32_t>(found - profiles_.begin()) + 1;
}

}  // namespace edca::portal
