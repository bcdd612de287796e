#include "run.hpp"

#include <unistd.h>

#include <algorithm>
#include <chrono>

namespace edca_python {
namespace {

/// Outputs that are handed over together, and those that may wait, in bytes.
constexpr std::size_t together = std::size_t{64} << 10;
constexpr std::size_t most_waiting = std::size_t{4} << 20;
/// Pieces of an input that are kept ahead.
constexpr std::size_t pieces_ahead = 2;

}  // namespace

Run::Run(const std::vector<GivenTo>& inputs, Job job) : pieces_(inputs.size()) {
  process_ = static_cast<int>(::getpid());
  given_.reserve(inputs.size());
  for (std::size_t at = 0; at < inputs.size(); ++at) {
    const GivenTo& input = inputs[at];
    switch (input.kind) {
      case GivenTo::Kind::path:
        arguments_.push_back(input.name);
        if (!input.shown.empty()) shown_.emplace_back(input.name, input.shown);
        continue;
      case GivenTo::Kind::bytes:
        given_.emplace_back(input.name, input.bytes);
        break;
      case GivenTo::Kind::pieces:
        given_.emplace_back(input.name,
                            [this, at](char* to, std::size_t size) { return read(at, to, size); });
        break;
      case GivenTo::Kind::lines:
        given_.push_back(edca::GivenInput::lines(
            input.name, [this, at](char* to, std::size_t size) { return read(at, to, size); },
            [this, at] { return waits(at); }));
        break;
    }
    arguments_.push_back(given_.back().argument());
  }
  thread_ = std::thread([this, job = std::move(job)] { work(job); });
}

Run::~Run() {
  // In a process that was forked off, there is no such thread to wait for.
  if (static_cast<int>(::getpid()) != process_) {
    thread_.detach();
    return;
  }
  cancel();
}

void Run::work(const Job& job) {
  try {
    Done done = job(*this);
    const std::lock_guard lock(mutex_);
    done_ = std::move(done);
  } catch (...) {
    const std::lock_guard lock(mutex_);
    error_ = std::current_exception();
  }
  std::unique_lock lock(mutex_);
  flush(lock);
  reading_.reset();
  ended_ = true;
  for_taker_.notify_all();
}

/// Whether the input that is read should get more.
bool Run::wants() const {
  if (!reading_ || cancelled()) return false;
  const Pieces& pieces = pieces_[*reading_];
  return !pieces.ended && pieces.pieces.size() < pieces_ahead;
}

Run::Next Run::wait() {
  std::unique_lock lock(mutex_);
  for_taker_.wait_for(lock, std::chrono::milliseconds(100),
                      [&] { return !ready_.empty() || ended_ || wants(); });
  if (!ready_.empty()) return Next::outputs;
  if (ended_) return Next::done;
  if (!wants()) return Next::wait;
  wanted_now_ = *reading_;
  return Next::input;
}

std::vector<Output> Run::take() {
  const std::lock_guard lock(mutex_);
  ready_bytes_ = 0;
  for_work_.notify_all();
  return std::exchange(ready_, {});
}

void Run::feed(std::size_t input, std::optional<std::string> piece) {
  const std::lock_guard lock(mutex_);
  Pieces& pieces = pieces_.at(input);
  if (!piece) {
    pieces.ended = true;
  } else if (!piece->empty()) {
    pieces.pieces.push_back(std::move(*piece));
  }
  for_work_.notify_all();
}

const Done& Run::done() const {
  const std::lock_guard lock(mutex_);
  if (error_) std::rethrow_exception(error_);
  return done_;
}

void Run::cancel() {
  {
    const std::lock_guard lock(mutex_);
    cancelled_ = true;
    for_work_.notify_all();
  }
  if (thread_.joinable()) thread_.join();
}

/// Hands over what was made. Waits for room.
void Run::flush(std::unique_lock<std::mutex>& lock) {
  if (made_.empty()) return;
  for_work_.wait(lock, [&] { return ready_bytes_ < most_waiting || cancelled(); });
  if (cancelled()) {
    made_.clear();
  } else {
    ready_.insert(ready_.end(), std::make_move_iterator(made_.begin()),
                  std::make_move_iterator(made_.end()));
    ready_bytes_ += made_bytes_;
    made_.clear();
    for_taker_.notify_all();
  }
  made_bytes_ = 0;
}

void Run::push(Output output, std::size_t bytes) {
  made_.push_back(std::move(output));
  made_bytes_ += bytes + sizeof(Output);
  if (made_bytes_ < together) return;
  std::unique_lock lock(mutex_);
  flush(lock);
}

std::size_t Run::read(std::size_t input, char* to, std::size_t size) {
  std::unique_lock lock(mutex_);
  Pieces& pieces = pieces_[input];
  reading_ = input;
  if (wants()) for_taker_.notify_all();
  if (pieces.pieces.empty() && !pieces.ended) {
    // Who waits for a result of what was read so far gets it before more is asked for.
    if (std::this_thread::get_id() == thread_.get_id()) flush(lock);
    for_work_.wait(lock, [&] { return !pieces.pieces.empty() || pieces.ended || cancelled(); });
  }
  if (cancelled() || pieces.pieces.empty()) return 0;
  const std::string& first = pieces.pieces.front();
  const std::size_t got = first.copy(to, size, pieces.at);
  pieces.at += got;
  if (pieces.at == first.size()) {
    pieces.pieces.pop_front();
    pieces.at = 0;
  }
  return got;
}

/// Whether the next piece of an input is still to come.
bool Run::waits(std::size_t input) const {
  const std::lock_guard lock(mutex_);
  const Pieces& pieces = pieces_[input];
  return pieces.pieces.empty() && !pieces.ended && !cancelled();
}

std::string Run::shown(std::string file) const {
  for (const auto& [path, name] : shown_) {
    if (file.starts_with(path) && (file.size() == path.size() || file[path.size()] == '/'))
      return name + file.substr(path.size());
  }
  return file;
}

edca::Session Run::session(edca::Session given) {
  given.cancelled = [this] { return cancelled(); };
  return given;
}

void QueueSink::finding(const edca::Finding& finding) {
  if (run_.skips_findings()) return;
  edca::Finding own = finding;
  own.file = run_.shown(std::move(own.file));
  const std::size_t bytes = own.value.size() + own.pointer.size() + own.file.size() + 256;
  run_.push(std::move(own), bytes);
}

void QueueSink::file(const edca::FileSummary& file) {
  ++sums_.files;
  if (file.read) ++sums_.files_read;
  sums_.items += file.items;
  sums_.releases += file.releases;
  sums_.items_with_errors += file.items_with_errors;
  sums_.errors += file.errors;
  sums_.warnings += file.warnings;
  sums_.notes += file.notes;
  for (const auto& [rule, count] : file.by_rule) sums_.by_rule[rule] += count;
  edca::FileSummary own = file;
  own.file = run_.shown(std::move(own.file));
  run_.push(std::move(own), 1024);
}

}  // namespace edca_python
