#include "publish/run.hpp"

#include <algorithm>
#include <chrono>

namespace edca::publish {

void Publisher::Run::verify_stage(Stage stage, Verify verify, Outcome& outcome) {
  if (verify == Verify::none) return;
  const auto start = std::chrono::steady_clock::now();
  for (Change& change : changes_) {
    if (change.action == Action::keep || change.file.stage != stage) continue;
    stop_if_cancelled();
    try {
      verify_file(change, verify);
    } catch (const Failure& failure) {
      if (failure.key() == "publish.cancelled" || failure.result() == Result::restored) throw;
      outcome.problems.push_back(failure);
      throw Failure(Result::restored, "publish.verify-unread",
                    {{"path", change.file.path}, {"address", change.url}});
    }
    change.state = Change::State::verified;
  }
  outcome.verify_seconds +=
      std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

void Publisher::Run::verify_file(const Change& change, Verify verify) {
  constexpr unsigned attempts_if_wrong = 3;
  std::string found;
  unsigned waited = 0;
  for (unsigned attempt = 1;; ++attempt) {
    if (is_readable(change, verify, found)) return;
    // A cache may still have what was there before; bytes that nobody sent get no better.
    const bool stale = found.empty() || found == change.previous_sha256;
    if (stale ? waited >= client_.timeout() : attempt >= attempts_if_wrong) break;
    const unsigned seconds = std::min(1u << std::min(attempt - 1, 4u), 16u);
    client_.pause(seconds);
    waited += seconds;
    stop_if_cancelled();
  }
  throw Failure(Result::restored, found.empty() ? "publish.verify-missing" : "publish.verify-wrong",
                {{"path", change.file.path},
                 {"address", change.url},
                 {"expected", change.file.sha256},
                 {"found", found}});
}

bool Publisher::Run::is_readable(const Change& change, Verify verify, std::string& found) {
  found.clear();
  if (verify == Verify::head) {
    const auto size = target_->size(change.file.path);
    if (size) found = std::to_string(*size);
    return size && *size == change.file.bytes;
  }
  Digest digest;
  if (!target_->read(change.file.path, digest)) return false;
  found = digest.sha256();
  return found == change.file.sha256;
}

}  // namespace edca::publish
