#include "process/processes.hpp"

#include <algorithm>

#include "base/session.hpp"
#include "items/origin.hpp"

namespace edca::process {
namespace {

using io::batch_bytes;

}  // namespace

bool Processes::read(const io::InputList& inputs, std::uint64_t memory, const MakeReader& make) {
  total_ = io::bytes_of(inputs);
  grouper_ = std::make_unique<io::Grouper>(
      io::grouper_options(memory, session_.temporary_folder, {&inputs}));
  if (!make) {
    releases_ = std::make_unique<ReleaseReader>(choice_.options.encoding, session_.temporary_folder,
                                                *grouper_, ruleset_, packages_, log_);
    releases_->accept_compiled();
  }
  items::ItemReader& reader = make ? make(*grouper_) : *releases_;
  one_byte_ = reader.one_byte();
  reader.read(inputs, [&](std::uint64_t bytes) { return go_on(bytes); });
  if (cancelled_ || log_.files() == 0) return false;
  grouper_->finish();
  return true;
}

bool Processes::go_on(std::uint64_t bytes) {
  base::tell(session_, {log_.files() - 1, bytes, total_ * 2});
  cancelled_ = cancelled_ || base::cancelled(session_);
  return !cancelled_;
}

void Processes::each(const Use& use) {
  io::GroupBatch batch;
  std::uint64_t done = 0;
  while (!cancelled_ && grouper_->next(batch, batch_bytes)) {
    const std::span<const io::Entry> entries(batch.entries);
    for (const io::Group& group : batch.groups) {
      if (!use(group, entries.subspan(group.first, group.count))) return stop();
      done += group.bytes;
    }
    go_on(total_ + std::min(done, total_));
  }
  releases_.reset();
  grouper_.reset();
}

bool Processes::one(const io::Entry& entry, Compiled& compiled) {
  const items::Origin origin = items::Origin::read(entry.head);
  tree_.clear();
  const json::Tree::Read read = tree_.parse(entry.text);
  if (read.error != json::ReadError::none) return false;
  FileSummary& file = log_.file(origin.file);
  file.read = true;
  compiled = {entry.text, &tree_.at(read.root), file.file, origin.base};
  return true;
}

bool Processes::merged(const io::Group& group, std::span<const io::Entry> entries,
                       Compiled& compiled) {
  io::GroupBatch batch;
  batch.groups.push_back({group.key, 0, entries.size(), group.bytes});
  batch.entries.assign(entries.begin(), entries.end());
  merged_ = {};
  merger().run(batch, merged_);
  merged_.tell(log_);
  if (merged_.text.empty()) return false;
  tree_.clear();
  const json::Tree::Read read = tree_.parse(merged_.text);
  if (read.error != json::ReadError::none) return false;
  compiled = {merged_.text, &tree_.at(read.root), {}, {}};
  return true;
}

ProcessMerger& Processes::merger() {
  if (!merger_) {
    rules_ = std::make_unique<merge::Rules>(ruleset_.release_schema());
    merger_ = std::make_unique<ProcessMerger>(*rules_, merge::Options(), OutputForm(), packages_,
                                              one_byte_);
  }
  return *merger_;
}

const Summary& Processes::end() {
  log_.finish();
  return log_.summary();
}

}  // namespace edca::process
