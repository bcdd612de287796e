#include "projects/draft.hpp"

#include <charconv>
#include <utility>

#include "items/run_log.hpp"

namespace edca::projects {

Draft::Draft(std::string id, std::vector<Process> processes, const Node* known, bool compatible,
             std::string now, Tell tell)
    : id_(std::move(id)),
      processes_(std::move(processes)),
      known_(known),
      compatible_(compatible),
      now_(std::move(now)),
      tell_(std::move(tell)),
      parties_(compatible) {
  if (!id_.empty()) output["id"] = id_;
  if (known != nullptr) parties_.add_known(at(known, "parties"));
  for (const Process& each : processes_) parties_.add(at(each.compiled, "parties"));
  parties_.finish([this](const std::string& party, const std::vector<std::string>& names) {
    clash("parties/" + party + "/name", names, nullptr, "first");
  });
}

/// Whether somebody has written the field into the project already.
bool Draft::known(std::string_view field) const {
  const std::string_view name = field.substr(0, field.find_first_of("./"));
  return name != "parties" && something(at(known_, name));
}

void Draft::begin_processes() {
  json::Array list;
  for (const Process& each : processes_) {
    json::Object process;
    process.emplace_back("id", each.ocid);
    process.emplace_back("summary", json::Object{{"ocid", each.ocid}});
    list.emplace_back(std::move(process));
  }
  output["contractingProcesses"] = std::move(list);
}

json::Value& Draft::process(std::size_t n) {
  return output.find("contractingProcesses")->as_array()[n];
}

json::Value& Draft::summary(std::size_t n) {
  return *process(n).find("summary");
}

json::Value& Draft::tender(std::size_t n) {
  json::Value& tender = summary(n)["tender"];
  if (!tender.is_object()) tender = json::Object();
  return tender;
}

void Draft::clash(std::string_view field, const std::vector<std::string>& values,
                  const Process* process, std::string_view variant) {
  if (process == nullptr && known(field)) return;
  Finding finding = items::RunLog::make_general("convert.clash");
  finding.variant = variant;
  finding.arguments = {{"values", listed(values)}};
  tell(std::move(finding), field, process);
}

void Draft::no_sum(std::string_view field, const Sum& sum, const Process* process) {
  if (process == nullptr && known(field)) return;
  Finding finding = items::RunLog::make_general("convert.clash");
  finding.variant = sum.inexact() ? "inexact" : sum.one_currency() ? "no-currency" : "currencies";
  finding.arguments = {{"values", listed(sum.currencies())}};
  tell(std::move(finding), field, process);
}

void Draft::undecided(std::string_view field, const Process* process) {
  tell(items::RunLog::make_general("convert.undecided"), field, process);
}

void Draft::dropped(const std::string& pointer, const json::Value& value) {
  Finding finding = items::RunLog::make_general("convert.dropped");
  finding.value = shown(value);
  tell(std::move(finding), pointer.substr(pointer.empty() ? 0 : 1), process_of(pointer));
}

/// The process in whose part of the output a pointer leads, or nullptr.
const Process* Draft::process_of(std::string_view pointer) const {
  constexpr std::string_view prefix = "/contractingProcesses/";
  if (!pointer.starts_with(prefix)) return nullptr;
  pointer.remove_prefix(prefix.size());
  std::size_t number = processes_.size();
  std::from_chars(pointer.data(), pointer.data() + pointer.size(), number);
  return number < processes_.size() ? &processes_[number] : nullptr;
}

void Draft::tell(Finding finding, std::string_view field, const Process* process) {
  finding.arguments.emplace_back("field", std::string(field));
  finding.arguments.emplace_back("project", id_);
  if (process != nullptr) finding.ocid = process->ocid;
  tell_(std::move(finding), process);
}

}  // namespace edca::projects
