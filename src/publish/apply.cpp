#include "publish/run.hpp"

#include <algorithm>
#include <chrono>
#include <exception>
#include <filesystem>
#include <new>
#include <utility>

namespace edca::publish {
namespace {

namespace fs = std::filesystem;

constexpr Stage stages[] = {Stage::data, Stage::index, Stage::manifest};

/// Adds the time of its life to a sum.
class Stopwatch {
 public:
  explicit Stopwatch(double& sum) : sum_(sum) {}
  ~Stopwatch() {
    sum_ += std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
  }
  Stopwatch(const Stopwatch&) = delete;
  Stopwatch& operator=(const Stopwatch&) = delete;

 private:
  double& sum_;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

}  // namespace

Failure caught_failure() {
  try {
    throw;
  } catch (const Failure& failure) {
    return failure;
  } catch (const Error& error) {
    return {Result::failed, error.key(), error.arguments()};
  } catch (const std::bad_alloc&) {
    return {Result::failed, "error.memory"};
  } catch (const std::exception& error) {
    return {Result::failed, "error.unexpected", {{"detail", error.what()}}};
  } catch (...) {
    return {Result::failed, "error.unexpected", {{"detail", "?"}}};
  }
}

Outcome Publisher::Run::apply(Verify verify) {
  Outcome outcome;
  if (changes_nothing()) return outcome;
  try {
    keep_previous();
    journal_.reserve(most_noted());
    target_->begin();
    journal_.note("begin", {{"target", shown(settings_.address)}});
    write_all(outcome, verify);
    target_->keep();
    remember();
    outcome.result = Result::published;
  } catch (...) {
    roll_back(caught_failure(), outcome);
  }
  target_->end();
  close(outcome);
  return outcome;
}

/// What is true by now stays true where nothing can be noted or cleared any more.
void Publisher::Run::close(Outcome& outcome) noexcept {
  try {
    journal_.try_note("end", {{"code", json::Value::integer(exit_code(outcome.result))}});
    journal_.give_back();
    clear_previous(outcome);
  } catch (...) {
    return;
  }
}

/// No less than a run writes into its journal, also where everything fails and is put back.
std::uint64_t Publisher::Run::most_noted() const {
  constexpr std::uint64_t line = 256;  // bytes, beside the path, of which any may be written as two
  std::uint64_t bytes = 4 * line;
  for (const Change& change : changes_) {
    if (change.action == Action::keep) continue;
    const std::uint64_t lines = 4 + 2 * (std::uint64_t{client_.retries()} + 1);
    bytes += lines * (line + 2 * change.file.path.size());
  }
  return bytes;
}

/// Where a person must look, the bytes before are kept.
void Publisher::Run::clear_previous(Outcome& outcome) {
  std::error_code error;
  const fs::path previous = journal_.folder() + "/previous";
  if (outcome.result != Result::inconsistent || !fs::exists(previous, error)) {
    fs::remove_all(previous, error);
    return;
  }
  const fs::path kept = journal_.folder() + "/before-" + std::to_string(client_.now());
  fs::rename(previous, kept, error);
  outcome.problems.push_back(
      Failure(Result::inconsistent, "publish.kept", {{"path", kept.generic_string()}}));
}

void Publisher::Run::keep_previous() {
  for (Change& change : changes_) {
    if (change.action != Action::replace || target_->at_once()) continue;
    stop_if_cancelled();
    if (fetch(change.file.path).empty()) {
      throw Failure(Result::conflict, "publish.changed", {{"path", change.file.path}});
    }
    change.previous_sha256 = previous_[change.file.path].sha256;
  }
}

void Publisher::Run::write_all(Outcome& outcome, Verify verify) {
  done_ = 0;
  total_ = 0;
  for (const Change& change : changes_) {
    if (change.action != Action::keep) total_ += change.file.bytes;
  }
  for (const Stage stage : stages) {
    write_stage(stage, outcome);
    // What names other files comes when these are known to be right.
    if (!target_->at_once()) verify_stage(stage, verify, outcome);
  }
  if (!target_->at_once()) return;
  {
    const Stopwatch watch(outcome.upload_seconds);
    stop_if_cancelled();
    committed_ = true;
    target_->commit();
  }
  done_ = 0;
  for (const Stage stage : stages) verify_stage(stage, verify, outcome);
}

void Publisher::Run::write_stage(Stage stage, Outcome& outcome) {
  const Stopwatch watch(outcome.upload_seconds);
  const auto concerned = [&](const Change& change) {
    return change.action != Action::keep && change.file.stage == stage;
  };
  for (const Change& change : changes_) {
    if (!concerned(change)) continue;
    journal_.add("write", {{"path", change.file.path},
                           {"sha256", change.file.sha256},
                           {"previous", change.previous_sha256}});
  }
  journal_.sync();
  for (std::size_t at = 0; at < changes_.size(); ++at) {
    Change& change = changes_[at];
    if (!concerned(change)) continue;
    stop_if_cancelled();
    bool touched = false;
    try {
      put(change.file, before_[at], change, touched);
    } catch (const Failure&) {
      touched_[at] = touched ? 1 : 0;
      throw;
    } catch (...) {
      touched_[at] = 1;  // nobody knows
      throw;
    }
    touched_[at] = 1;
    change.state = Change::State::written;
    done_ += change.file.bytes;
  }
}

void Publisher::Run::put(const File& file, Remote before, const Change& change, bool& touched) {
  for (unsigned attempt = 1;; ++attempt) {
    const Reply reply = target_->write(file, before, counting());
    if (reply.done()) return;
    if (reply.fate != Reply::Fate::not_done) {
      const bool denied = reply.fate == Reply::Fate::denied;
      const bool touched_before = std::exchange(touched, true);
      journal_.try_note(denied ? "denied" : "unknown", {{"path", file.path}});
      const Found found = settle(file, change);
      if (found == Found::as_wanted) return;
      if (found == Found::as_before) touched = false;
      if (found == Found::other && denied) touched = touched_before;
      before = target_->look(file.path);
    }
    if (!reply.again || attempt > client_.retries()) throw Failure(*reply.failure);
    client_.wait(attempt, reply.retry_after);
    stop_if_cancelled();
  }
}

void Publisher::Run::take_away(const Change& change) {
  for (unsigned attempt = 1;; ++attempt) {
    journal_.try_note("remove", {{"path", change.file.path}});
    const Remote remote = target_->look(change.file.path);
    if (!remote.exists) return;
    const Reply reply = target_->remove(change.file.path, remote);
    if (reply.done()) return;
    target_->refresh();
    const bool last = !reply.again || attempt > client_.retries();
    if (last && !target_->look(change.file.path).exists) return;
    if (last) throw Failure(*reply.failure);
    client_.wait(attempt, reply.retry_after);
  }
}

Publisher::Run::Found Publisher::Run::settle(const File& wanted, const Change& change) {
  target_->refresh();
  Digest digest;
  expect(wanted, digest);
  if (!target_->fetch(change.file.path, digest)) {
    return change.action == Action::create ? Found::as_before : Found::other;
  }
  const std::string sha256 = digest.sha256();
  if (sha256 == wanted.sha256) {
    return target_->describes(wanted) ? Found::as_wanted : Found::other;
  }
  return sha256 == change.previous_sha256 ? Found::as_before : Found::other;
}

/// Either the new bytes or those before.
void Publisher::Run::expect(const File& file, Sink& sink) const {
  sink.expect(file.bytes);
  const auto before = previous_.find(file.path);
  if (before != previous_.end()) sink.expect(before->second.bytes);
}

/// All is in place: that it cannot be noted only makes the next run read more.
void Publisher::Run::remember() noexcept {
  try {
    for (const Change& change : changes_) {
      if (change.action == Action::keep) continue;
      const Remote remote = target_->look(change.file.path);
      if (remote.version.empty()) continue;
      journal_.know(change.file.path, {change.file.sha256, remote.version});
    }
  } catch (...) {
    return;
  }
}

}  // namespace edca::publish
