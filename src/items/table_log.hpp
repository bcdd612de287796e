#pragma once

#include <cstddef>
#include <functional>

#include "advertising/listener.hpp"
#include "items/run_log.hpp"

namespace edca::items {

/// Puts what is told of a file of Publicidad Abierta into a log.
class TableLog final : public advertising::Listener {
 public:
  /// `log` must outlive it; `file` as RunLog::begin_file() gave it.
  TableLog(RunLog& log, std::size_t file, std::function<bool()> cancelled)
      : log_(log), file_(file), cancelled_(std::move(cancelled)) {}

  bool wants(base::RuleId) const override { return true; }
  bool cancelled() const override { return cancelled_(); }
  void begin(const io::Input&) override {}
  void found(Finding& finding) override;
  /// Says in the log what the file is.
  void end(const advertising::FileFacts& facts) override;

 private:
  RunLog& log_;
  std::size_t file_;
  std::function<bool()> cancelled_;
};

}  // namespace edca::items
