#include "cli/publish/package_checks.hpp"

#include <algorithm>
#include <utility>

#include "base/session.hpp"
#include "check/adjustments.hpp"
#include "check/collector.hpp"
#include "cli/interrupt.hpp"
#include "json/lookahead.hpp"
#include "ocds/shape.hpp"

namespace edca::cli {
namespace {

/// Packages that are judged side by side: so the threads have work where one begins and another
/// ends.
constexpr unsigned side_by_side = 2;

class Collecting final : public FindingSink {
 public:
  Collecting(PackageChecks::Result& result, const std::string& folder)
      : result_(result), folder_(folder) {}

  void finding(const Finding& finding) override {
    Finding& kept = result_.findings.emplace_back(finding);
    // Places elsewhere in the file name the one that was read.
    for (auto& [name, value] : kept.arguments) {
      if (value.starts_with(folder_)) value.erase(0, folder_.size());
    }
  }
  void file(const FileSummary& file) override { result_.file = file; }
  bool cancelled() override { return interrupted(); }

 private:
  PackageChecks::Result& result_;
  const std::string& folder_;
};

ValidateOptions for_one(ValidateOptions options) {
  const base::Workers all = base::workers(options.jobs, options.executor);
  options.jobs = std::max(1u, all.threads / side_by_side);
  return options;
}

/// The result for a package whose items are judged; nothing where it has to be read again.
std::optional<PackageChecks::Result> around_items(const portal::File& file,
                                                  const portal::Envelope& envelope,
                                                  const ItemChecks& items) {
  if (envelope.items.by == 0) return std::nullopt;
  const check::Setup& setup = items.setup();
  json::Unit unit;
  unit.kind = json::Unit::Kind::envelope;
  unit.envelope = std::make_shared<json::Envelope>();
  json::Envelope& around = *unit.envelope;
  around.text = envelope.text;
  around.list = "releases";
  around.gap = envelope.gap;
  around.count = file.items;
  around.metadata = json::read_members(envelope.text, ocds::item_keys());
  around.complete = true;
  const auto decision = check::decide(*setup.decider, around, envelope.first);
  if (items.number(decision->profile.get()) != envelope.items.by) return std::nullopt;
  around.decision = decision;

  check::Outcome outcome;
  check::Worker(*setup.decider, setup.scope, false, false).run(unit, outcome);
  check::hide_others(setup.scope, outcome.findings);
  PackageChecks::Result result;
  result.path = result.file.file = file.path;
  result.items = envelope.items.by;
  result.file.read = true;
  result.file.items = file.items;
  result.file.profile = decision->profile->key().name;
  result.file.version = decision->version;
  result.file.errors = envelope.items.errors;
  result.file.warnings = envelope.items.warnings;
  result.file.notes = envelope.items.notes;
  for (const auto& [rule, found] : outcome.findings.tally) {
    if (found == 0) continue;
    check::add_findings(rules()[rule], check::severity(setup.scope, rule), found, result.file);
  }
  for (Finding& finding : outcome.findings.list) {
    if (finding.rule == nullptr) continue;
    // What stands behind the items is on a line that nobody counted.
    if (finding.at.offset >= envelope.gap) return std::nullopt;
    finding.file = file.path;
    finding.severity =
        check::severity(setup.scope, static_cast<std::size_t>(finding.rule - rules().data()));
    result.findings.push_back(std::move(finding));
  }
  return result;
}

}  // namespace

PackageChecks::PackageChecks(const ValidateOptions& options, std::string folder)
    : folder_(std::move(folder) + "/"), validator_(for_one(options)) {
  pool_ = base::workers(options.jobs, options.executor).pool(side_by_side);
}

void PackageChecks::add(const portal::File& file, const portal::Envelope& envelope,
                        const ItemChecks& items) {
  if (auto result = around_items(file, envelope, items)) {
    std::promise<Result> ready;
    ready.set_value(std::move(*result));
    pending_.push_back(ready.get_future());
    return;
  }
  const std::string path = file.path;
  pending_.push_back(pool_
                         ? pool_->run<Result>([this, path](unsigned) { return check(path); })
                         : std::async(std::launch::deferred, [this, path] { return check(path); }));
}

std::optional<PackageChecks::Result> PackageChecks::next() {
  if (pending_.empty()) return std::nullopt;
  Result result = pending_.front().get();
  pending_.pop_front();
  return result;
}

PackageChecks::Result PackageChecks::check(const std::string& path) const {
  Result result;
  result.path = path;
  if (interrupted()) return result;
  Collecting sink(result, folder_);
  static_cast<void>(validator_.run({folder_ + path}, sink));
  result.file.file = path;
  return result;
}

}  // namespace edca::cli
