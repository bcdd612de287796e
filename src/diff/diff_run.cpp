#include "diff/diff_run.hpp"

#include <algorithm>

#include "base/session.hpp"
#include "diff/process_diff.hpp"

namespace edca::diff {
namespace {

constexpr std::size_t batch_bytes = std::size_t{1} << 20;

}  // namespace

DiffRun::DiffRun(Encoding encoding, const io::InputList& older, const io::InputList& newer,
                 const Session& session, FindingSink& sink)
    : older_(older),
      newer_(newer),
      session_(session),
      log_(sink),
      grouper_(io::grouper_options(session.memory, session.temporary_folder, {&older, &newer})),
      reader_(encoding, session.temporary_folder, grouper_, log_),
      total_(io::bytes_of(older) + io::bytes_of(newer)) {}

bool DiffRun::read() {
  summary_.older_read = read(older_, 0);
  if (!summary_.older_read) return false;
  reader_.begin_newer();
  summary_.newer_read = read(newer_, io::bytes_of(older_));
  if (!summary_.newer_read) return false;
  grouper_.finish();
  if (reader_.nothing_in_common()) log_.add(items::RunLog::make_general("diff.forms"));
  return true;
}

/// False when nothing of the snapshot could be read: it is not one without processes.
bool DiffRun::read(const io::InputList& inputs, std::uint64_t before) {
  const std::size_t first = log_.files();
  reader_.read(inputs, [&](std::uint64_t bytes) {
    base::tell(session_, {log_.files() - 1, before + bytes, total_ * 2});
    summary_.cancelled = base::cancelled(session_);
    return !summary_.cancelled;
  });
  if (summary_.cancelled) return false;
  for (std::size_t file = first; file < log_.files(); ++file) {
    if (log_.file(file).read) return true;
  }
  return false;
}

void DiffRun::compare(const Differ::Tell& tell) {
  ProcessDiff process(summary_, log_, reader_.one_byte());
  io::GroupBatch batch;
  std::uint64_t done = 0;
  while (!summary_.cancelled && grouper_.next(batch, batch_bytes)) {
    const std::span<const io::Entry> entries(batch.entries);
    for (const io::Group& group : batch.groups) {
      const auto change = process.run(group, entries.subspan(group.first, group.count));
      if (change && !tell(*change)) return cancel();
      done += group.bytes;
    }
    base::tell(session_, {log_.files(), total_ + std::min(done, total_), total_ * 2});
    summary_.cancelled = base::cancelled(session_);
  }
}

DiffSummary DiffRun::end() {
  log_.finish();
  summary_.findings = log_.summary();
  return std::move(summary_);
}

}  // namespace edca::diff
