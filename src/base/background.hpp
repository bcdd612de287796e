#pragma once

#include <deque>
#include <functional>
#include <future>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "base/pool.hpp"

namespace edca::base {

/// Hands bytes on, piece by piece in their order, to a function on a thread of its own, where there
/// are several. What the function throws comes out of add() or settle().
class Background {
 public:
  /// What `take` uses must outlive this.
  Background(const Workers& workers, std::function<void(std::string_view)> take)
      : take_(std::move(take)), pool_(workers.pool(1)) {}

  void add(std::string_view bytes) {
    if (!pool_) return take_(bytes);
    chunk_ += bytes;
    if (chunk_.size() >= chunk_bytes) hand_over();
  }

  /// Waits until all bytes were taken.
  void settle() {
    if (!chunk_.empty()) hand_over();
    while (!running_.empty()) wait();
  }

 private:
  static constexpr std::size_t chunk_bytes = std::size_t{256} << 10;
  static constexpr std::size_t most_running = 4;

  void hand_over() {
    running_.push_back(
        pool_->run<void>([this, chunk = std::exchange(chunk_, {})](unsigned) { take_(chunk); }));
    if (running_.size() > most_running) wait();
  }

  void wait() {
    std::future<void> first = std::move(running_.front());
    running_.pop_front();
    first.get();
  }

  std::function<void(std::string_view)> take_;
  std::string chunk_;  ///< what is handed over next
  std::deque<std::future<void>> running_;
  std::unique_ptr<Pool> pool_;  ///< last: its thread uses the rest
};

}  // namespace edca::base
