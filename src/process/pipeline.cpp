#include "process/pipeline.hpp"

#include <deque>
#include <future>

namespace edca::process {
namespace {

/// Text merged at a time.
using io::batch_bytes;

/// OCIDs that are remembered for their case: 32 MiB of hashes at most.
constexpr std::size_t most_folded = std::size_t{1} << 21;

}  // namespace

Pipeline::Pipeline(io::Grouper& grouper, items::RunLog& log, const base::Workers& workers,
                   const MakeMerger& make)
    : grouper_(grouper), workers_(workers), log_(log), folded_(1024, 0) {
  for (unsigned at = 0; at < workers.threads; ++at) mergers_.push_back(make());
}

void Pipeline::run(const Write& write) {
  const auto pool = workers_.pool(workers_.threads);
  std::deque<std::future<std::unique_ptr<Work>>> pending;
  const auto take_first = [&] {
    std::unique_ptr<Work> work = pending.front().get();
    pending.pop_front();
    const bool more = take(*work, write);
    spare_.push_back(std::move(work));
    return more;
  };
  for (bool more = true; more;) {
    auto work = spare_.empty() ? std::make_unique<Work>() : std::move(spare_.back());
    if (!spare_.empty()) spare_.pop_back();
    if (!grouper_.next(work->batch, batch_bytes)) break;
    if (!pool) {
      mergers_[0]->run(work->batch, work->merged);
      more = take(*work, write);
      spare_.push_back(std::move(work));
      continue;
    }
    auto shared = std::make_shared<std::unique_ptr<Work>>(std::move(work));
    pending.push_back(pool->run<std::unique_ptr<Work>>([this, shared](unsigned thread) {
      mergers_[thread]->run((*shared)->batch, (*shared)->merged);
      return std::move(*shared);
    }));
    if (pending.size() > mergers_.size() + 1) more = take_first();
  }
  while (!pending.empty() && take_first()) {
  }
}

bool Pipeline::take(Work& work, const Write& write) {
  Merged& merged = work.merged;
  merged.tell(log_);
  processes_ += merged.processes;
  refused_ += merged.refused;
  find_same_but_case(work.batch);
  const bool more = merged.text.empty() || write(merged.text);
  // A process of extraordinary size leaves no memory behind.
  if (merged.text.capacity() > 8 * batch_bytes) merged.text = std::string();
  merged.text.clear();
  merged.findings.clear();
  merged.unlisted.clear();
  merged.files.clear();
  merged.processes = merged.refused = 0;
  return more;
}

/// OCIDs that differ in capital letters only are most likely one process.
void Pipeline::find_same_but_case(const io::GroupBatch& batch) {
  std::string lower;
  for (const io::Group& group : batch.groups) {
    lower = group.key;
    for (char& c : lower) {
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    add_folded(hash_.hash(lower).low | 1, group, batch);
  }
}

void Pipeline::add_folded(std::uint64_t hash, const io::Group& group, const io::GroupBatch& batch) {
  const auto slot = [&](std::uint64_t wanted) -> std::uint64_t& {
    std::size_t at = (wanted >> 1) & (folded_.size() - 1);
    while (folded_[at] != 0 && folded_[at] != wanted) at = (at + 1) & (folded_.size() - 1);
    return folded_[at];
  };
  std::uint64_t& found = slot(hash);
  if (found == hash) {
    Finding finding = items::RunLog::make("merge.ocid-case");
    const items::Origin origin = items::Origin::read(batch.entries[group.first].head);
    finding.at = {origin.place.offset, origin.place.line, origin.place.column};
    finding.pointer = origin.base;
    finding.ocid = group.key;
    finding.arguments = {{"ocid", std::string(group.key)}};
    log_.add(std::move(finding), origin.file);
    return;
  }
  if (folded_count_ == most_folded) return;
  found = hash;
  if (++folded_count_ * 2 < folded_.size()) return;
  std::vector<std::uint64_t> old(folded_.size() * 2, 0);
  old.swap(folded_);
  for (const std::uint64_t each : old) {
    if (each != 0) slot(each) = each;
  }
}

}  // namespace edca::process
