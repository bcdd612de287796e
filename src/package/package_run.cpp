#include "package/package_run.hpp"

#include <algorithm>
#include <cassert>
#include <set>
#include <tuple>

#include "base/session.hpp"
#include "ocds/package_members.hpp"
#include "package/compose.hpp"

namespace edca::package {
namespace {

constexpr std::size_t batch_bytes = std::size_t{1} << 20;

bool is_conflict(const Finding& finding) {
  return finding.rule->id == "package.conflict";
}

}  // namespace

PackageRun::PackageRun(const Settled& settled, const io::InputList& inputs, const Session& session,
                       FindingSink& sink)
    : settled_(settled),
      inputs_(inputs),
      session_(session),
      log_(sink),
      grouper_(io::grouper_options(session.memory, session.temporary_folder, {&inputs})),
      reader_(settled.options, session.temporary_folder, grouper_, parts_, log_),
      total_(io::bytes_of(inputs)) {}

PackageSummary PackageRun::run(const Planned& planned, const Packager::Write& write) {
  if (!read() || parts_.empty()) return end();
  const std::vector<PlannedPackage> packages = settled_.planner.plan(parts_);
  if (planned) planned(packages);
  summary_.refused = !compose_all(packages.size() == 1);
  if (!summary_.refused) this->write(packages, write);
  return end();
}

/// False when the run was cancelled.
bool PackageRun::read() {
  reader_.read(inputs_, [&](std::uint64_t bytes) {
    base::tell(session_, {log_.files() - 1, bytes, total_ * 2});
    summary_.cancelled = base::cancelled(session_);
    return !summary_.cancelled;
  });
  if (!summary_.cancelled) grouper_.finish();
  return !summary_.cancelled;
}

/// Makes what stands before the items of each part; false when the inputs contradict each other.
bool PackageRun::compose_all(bool single) {
  const Composition composition{settled_.options.members, settled_.given, settled_.extensions,
                                reader_.list() == "projects", single};
  std::vector<Finding> findings;
  for (const auto& [key, part] : parts_) heads_[&part] = compose(composition, part, findings);
  const bool agreed = std::ranges::none_of(findings, is_conflict);
  std::set<std::tuple<const Rule*, std::string, std::string, Arguments>> said;
  for (const Finding& finding : findings) {
    // What is said of one package need not be said of the others.
    if ((agreed || is_conflict(finding)) &&
        said.emplace(finding.rule, finding.property, finding.variant, finding.arguments).second) {
      log_.add(finding);
    }
  }
  return agreed;
}

void PackageRun::write(const std::vector<PlannedPackage>& packages, const Packager::Write& write) {
  for (const PlannedPackage& each : packages) {
    const MadePackage& package = each.package;
    summary_.cancelled = !write(package, head_of(each)) || !write_items(package, write) ||
                         !write(package, package.items == 0 ? "]}\n" : "\n]}\n");
    if (summary_.cancelled) return;
    summary_.packages.push_back(package);
  }
}

bool PackageRun::write_items(const MadePackage& package, const Packager::Write& write) {
  std::string_view text;
  for (std::uint64_t item = 0; item < package.items; ++item) {
    if (!next_item(text)) return false;
    if (!write(package, item == 0 ? "\n" : ",\n") || !write(package, text)) return false;
    written_ += text.size();
  }
  return true;
}

/// False when the run was cancelled.
bool PackageRun::next_item(std::string_view& text) {
  while (entry_ == batch_.entries.size()) {
    if (base::cancelled(session_)) return false;
    [[maybe_unused]] const bool more = grouper_.next(batch_, batch_bytes);
    assert(more && "the parts count what is in the grouper");
    entry_ = 0;
    base::tell(session_, {log_.files(), total_ + std::min(written_, total_), total_ * 2});
  }
  text = batch_.entries[entry_++].text;
  return true;
}

std::string PackageRun::head_of(const PlannedPackage& package) const {
  json::Value head = heads_.at(package.part);
  if (!package.package.uri.empty()) head["uri"] = json::Value(package.package.uri);
  return ocds::text_before_items(std::move(head), reader_.list());
}

PackageSummary PackageRun::end() {
  log_.finish();
  summary_.findings = log_.summary();
  return std::move(summary_);
}

}  // namespace edca::package
