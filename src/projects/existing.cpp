#include "projects/existing.hpp"

#include <algorithm>
#include <span>

#include "edca/error.hpp"
#include "items/origin.hpp"
#include "projects/values.hpp"

namespace edca::projects {
namespace {

/// Names of a process that are looked for.
constexpr std::size_t most_names = 16;

}  // namespace

std::vector<std::string> ocids_of(const json::Value& process) {
  std::vector<std::string> ocids;
  const auto add = [&](std::string_view ocid) {
    if (!ocid.empty() && ocids.size() < most_names &&
        std::find(ocids.begin(), ocids.end(), ocid) == ocids.end())
      ocids.emplace_back(ocid);
  };
  if (const json::Value* summary = process.find("summary")) add(summary->text("ocid"));
  const std::string_view id = process.text("id");
  add(id);
  if (const std::size_t inside = id.find(ocid_start); inside != id.npos) add(id.substr(inside));
  // With white space around it or in capitals it is the same one.
  for (std::size_t at = 0, count = ocids.size(); at < count; ++at) {
    std::string name(semantics::trimmed(ocids[at]));
    add(name);
    // The prefix alone, then all of it.
    for (const std::size_t end : {ocid_prefix, name.size()}) {
      for (char& c : std::span(name).first(std::min(end, name.size())))
        c = static_cast<char>(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
      if (name.starts_with(ocid_start)) add(name);
    }
  }
  const json::Value* releases = process.find("releases");
  if (releases == nullptr || !releases->is_array()) return ocids;
  for (const json::Value& each : releases->as_array())
    if (each.text("id").starts_with(ocid_start)) add(each.text("id"));
  return ocids;
}

void ExistingReader::refuse() const {
  throw Error(ErrorKind::input, "convert.into", {{"path", log_.file(file_).file}});
}

bool ExistingReader::takes(const json::Unit& unit) {
  if (unit.kind == json::Unit::Kind::fault ||
      (unit.text.starts_with('{') && !base::is_utf8(unit.text)))
    refuse();
  return false;
}

void ExistingReader::take(Kind kind, const Item& item) {
  tree_.clear();
  if (kind != Kind::project || !readable(item) ||
      tree_.parse(item.text).error != json::ReadError::none)
    refuse();
  const json::Value project = copy(tree_.at(0));
  const std::string id(project.text("id"));
  if (id.empty()) refuse();
  head_.clear();
  items::Origin{file_, 0, true, item.place, item.base}.write(head_);
  projects_.add(id, head_, item.text);
  const json::Value* processes = project.find("contractingProcesses");
  if (processes == nullptr || !processes->is_array()) return;
  for (const json::Value& each : processes->as_array())
    for (const std::string& ocid : ocids_of(each)) processes_.add(ocid, head_, id);
}

}  // namespace edca::projects
