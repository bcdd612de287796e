#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <variant>
#include <vector>

#include "edca/given_input.hpp"
#include "edca/indicators.hpp"
#include "edca/session.hpp"
#include "edca/sink.hpp"
#include "edca/tables.hpp"

namespace edca_python {

/// A piece of text that a run makes: a line of JSON Lines, or any piece of something longer.
struct Text {
  std::string text;
};

/// An item that was read.
struct ReadItem {
  std::string_view kind;  ///< lasts as long as the program
  std::string text;
  std::string file;
  edca::Position at;
  std::string pointer;
  std::uint64_t package = 0;
};

/// What the package of the items that follow says of itself in front of them.
struct Metadata {
  std::uint64_t package = 0;
  std::string text;
};

/// A piece of a package that is made.
struct PackagePiece {
  std::uint64_t number = 0;
  std::uint64_t items = 0;
  std::string name;
  std::string uri;
  std::string text;
};

/// A process or project that changed.
struct ProcessChanged {
  struct Field {
    std::string_view change;
    std::string pointer, old_pointer, before, after;
  };
  struct Item {
    std::string_view kind, change;
    std::string id;
    std::vector<Field> fields;
  };
  bool project = false;
  std::string id;
  std::string_view change;
  std::vector<Item> items;
};

using Output = std::variant<edca::Finding, Text, ReadItem, Metadata, PackagePiece, ProcessChanged,
                            edca::IndicatorFlag, edca::FileSummary>;

/// The figures of a run that came to its end.
struct Done {
  edca::Summary summary;
  std::vector<std::pair<std::string_view, std::uint64_t>> figures;
  std::vector<edca::MadeTable> tables;
  std::vector<edca::IndicatorTally> tallies;
  std::string text;  ///< of runs that make one text
};

/// An input as Python gives it.
struct GivenTo {
  /// Lines are pieces too, and a text each, whatever they look like.
  enum class Kind : unsigned char { path, bytes, pieces, lines };
  Kind kind = Kind::path;
  std::string name;        ///< of what is no path, for findings; else the path
  std::string_view bytes;  ///< which whoever starts the run keeps
  /// How findings call a path that stands for something else; empty: by itself.
  std::string shown;
};

/// Work of the library on a thread of its own, and the queues between it and who wants what it
/// makes. Both sides wait for one another: memory is bounded by a few pieces and outputs. The
/// thread of the work never enters Python.
///
/// All members but those for the work are called from one thread at a time.
class Run {
 public:
  using Job = std::function<Done(Run& run)>;
  /// What the other side has to do next.
  enum class Next : unsigned char { outputs, input, done, wait };

  Run(const std::vector<GivenTo>& inputs, Job job);
  /// Cancels the work and waits for it.
  ~Run();
  Run(const Run&) = delete;
  Run& operator=(const Run&) = delete;

  /// Waits for a tenth of a second at most.
  Next wait();
  /// After Next::outputs.
  std::vector<Output> take();
  /// After Next::input: which input wants more, and more of it; nothing: it has ended.
  std::size_t wanted() const { return wanted_now_; }
  void feed(std::size_t input, std::optional<std::string> piece);
  /// After Next::done: the figures. Throws what ended the work.
  const Done& done() const;
  /// Findings are counted from here on, and not handed on.
  void skip_findings() { skips_findings_ = true; }
  /// Ends the work early, and waits for it.
  void cancel();

  // For the work.
  const std::vector<std::string>& arguments() const { return arguments_; }
  bool cancelled() const { return cancelled_.load(std::memory_order_relaxed); }
  bool skips_findings() const { return skips_findings_.load(std::memory_order_relaxed); }
  /// Hands on an output that weighs so many bytes; waits while there are too many.
  void push(Output output, std::size_t bytes);
  /// The name of a file as findings have it.
  std::string shown(std::string file) const;
  edca::Session session(edca::Session given);

 private:
  struct Pieces {
    std::deque<std::string> pieces;
    std::size_t at = 0;  ///< bytes of the first one that were given
    bool ended = false;
  };

  void work(const Job& job);
  std::size_t read(std::size_t input, char* to, std::size_t size);
  bool waits(std::size_t input) const;
  void flush(std::unique_lock<std::mutex>& lock);
  bool wants() const;

  std::vector<std::string> arguments_;
  std::vector<std::pair<std::string, std::string>> shown_;  ///< path and name
  std::vector<edca::GivenInput> given_;
  std::vector<Pieces> pieces_;  ///< by input

  mutable std::mutex mutex_;
  std::condition_variable for_work_;
  std::condition_variable for_taker_;
  std::vector<Output> ready_;
  std::size_t ready_bytes_ = 0;
  std::optional<std::size_t> reading_;  ///< the input that the work reads
  std::size_t wanted_now_ = 0;
  bool ended_ = false;
  std::exception_ptr error_;
  Done done_;

  // Of the thread of the work alone.
  std::vector<Output> made_;
  std::size_t made_bytes_ = 0;

  std::atomic<bool> cancelled_ = false;
  std::atomic<bool> skips_findings_ = false;
  int process_ = 0;
  std::thread thread_;  // last: it uses the rest
};

/// Hands what a run finds to the queue.
class QueueSink final : public edca::FindingSink {
 public:
  explicit QueueSink(Run& run) : run_(run) {}
  void finding(const edca::Finding& finding) override;
  void file(const edca::FileSummary& file) override;
  bool cancelled() override { return run_.cancelled(); }
  /// The sums over all files so far.
  const edca::Summary& sums() const { return sums_; }

 private:
  Run& run_;
  edca::Summary sums_;
};

}  // namespace edca_python
