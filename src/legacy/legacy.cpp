#include "edca/legacy.hpp"

#include <cstddef>
#include <fstream>
#include <string>
#include <utility>

#include "edca/error.hpp"
#include "io/inputs.hpp"
#include "legacy/map_check.hpp"
#include "legacy/plan.hpp"
#include "legacy/run.hpp"
#include "legacy/s6_run.hpp"
#include "package/names.hpp"

namespace edca {
namespace legacy {
namespace {

std::string whole_file(const std::string& path) {
  constexpr std::size_t most = std::size_t{1} << 20;
  std::ifstream file(std::filesystem::path(path), std::ios::binary);
  std::string text(most + 1, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(file.gcount()));
  if (text.empty() || text.size() > most)
    throw Error(ErrorKind::usage, "convert.map-unread", {{"path", path}});
  return text;
}

}  // namespace

Plan::Plan(LegacyOptions given)
    : options(std::move(given)), prefix(options.prefix), zone(options.read.tables.timezone) {
  const bool knows_ocid = options.from == "s6" || options.from == "inai-csv";
  if (prefix.empty() && !knows_ocid) throw Error(ErrorKind::usage, "convert.no-prefix");
  if (!prefix.empty() && !package::is_prefix(prefix))
    throw Error(ErrorKind::usage, "template.prefix", {{"prefix", prefix}});
  if (!prefix.empty() && !prefix.ends_with('-')) prefix += '-';
  if (options.map.empty() != (options.from != "csv"))
    throw Error(ErrorKind::usage, "convert.no-map");
  if (options.map.empty()) return;
  map.push_back(read_layout(whole_file(options.map), options.map));
  check_map(map.front(), options.map);
}

}  // namespace legacy

struct LegacyConverter::Parts {
  explicit Parts(LegacyOptions options) : plan(std::move(options)) {}
  legacy::Plan plan;
};

LegacyConverter::LegacyConverter(LegacyOptions options) : parts_(new Parts(std::move(options))) {}
LegacyConverter::~LegacyConverter() = default;
LegacyConverter::LegacyConverter(LegacyConverter&&) noexcept = default;
LegacyConverter& LegacyConverter::operator=(LegacyConverter&&) noexcept = default;

LegacySummary LegacyConverter::run(const std::vector<std::string>& inputs, const Write& write,
                                   FindingSink& sink, const Session& session) const {
  const io::InputList list = io::expand(inputs);
  if (parts_->plan.options.from != "s6") {
    legacy::LegacyRun run(parts_->plan, session, sink);
    return run.run(list, write);
  }
  items::RunLog log(sink);
  legacy::S6Run run(parts_->plan, session, log, write);
  LegacySummary summary = run.run(list);
  log.finish();
  summary.findings = log.summary();
  return summary;
}

}  // namespace edca
