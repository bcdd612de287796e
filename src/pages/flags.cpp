#include "pages/flags.hpp"

#include "base/silence.hpp"
#include "json/value.hpp"
#include "pages/shards.hpp"

namespace edca::pages {
namespace {

/// A pointer of a package as one into the release that it leads to.
std::string_view within_release(std::string_view pointer) {
  const auto skip = [&](std::string_view name) {
    if (!pointer.starts_with(name)) return;
    const std::size_t end = pointer.find('/', name.size());
    pointer = end == std::string_view::npos ? std::string_view() : pointer.substr(end);
  };
  skip("/records/");
  skip("/releases/");
  return pointer;
}

std::string evidence_json(const std::vector<IndicatorEvidence>& evidence) {
  std::string list = "[";
  for (const IndicatorEvidence& each : evidence) {
    if (list.size() > 1) list += ',';
    list += "{\"pointer\":";
    json::write_string(within_release(each.pointer), list);
    add_json("value", each.value, list);
    list += '}';
  }
  return list += ']';
}

std::string flag_json(const IndicatorFlag& flag) {
  std::string json = "{";
  add_text("indicator", flag.indicator->id, json);
  add_text("unit", name(flag.unit), json);
  if (flag.unit != IndicatorUnit::process) add_text("subject", flag.subject, json);
  add_json("value", flag.value, json);
  add_json("threshold", flag.threshold, json);
  add_text("law", flag.law.empty() ? flag.indicator->law : std::string_view(flag.law), json);
  if (flag.ocids.size() > 1) {
    add_number("processes", flag.ocids.size(), json);
  } else if (!flag.evidence.empty()) {
    add_json("evidence", evidence_json(flag.evidence), json);
  }
  return json += '}';
}

}  // namespace

std::vector<IndicatorTally> note_flags(const std::vector<const PortalFile*>& packages,
                                       const std::string& folder, const ReadOptions& reading,
                                       const Session& session, Notes& notes) {
  IndicatorOptions options;
  options.read = reading;
  options.read.encoding = Encoding::utf8;
  std::vector<std::string> inputs;
  for (const PortalFile* package : packages) inputs.push_back(folder + "/" + package->path);
  const Indicator* first = all_indicators().data();
  base::Silence silence;
  Session quiet = session;
  quiet.progress = {};
  return Indicators(std::move(options))
      .flags(
          inputs,
          [&](const IndicatorFlag& flag) {
            const auto number = static_cast<std::uint16_t>(flag.indicator - first);
            const std::string json = flag_json(flag);
            for (const std::string& ocid : flag.ocids)
              notes.add(ocid, {Notes::Kind::flag, number, json});
            return true;
          },
          silence, quiet);
}

}  // namespace edca::pages
