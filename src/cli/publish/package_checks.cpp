#include "cli/publish/package_checks.hpp"

#include <algorithm>
#include <thread>
#include <utility>

#include "cli/interrupt.hpp"

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

unsigned threads(const ValidateOptions& options) {
  return options.jobs != 0 ? options.jobs : std::thread::hardware_concurrency();
}

ValidateOptions for_one(ValidateOptions options) {
  options.jobs = std::max(1u, threads(options) / side_by_side);
  return options;
}

}  // namespace

PackageChecks::PackageChecks(const ValidateOptions& options, std::string folder)
    : folder_(std::move(folder) + "/"), validator_(for_one(options)) {
  if (threads(options) > 1) pool_ = std::make_unique<check::Pool>(side_by_side);
}

void PackageChecks::add(const std::string& path) {
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
