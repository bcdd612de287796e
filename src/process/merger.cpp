#include "edca/merger.hpp"

#include "edca/error.hpp"
#include "process/merge_run.hpp"
#include "rows/inputs.hpp"

namespace edca {
namespace {

void check_together(const MergeOptions& options) {
  const bool added_to = options.product == MergeProduct::compiled_releases ||
                        options.product == MergeProduct::versioned_releases;
  if (options.history && options.product != MergeProduct::compiled_releases)
    throw Error(ErrorKind::usage, "arguments.together",
                {{"one", "--history"},
                 {"other", options.product == MergeProduct::blame                ? "--blame"
                           : options.product == MergeProduct::versioned_releases ? "--versioned"
                                                                                 : "--records"}});
  if (options.into.empty() || added_to) return;
  throw Error(ErrorKind::usage, "arguments.together",
              {{"one", "--into"},
               {"other", options.product == MergeProduct::blame ? "--blame" : "--records"}});
}

}  // namespace

std::string_view name(SameIds ids) noexcept {
  switch (ids) {
    case SameIds::append:
      return "append";
    case SameIds::by_position:
      return "position";
    case SameIds::merge:
      break;
  }
  return "merge";
}

struct Merger::Parts {
  explicit Parts(MergeOptions given) : options(std::move(given)), choice(options.read) {
    // What is wrong with the options is said at once.
    const process::Ruleset ruleset(choice, options.schema_file, options.upgrade);
  }

  MergeOptions options;
  ocds::ProfileChoice choice;
};

Merger::Merger(MergeOptions options) {
  check_together(options);
  parts_ = std::make_unique<Parts>(std::move(options));
}
Merger::~Merger() = default;
Merger::Merger(Merger&&) noexcept = default;
Merger& Merger::operator=(Merger&&) noexcept = default;

MergeSummary Merger::run(const std::vector<std::string>& inputs, const Write& write,
                         FindingSink& sink, const Session& session) const {
  return process::MergeRun(parts_->choice, parts_->options, session, sink)
      .run(rows::expand(inputs, parts_->options.read, session.temporary_folder), write);
}

std::vector<std::string> Merger::merge(std::span<const std::string_view> texts, FindingSink& sink,
                                       const Session& session) const {
  std::string all;
  const auto write = [&](std::string_view text) {
    all += text;
    return true;
  };
  process::MergeRun(parts_->choice, parts_->options, session, sink)
      .run(io::in_memory(texts), write);
  std::vector<std::string> result;
  if (parts_->options.product == MergeProduct::record_package && !all.empty()) return {all};
  for (std::string_view left = all; !left.empty();) {
    const std::size_t end = left.find('\n');
    result.emplace_back(left.substr(0, end));
    left.remove_prefix(end + 1);
  }
  return result;
}

}  // namespace edca
