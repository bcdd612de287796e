#include "projects/ocds_run.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "base/session.hpp"
#include "base/text.hpp"
#include "json/members.hpp"
#include "json/pointer.hpp"
#include "json/scan.hpp"
#include "projects/values.hpp"

namespace edca::projects {
namespace {

/// Names in a sentence: “a”, “b”, …
std::string names_of(std::vector<std::string> names) {
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  std::string text;
  for (const std::string& each : names) text.append(text.empty() ? "" : ", ").append(each);
  return text;
}

/// Whether some release has something at the end of a path; a number stands for the first element.
bool any_has(const std::vector<json::Value>& releases, std::string_view part,
             std::string_view name) {
  return std::any_of(releases.begin(), releases.end(), [&](const json::Value& release) {
    const json::Value* found = part.empty() ? &release : release.find(part);
    if (found != nullptr && found->is_array())
      found = found->as_array().empty() ? nullptr : &found->as_array().front();
    return found != nullptr && something(found->find(name));
  });
}

/// What OCDS asks for, and EDCA-MX for publishing, and was not told.
std::vector<std::string> missing_of(const std::vector<json::Value>& releases) {
  struct Field {
    std::string_view part;
    std::string_view name;
  };
  constexpr Field fields[] = {{"", "date"},
                              {"", "buyer"},
                              {"", "parties"},
                              {"", "language"},
                              {"tender", "title"},
                              {"tender", "status"},
                              {"tender", "value"},
                              {"tender", "procurementMethod"},
                              {"tender", "items"},
                              {"awards", "date"},
                              {"awards", "value"},
                              {"awards", "suppliers"},
                              {"contracts", "dateSigned"},
                              {"contracts", "value"}};
  std::vector<std::string> missing;
  for (const Field& each : fields) {
    const bool part =
        each.part.empty() || each.part == "tender" || any_has(releases, "", each.part);
    if (part && !any_has(releases, each.part, each.name))
      missing.push_back(
          std::string(each.part).append(each.part.empty() ? "" : ".").append(each.name));
  }
  return missing;
}

}  // namespace

OcdsSummary OcdsRun::run(const io::InputList& inputs, const Write& write) {
  write_ = &write;
  const std::uint64_t total = io::bytes_of(inputs);
  read(inputs, [&](std::uint64_t bytes) {
    base::tell(session_, {log_.files() - 1, bytes, total});
    summary_.cancelled = summary_.cancelled || base::cancelled(session_);
    return !summary_.cancelled;
  });
  log_.finish();
  summary_.findings = log_.summary();
  return std::move(summary_);
}

void OcdsRun::take(Kind kind, const Item& item) {
  if (summary_.cancelled) return;
  tree_.clear();
  if (kind == Kind::project &&
      (!readable(item) || tree_.parse(item.text).error != json::ReadError::none))
    return;
  if (kind != Kind::project || !item.text.starts_with('{')) {
    ++summary_.refused;
    add("convert.layout", item).variant = "project";
    return;
  }
  const json::Value project = copy(tree_.at(0));
  const ProjectIndex index(project);
  if (index.processes().empty()) {
    ++summary_.refused;
    Finding& finding = add("convert.dropped", item);
    finding.variant = "no-process";
    finding.arguments = {{"project", id_text(project.find("id"))}};
    return;
  }
  base::Place place = item.place;
  const char* from = item.text.data();
  json::ElementScan scan(json::member_of(item.text, "contractingProcesses"));
  for (std::size_t n = 0; n < index.processes().size() && !summary_.cancelled; ++n) {
    Item process = item;
    json::append_index(process.base.append("/contractingProcesses"), n);
    if (const auto text = scan.next()) {
      place.advance({from, static_cast<std::size_t>(text->data() - from)});
      from = text->data();
      process.place = place;
      process.text = *text;
    }
    this->process(index, n, process);
  }
}

void OcdsRun::process(const ProjectIndex& index, std::size_t n, const Item& item) {
  const std::string project = id_text(index.project().find("id"));
  const MadeReleases made = releases_of(index, n);
  if (made.releases.empty()) {
    ++summary_.refused;
    Finding& finding = add("convert.dropped", item);
    finding.variant = "ocid";
    finding.arguments = {{"project", project}};
    return;
  }
  if (!ocids_.add(json::Value(made.ocid))) {
    Finding& finding = add("convert.clash", item);
    finding.variant = "again";
    finding.ocid = made.ocid;
    finding.arguments = {{"project", project}};
  }
  for (const json::Value& each : made.releases) {
    ++summary_.releases;
    if (!(*write_)(json::write(each) + "\n")) summary_.cancelled = true;
  }
  tell_missing(made, project, item);
}

void OcdsRun::tell_missing(const MadeReleases& made, const std::string& project, const Item& item) {
  const auto tell = [&](const char* variant, const std::vector<std::string>& names) {
    if (names.empty()) return;
    Finding& finding = add("convert.undecided", item);
    finding.variant = variant;
    finding.ocid = made.ocid;
    finding.arguments = {{"project", project}, {"fields", names_of(names)}};
  };
  tell("lacking", missing_of(made.releases));
  tell("no-place", made.left_out);
}

}  // namespace edca::projects
