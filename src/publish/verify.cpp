#include "publish/run.hpp"

#include <algorithm>
#include <chrono>
#include <cstring>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "io/file.hpp"

namespace edca::publish {
namespace {

/// Compares what is read with a local file whose sum is known: equal bytes need none of their own.
class Comparison final : public Sink {
 public:
  explicit Comparison(const File& file) : file_(file) {
    buffer_.resize(std::size_t{1} << 18);
    try {
      local_ = std::make_unique<io::File>(file.local);
    } catch (const io::InputFault&) {
      // Then nothing that is read is equal to it.
    }
  }

  void clear() override {
    equal_ = 0;
    other_.reset();
  }

  void add(std::string_view bytes) override {
    while (!other_ && !bytes.empty()) {
      const std::size_t size = read(std::min(bytes.size(), buffer_.size()));
      if (size == 0 || std::memcmp(buffer_.data(), bytes.data(), size) != 0) {
        start_sum();
      } else {
        equal_ += size;
        bytes.remove_prefix(size);
      }
    }
    if (other_) other_->add(bytes);
  }

  std::string sha256() {
    if (!other_ && equal_ == file_.bytes) return file_.sha256;
    if (!other_) start_sum();
    return other_->sha256();
  }

 private:
  /// The next local bytes; none where they cannot be read.
  std::size_t read(std::size_t size) {
    try {
      return local_ ? local_->read_at(equal_, buffer_.data(), size) : 0;
    } catch (const io::InputFault&) {
      return 0;
    }
  }

  /// From here on bytes differ: the sum of those before is that of the local ones.
  void start_sum() {
    other_.emplace();
    const std::uint64_t end = std::exchange(equal_, 0);
    while (equal_ < end) {
      const std::size_t size =
          read(static_cast<std::size_t>(std::min<std::uint64_t>(end - equal_, buffer_.size())));
      if (size == 0) break;
      other_->add({buffer_.data(), size});
      equal_ += size;
    }
  }

  const File& file_;
  std::unique_ptr<io::File> local_;
  std::vector<char> buffer_;
  std::uint64_t equal_ = 0;      ///< bytes
  std::optional<Digest> other_;  ///< of what was read, where it is something else
};

}  // namespace

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
  if (target_->proves_bytes()) {
    Comparison comparison(change.file);
    expect(change.file, comparison);
    if (!target_->read(change.file.path, comparison)) return false;
    found = comparison.sha256();
  } else {
    Digest digest;
    expect(change.file, digest);
    if (!target_->read(change.file.path, digest)) return false;
    found = digest.sha256();
  }
  return found == change.file.sha256;
}

}  // namespace edca::publish
