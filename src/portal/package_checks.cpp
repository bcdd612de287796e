#include "portal/package_checks.hpp"

#include <algorithm>
#include <utility>

#include "base/session.hpp"
#include "check/adjustments.hpp"
#include "json/lookahead.hpp"
#include "json/pointer.hpp"
#include "ocds/shape.hpp"
#include "portal/packages.hpp"

namespace edca::portal {
namespace {

/// Records that are judged together.
constexpr std::size_t job_bytes = std::size_t{1} << 20;

class Collecting final : public FindingSink {
 public:
  Collecting(PackageChecks::Result& result, const std::string& folder,
             const std::atomic<bool>& cancelled)
      : result_(result), folder_(folder), cancelled_(cancelled) {}

  void finding(const Finding& finding) override {
    Finding& kept = result_.findings.emplace_back(finding);
    // Places elsewhere in the file name the one that was read.
    for (auto& [name, value] : kept.arguments) {
      if (value.starts_with(folder_)) value.erase(0, folder_.size());
    }
  }
  void file(const FileSummary& file) override { result_.file = file; }
  bool cancelled() override { return cancelled_; }

 private:
  PackageChecks::Result& result_;
  const std::string& folder_;
  const std::atomic<bool>& cancelled_;
};

}  // namespace

/// A package whose result is still to come.
class PackageChecks::Package {
 public:
  Package(std::string path, const PackageChecks& checks)
      : checks_(checks), sink_(result_, checks.folder_, checks.cancelled_) {
    result_.path = std::move(path);
  }

  Result& result() { return result_; }
  /// Of one that is read again.
  std::future<Result>& again() { return again_; }

  // Of one whose records are judged as they come.
  void open(json::Envelope envelope) {
    envelope_ = std::make_shared<json::Envelope>(std::move(envelope));
    const check::Setup& setup = checks_.setup_;
    collector_.emplace(sink_, setup.scope, setup.options.max_findings);
    io::Input input;
    input.name = result_.path;
    collector_->begin_file(input);
    collector_->opened(false, false);
    place_.advance(envelope_->text);
  }
  const std::shared_ptr<json::Envelope>& envelope() const { return envelope_; }
  base::Place& place() { return place_; }
  void take(check::Outcome& outcome) {
    // There is one record of each OCID, so that no two are equal.
    outcome.keys.clear();
    for (check::Outcome::Ended& ended : outcome.ended) ended.keys = 0;
    collector_->add(outcome, *checks_.workers_.back(), {});
  }
  void close() { collector_->end_file({}, name(Encoding::utf8)); }

  std::size_t jobs = 0;  ///< that are pending

 private:
  const PackageChecks& checks_;
  Result result_;
  Collecting sink_;
  std::optional<check::Collector> collector_;
  std::shared_ptr<json::Envelope> envelope_;
  base::Place place_;  ///< where the next item stands, or the end of the list
  std::future<Result> again_;
};

/// Some records of a package, and behind the last of them what stands around all.
struct PackageChecks::Records {
  Package* package = nullptr;
  json::Batch batch;
  std::vector<bool> merged;  ///< by unit: what it holds is known to be what merging gives
  std::size_t bytes = 0;
};

struct PackageChecks::Judged {
  Package* package = nullptr;
  check::Outcome outcome;
};

// The thread that writes has something to do while it waits: it is one of them.
PackageChecks::PackageChecks(const check::Setup& setup, const std::string& folder,
                             const Session& session)
    : setup_(setup),
      folder_(folder + "/"),
      session_(session),
      jobs_(base::workers(session).threads),
      pool_(jobs_ - 1, session.executor) {
  for (unsigned at = 0; at < jobs_; ++at) {
    workers_.push_back(
        std::make_unique<check::InputChecker>(*setup.decider, setup.scope, false, false));
  }
}

PackageChecks::~PackageChecks() = default;

void PackageChecks::begin(const ItemChecks& items, const merge::Rules* rules) {
  items_ = &items;
  rules_ = rules;
}

void PackageChecks::begin(ItemKind kind, const std::string& path, std::string_view head,
                          std::string_view first) {
  Package& package = *packages_.emplace_back(std::make_unique<Package>(path, *this));
  if (kind != ItemKind::record || setup_.scope.given != nullptr) return;
  json::Envelope around;
  around.text = head;
  around.list = list_of(kind);
  around.metadata = json::read_members(std::string(head) + "]}", ocds::item_keys());
  around.decision = check::decide(*setup_.decider, around, first);
  package.open(std::move(around));
  records_ = std::make_unique<Records>();
  records_->package = &package;
}

void PackageChecks::item(std::string_view text, bool made) {
  Package& package = *packages_.back();
  const std::shared_ptr<json::Envelope>& envelope = package.envelope();
  if (!envelope) return;
  base::Place& place = package.place();
  if (envelope->count > 0) place.advance(",\n");
  Records& records = *records_;
  json::Unit& unit = records.batch.units.emplace_back();
  records.batch.texts.push_back(std::make_unique<std::string>(text));
  unit.kind = json::Unit::Kind::item;
  unit.text = *records.batch.texts.back();
  unit.place = place;
  json::append_token(unit.base, envelope->list);
  json::append_index(unit.base, envelope->count);
  unit.index = envelope->count++;
  unit.envelope = envelope;
  const auto& decision = *static_cast<const ocds::Decision*>(envelope->decision.get());
  records.merged.push_back(made && is_merged_alike(*decision.profile));
  records.bytes += text.size();
  place.advance(text);
  if (records.bytes >= job_bytes) hand_out();
}

/// Whether records are merged by the rules of a profile.
bool PackageChecks::is_merged_alike(const schema::Profile& profile) {
  const auto [at, added] = merged_alike_.try_emplace(&profile, false);
  if (!added || rules_ == nullptr) return at->second;
  const json::Value* schema = profile.schema("release");
  at->second = schema != nullptr && merge::Rules(*schema).list() == rules_->list();
  return at->second;
}

void PackageChecks::written(const File& file, const Envelope& envelope) {
  Package& package = *packages_.back();
  if (package.envelope()) {
    json::Unit& unit = records_->batch.units.emplace_back();
    unit.kind = json::Unit::Kind::envelope;
    unit.envelope = std::make_shared<json::Envelope>(*package.envelope());
    unit.envelope->text = envelope.text;
    unit.envelope->gap = envelope.gap;
    unit.envelope->after_gap = package.place();
    unit.envelope->after_gap.advance("\n");
    unit.envelope->metadata = json::read_members(envelope.text, ocds::item_keys());
    unit.envelope->complete = true;
    records_->merged.push_back(false);
    hand_out();
    records_.reset();
  } else if (auto result = around_items(file, envelope)) {
    package.result() = std::move(*result);
  } else {
    package.again() =
        pool_.run<Result>([this, path = file.path](unsigned) { return read_again(path); });
  }
}

/// Has the records at hand judged.
void PackageChecks::hand_out() {
  cancelled_ = cancelled_ || base::cancelled(session_);
  ++records_->package->jobs;
  auto next = std::make_unique<Records>();
  next->package = records_->package;
  const std::shared_ptr<Records> records = std::exchange(records_, std::move(next));
  pending_.push_back(pool_.run<std::unique_ptr<Judged>>(
      [this, records](unsigned thread) { return judge(*records, thread); }));
  while (pending_.size() > (jobs_ == 1 ? 0 : std::size_t{2} * jobs_)) take_oldest();
}

void PackageChecks::take_oldest() {
  const std::unique_ptr<Judged> judged = pool_.get(pending_.front(), jobs_ - 1);
  pending_.pop_front();
  judged->package->take(judged->outcome);
  --judged->package->jobs;
}

std::unique_ptr<PackageChecks::Judged> PackageChecks::judge(const Records& records,
                                                            unsigned thread) {
  auto judged = std::make_unique<Judged>();
  judged->package = records.package;
  check::InputChecker& worker = *workers_[thread];
  for (std::size_t at = 0; at < records.batch.units.size() && !cancelled_; ++at) {
    worker.trust_compiled(records.merged[at]);
    worker.run(records.batch.units[at], judged->outcome);
  }
  return judged;
}

std::optional<PackageChecks::Result> PackageChecks::next() {
  if (packages_.empty()) return std::nullopt;
  cancelled_ = cancelled_ || base::cancelled(session_);
  Package& package = *packages_.front();
  while (package.jobs > 0) take_oldest();
  if (package.envelope()) package.close();
  Result result =
      package.again().valid() ? pool_.get(package.again(), jobs_ - 1) : std::move(package.result());
  packages_.pop_front();
  return result;
}

/// The result for a package of releases that are judged; nothing where it has to be read again.
std::optional<PackageChecks::Result> PackageChecks::around_items(const File& file,
                                                                 const Envelope& envelope) const {
  if (envelope.items.by == 0) return std::nullopt;
  const check::Setup& setup = items_->setup();
  json::Unit unit;
  unit.kind = json::Unit::Kind::envelope;
  unit.envelope = std::make_shared<json::Envelope>();
  json::Envelope& around = *unit.envelope;
  around.text = envelope.text;
  around.list = list_of(ItemKind::release);
  around.gap = envelope.gap;
  around.count = file.items;
  around.metadata = json::read_members(envelope.text, ocds::item_keys());
  around.complete = true;
  const auto decision = check::decide(*setup.decider, around, envelope.first);
  if (items_->number(decision->profile.get()) != envelope.items.by) return std::nullopt;
  around.decision = decision;

  check::Outcome outcome;
  check::InputChecker(*setup.decider, setup.scope, false, false).run(unit, outcome);
  check::hide_others(setup.scope, outcome.findings);
  Result result;
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

/// What is published is UTF-8, however the inputs are read; each package has a thread of the pool.
const Validator& PackageChecks::validator() {
  std::call_once(validator_once_, [&] {
    ValidateOptions options = setup_.options;
    options.encoding = Encoding::utf8;
    options.jobs = 1;
    validator_ = std::make_unique<Validator>(std::move(options));
  });
  return *validator_;
}

PackageChecks::Result PackageChecks::read_again(const std::string& path) {
  Result result;
  result.path = path;
  if (cancelled_) return result;
  Collecting sink(result, folder_, cancelled_);
  static_cast<void>(validator().run({folder_ + path}, sink));
  result.file.file = path;
  return result;
}

}  // namespace edca::portal
