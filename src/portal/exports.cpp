#include "portal/exports.hpp"

#include <filesystem>
#include <map>
#include <memory>
#include <string_view>

#include "base/session.hpp"
#include "base/silence.hpp"
#include "check/advertising_run.hpp"
#include "check/collector.hpp"
#include "edca/error.hpp"
#include "portal/words.hpp"
#include "portal/year_tables.hpp"
#include "tables/advertising_tables.hpp"
#include "tables/plain_target.hpp"

namespace edca::portal {
namespace {

/// Hands what is found on to the log of the run, file by file.
class LogRelay final : public FindingSink {
 public:
  LogRelay(items::RunLog& log, Verdict& verdict) : log_(log), verdict_(verdict) {}

  void finding(const Finding& finding) override { found_.push_back(finding); }
  void file(const FileSummary& file) override {
    io::Input input;
    input.name = file.file;
    const std::size_t index = log_.begin_file(input);
    std::map<std::string_view, std::uint64_t> handed_on;
    for (Finding& finding : found_) {
      ++handed_on[finding.rule->id];
      log_.add(std::move(finding), index);
    }
    found_.clear();
    for (const auto& [rule, count] : file.by_rule)
      log_.add_unsaid(*find_rule(rule), count - handed_on[rule]);
    log_.file(index) = file;
    verdict_.profile = file.profile;
    if (!file.version.empty()) verdict_.version = file.version;
    verdict_.errors += file.errors;
    verdict_.warnings += file.warnings;
    verdict_.notes += file.notes;
  }

 private:
  items::RunLog& log_;
  Verdict& verdict_;
  std::vector<Finding> found_;
};

}  // namespace

void Exports::judge() {
  LogRelay relay(log_, verdict_);
  check::Collector collector(relay, setup_.scope, options_.validate.max_findings);
  check::check_advertising(archives_, setup_.scope, relay, collector);
  static_cast<void>(collector.summary());
}

std::vector<File> Exports::make(const std::string& folder, const Session& session) const {
  constexpr std::string_view stem = "data/publicidad-abierta";
  std::set<PortalTables> forms = options_.tables;
  forms.insert(PortalTables::csv);
  std::error_code ignored;
  std::filesystem::create_directories(folder + "/data", ignored);
  const Language language =
      options_.languages.empty() ? Language::spanish : options_.languages.front();
  base::Silence silence;
  std::vector<File> made;
  for (const PortalTables form : forms) {
    if (base::cancelled(session)) return made;
    File file;
    const TableForm& as = form_of(form);
    file.path = std::string(stem) + as.ending;
    file.media_type = as.media_type;
    file.format = as.format;
    file.kind = advertising::profile;
    file.package = std::string(stem) + form_of(PortalTables::csv).ending;
    const std::string path = folder + "/" + file.path;
    items::RunLog quiet(silence);
    const auto target = tables::plain_target(path, false, session.temporary_folder);
    try {
      file.items = tables::AdvertisingTables(archives_, quiet, session).run(*target).rows;
    } catch (const Error& error) {
      if (!is_limit(error, form)) throw;
      throw Error(ErrorKind::input, "portal.tables-limit", {{"path", file.path}});
    }
    if (base::cancelled(session)) return made;
    file.title = contents_of(file, language) + " (" + file.format + ")";
    take_sum(file, path);
    made.push_back(std::move(file));
  }
  return made;
}

}  // namespace edca::portal
