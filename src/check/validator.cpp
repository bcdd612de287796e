#include "edca/validator.hpp"

#include <algorithm>
#include <deque>
#include <span>

#include "advertising/archive.hpp"
#include "base/pool.hpp"
#include "check/advertising_run.hpp"
#include "check/collector.hpp"
#include "check/setup.hpp"
#include "io/given.hpp"
#include "json/canonical.hpp"
#include "rows/inputs.hpp"

namespace edca {
namespace {

using check::Collector;
using check::FileFacts;
using check::InputChecker;
using check::Outcome;
using check::Scope;
using ocds::Decider;

/// Files up to this size are read and judged whole by one thread, several at a time.
constexpr std::uint64_t small_file = 1 << 20;

/// Standard input, pipes and devices cannot be opened again.
bool read_once(const io::Input& input) {
  return input.standard_input() || input.stream;
}

bool is_small(const io::Input& input) {
  const std::uint64_t unpacked =
      input.packing == io::Packing::plain ? input.bytes : input.bytes * 16;
  return !read_once(input) && unpacked <= small_file;
}

/// Makes the decision for every envelope that starts in a batch, before its items are judged.
void prepare(const ocds::Decider& decider, const json::Batch& batch) {
  for (const json::Unit& unit : batch.units) {
    if (!unit.envelope || unit.envelope->decision || unit.envelope->is_portal) continue;
    unit.envelope->decision = check::decide(decider, *unit.envelope, unit.text);
  }
}

}  // namespace

struct Validator::Parts : check::Setup {
  using check::Setup::Setup;
};

namespace {

/// A file that was judged whole.
struct FileRun {
  const io::Input* input;
  std::vector<Outcome> outcomes;
  FileFacts facts;
};

/// One run over a list of inputs.
class Run {
 public:
  Run(const ocds::Decider& decider, const Scope& scope, const json::ReaderOptions& reader,
      const ValidateOptions& options, const base::Workers& workers, FindingSink& sink)
      : decider_(decider),
        scope_(scope),
        reader_(reader),
        options_(options),
        jobs_(workers.threads),
        sink_(sink),
        collector_(sink, scope, options.max_findings),
        batches_(workers.threads) {
    const bool one_byte = reader.encoding != io::Encoding::utf8;
    for (unsigned at = 0; at < jobs_; ++at) {
      checkers_.push_back(std::make_unique<InputChecker>(decider, scope, one_byte, false));
    }
    exact_ = std::make_unique<InputChecker>(decider, scope, one_byte, true);
    // The thread that reads has something to do while it waits: it is one of them.
    pool_ = workers.pool(jobs_ - 1);
  }

  Summary run(const io::InputList& list, const std::vector<advertising::Archive>& archives,
              const Validator::Together& together) {
    for (const io::Input& input : list.inputs) total_ += input.bytes;
    for (const io::RepeatedInput& file : list.repeated) sink_.repeated(file.name, file.first);
    for (const std::string& file : list.skipped) sink_.skipped(file);
    for (const io::InputProblem& problem : list.problems) collector_.problem(problem);
    for (std::size_t at = 0; at < list.inputs.size() && !sink_.cancelled();) {
      if (is_small(list.inputs[at])) {
        at = small_files(list.inputs, at);
      } else {
        large_file(list.inputs[at++]);
      }
    }
    check::check_advertising(archives, scope_, sink_, collector_);
    if (together && collector_.has_links() && !sink_.cancelled())
      together([&](Finding finding) { collector_.tell_together(std::move(finding)); });
    Summary summary = collector_.summary();
    summary.files_skipped = list.skipped.size();
    return summary;
  }

 private:
  using Judged = std::pair<std::unique_ptr<json::Batch>, std::unique_ptr<Outcome>>;

  std::vector<FileRun> judge_files(unsigned thread, std::span<const io::Input> inputs) {
    std::vector<FileRun> runs;
    json::Batch& batch = batches_[thread];
    for (const io::Input& input : inputs) {
      FileRun& run = runs.emplace_back();
      run.input = &input;
      json::Reader reader(input, reader_);
      while (reader.next(batch)) {
        prepare(decider_, batch);
        checkers_[thread]->run(batch, run.outcomes.emplace_back());
      }
      run.facts = {reader.byte_order_mark(), reader.empty(), reader.lines()};
    }
    return runs;
  }

  void collect(FileRun& run) {
    collector_.begin_file(*run.input);
    collector_.opened(run.facts.byte_order_mark, run.facts.lines);
    for (Outcome& outcome : run.outcomes) {
      collector_.add(outcome, *exact_, hasher(*run.input));
    }
    end_file(*run.input, run.facts);
  }

  void end_file(const io::Input& input, const FileFacts& facts) {
    collector_.end_file(facts, name(options_.encoding));
    ++files_;
    bytes_ += input.bytes;
    sink_.progress(files_, bytes_, total_);
  }

  /// Judges the small files from `at` on; answers where they end.
  std::size_t small_files(const std::vector<io::Input>& inputs, std::size_t at) {
    std::deque<std::future<std::vector<FileRun>>> pending;
    while (at < inputs.size() && is_small(inputs[at]) && !sink_.cancelled()) {
      const std::size_t first = at;
      for (std::uint64_t bytes = 0;
           at < inputs.size() && is_small(inputs[at]) && at - first < 64 && bytes < small_file;
           ++at) {
        bytes += inputs[at].bytes;
      }
      const std::span<const io::Input> group(&inputs[first], at - first);
      if (!pool_) {
        for (FileRun& run : judge_files(0, group)) collect(run);
        continue;
      }
      pending.push_back(pool_->run<std::vector<FileRun>>(
          [this, group](unsigned thread) { return judge_files(thread, group); }));
      if (pending.size() > std::size_t{2} * jobs_) take_files(pending);
    }
    while (!pending.empty()) take_files(pending);
    return at;
  }

  void take_files(std::deque<std::future<std::vector<FileRun>>>& pending) {
    for (FileRun& run : pool_->get(pending.front(), jobs_ - 1)) collect(run);
    pending.pop_front();
  }

  void large_file(const io::Input& input) {
    json::Reader reader(input, reader_);
    const Collector::HashItems hash = read_once(input) ? Collector::HashItems() : hasher(input);
    std::deque<std::future<Judged>> pending;
    collector_.begin_file(input);
    bool first = true;
    const auto take = [&] {
      Judged judged = pool_->get(pending.front(), jobs_ - 1);
      pending.pop_front();
      collector_.add(*judged.second, *exact_, hash);
      spare_.push_back(std::move(judged.first));
    };
    for (;;) {
      while (!pending.empty() && io::given_waits(input)) take();
      std::unique_ptr<json::Batch> batch = spare_batch();
      const bool more = reader.next(*batch);
      if (first) collector_.opened(reader.byte_order_mark(), reader.lines());
      first = false;
      if (!more || sink_.cancelled()) break;
      prepare(decider_, *batch);
      const base::Place& place = batch->units.back().place;
      sink_.progress(files_, bytes_ + std::min(place.offset, input.bytes), total_);
      const bool exact = read_once(input);
      auto job = [this, exact,
                  shared = std::make_shared<std::unique_ptr<json::Batch>>(std::move(batch))](
                     unsigned thread) {
        auto outcome = std::make_unique<Outcome>();
        checker(thread, exact).run(**shared, *outcome);
        return Judged(std::move(*shared), std::move(outcome));
      };
      if (pool_) {
        pending.push_back(pool_->run<Judged>(std::move(job)));
        if (pending.size() >= std::size_t{2} * jobs_) take();
      } else {
        Judged judged = job(0);
        collector_.add(*judged.second, *exact_, hash);
        spare_.push_back(std::move(judged.first));
      }
    }
    while (!pending.empty()) take();
    end_file(input, {reader.byte_order_mark(), reader.empty(), reader.lines()});
  }

  InputChecker& checker(unsigned thread, bool exact) {
    if (!exact) return *checkers_[thread];
    const std::lock_guard lock(exact_mutex_);
    while (exact_checkers_.size() <= thread) {
      exact_checkers_.push_back(std::make_unique<InputChecker>(
          decider_, scope_, reader_.encoding != io::Encoding::utf8, true));
    }
    return *exact_checkers_[thread];
  }

  std::unique_ptr<json::Batch> spare_batch() {
    if (spare_.empty()) return std::make_unique<json::Batch>();
    std::unique_ptr<json::Batch> batch = std::move(spare_.back());
    spare_.pop_back();
    return batch;
  }

  /// Reads a file again for the canonical form of some of its items. The input has to stay.
  Collector::HashItems hasher(const io::Input& input) const {
    return [this, &input](std::uint64_t envelope, const std::vector<std::uint64_t>& indexes) {
      json::NumberedHashes hashes;
      json::Reader reader(input, reader_);
      json::Batch batch;
      std::uint64_t ended = 0;
      while (ended <= envelope && reader.next(batch)) {
        for (const json::Unit& unit : batch.units) {
          if (unit.kind == json::Unit::Kind::envelope) ++ended;
          if (unit.kind != json::Unit::Kind::item || ended != envelope ||
              !std::binary_search(indexes.begin(), indexes.end(), unit.index)) {
            continue;
          }
          try {
            hashes.emplace_back(json::canonical_hash(unit.text), unit.index);
          } catch (const std::invalid_argument&) {
            // Not JSON: reported where it was judged.
          }
        }
      }
      return hashes;
    };
  }

  const ocds::Decider& decider_;
  const Scope& scope_;
  const json::ReaderOptions& reader_;
  const ValidateOptions& options_;
  unsigned jobs_;
  FindingSink& sink_;
  Collector collector_;
  std::vector<std::unique_ptr<InputChecker>> checkers_;
  std::vector<json::Batch> batches_;  ///< of each checker, for small files
  std::unique_ptr<InputChecker> exact_;
  std::mutex exact_mutex_;
  std::vector<std::unique_ptr<InputChecker>> exact_checkers_;
  std::vector<std::unique_ptr<json::Batch>> spare_;
  std::uint64_t files_ = 0;
  std::uint64_t bytes_ = 0;
  std::uint64_t total_ = 0;
  std::unique_ptr<base::Pool> pool_;  // last: its threads use the rest
};

}  // namespace

Validator::Validator(ValidateOptions options)
    : parts_(std::make_unique<Parts>(std::move(options))) {}
Validator::~Validator() = default;
Validator::Validator(Validator&&) noexcept = default;

std::vector<const Rule*> Validator::rules() const {
  std::vector<const Rule*> list;
  for (const Rule& rule : edca::rules()) {
    // These are of other commands.
    constexpr std::string_view others[] = {"diff", "merge", "repair", "upgrade"};
    const bool ours = std::ranges::find(others, family(rule)) == std::end(others);
    if (ours && parts_->scope.enabled[static_cast<std::size_t>(&rule - edca::rules().data())])
      list.push_back(&rule);
  }
  return list;
}

Summary Validator::run(const std::vector<std::string>& inputs, FindingSink& sink) const {
  return run(inputs, sink, {});
}

Summary Validator::run(const std::vector<std::string>& inputs, FindingSink& sink,
                       const Together& together) const {
  const Parts& parts = *parts_;
  io::InputList list = io::expand(inputs, parts.workers);
  std::vector<advertising::Archive> archives;
  if (parts.options.schema.empty()) archives = advertising::take_archives(list, parts.options);
  list = rows::expand(std::move(list), parts.options, parts.options.temporary_folder);
  // One small file is not worth a second thread.
  const bool alone = list.inputs.size() == 1 && is_small(list.inputs[0]);
  const base::Workers workers = alone ? base::Workers() : parts.workers;
  Run run(*parts.decider, parts.scope, parts.reader, parts.options, workers, sink);
  return run.run(list, archives, together);
}

}  // namespace edca
