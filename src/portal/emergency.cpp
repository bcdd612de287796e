#include "portal/emergency.hpp"

#include <algorithm>
#include <memory>

#include "base/silence.hpp"
#include "edca/selection.hpp"
#include "pages/package_reader.hpp"
#include "portal/packages.hpp"
#include "portal/staged_file.hpp"

namespace edca::portal {
namespace {

constexpr std::size_t most_chosen = 100;
constexpr std::size_t most_reasons = 5;
/// When the emergency had ended.
constexpr std::string_view year_after = "2024";

/// Takes what a Selector writes.
class EmergencyWriter {
 public:
  explicit EmergencyWriter(const std::string& folder)
      : folder_(folder),
        processes_(folder, "emergencia/procesos.jsonl", "application/x-ndjson"),
        reasons_(folder, "emergencia/motivos.csv", "text/csv") {}

  SelectionWriters writers() {
    SelectionWriters result;
    result.processes = [this](std::string_view text) { return processes_.write(text), true; };
    result.report = [this](std::string_view text) { return reasons_.write(text), true; };
    result.totals = [this](std::string_view text) { return totals_ += text, true; };
    result.hit = [this](const SelectionHit& hit) { return add(hit), true; };
    return result;
  }

  Emergency finish(std::uint64_t processes) {
    made_.processes = processes;
    made_.totals = json::parse(totals_, "");
    made_.files.push_back(processes_.finish());
    made_.files.push_back(reasons_.finish());
    made_.files.push_back(
        write_file(folder_, "emergencia/totales.json", "application/json", Stage::index, totals_));
    made_.files.push_back(write_file(folder_, "emergencia/condiciones.toml", "application/toml",
                                     Stage::index, conditions(SelectionPreset::emergency)));
    for (File& file : made_.files) file.stage = Stage::index;
    return std::move(made_);
  }

 private:
  void add(const SelectionHit& hit) {
    std::vector<Emergency::Chosen>& first = made_.first;
    if (first.empty() || first.back().ocid != hit.ocid) {
      if (first.size() == most_chosen) return;
      first.push_back({hit.ocid, {}});
    }
    std::vector<std::string>& reasons = first.back().reasons;
    const bool known = std::ranges::find(reasons, hit.word) != reasons.end();
    if (!known && reasons.size() < most_reasons) reasons.push_back(hit.word);
  }

  std::string folder_;
  StagedFile processes_;
  StagedFile reasons_;
  std::string totals_;
  Emergency made_;
};

}  // namespace

std::optional<Emergency> find_emergency(const std::vector<File>& data, const std::string& folder,
                                        const ReadOptions& reading, const Session& session) {
  std::vector<std::string> inputs;
  bool any_before = false;
  for (const File* package : pages::packages_of(data, package_of(ItemKind::record))) {
    inputs.push_back(folder + "/" + package->path);
    any_before = any_before || package->year < year_after;
  }
  if (!any_before) return std::nullopt;
  SelectionOptions options;
  options.read = reading;
  options.read.encoding = Encoding::utf8;
  options.preset = SelectionPreset::emergency;
  Session quiet = session;
  quiet.progress = {};
  base::Silence silence;
  EmergencyWriter writer(folder);
  const SelectionSummary summary =
      Selector(std::move(options)).run(inputs, writer.writers(), silence, quiet);
  if (summary.cancelled || summary.chosen == 0) return std::nullopt;
  return writer.finish(summary.chosen);
}

}  // namespace edca::portal
