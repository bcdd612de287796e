#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "catch.hpp"
#include "edca/merger.hpp"
#include "edca/projects.hpp"
#include "json/canonical.hpp"
#include "json/value.hpp"
#include "projects/to_ocds.hpp"

// What both standards hold goes from releases to projects and back (docs/commands/convert.md, "What
// both hold").

using edca::json::Array;
using edca::json::Object;
using edca::json::Value;

namespace {

struct Unheard final : edca::FindingSink {
  void finding(const edca::Finding&) override {}
  void file(const edca::FileSummary&) override {}
};

/// Releases of the processes of one project.
class Generator {
 public:
  explicit Generator(unsigned seed) : random_(seed) {}

  std::vector<std::string> releases() {
    std::vector<std::string> texts;
    const int count = pick(3) + 1;
    project_ = project();
    for (int n = 1; n <= count; ++n) process("ocds-vclaro-" + std::to_string(n), count, texts);
    return texts;
  }

 private:
  int pick(int count) { return static_cast<int>(random_() % static_cast<unsigned>(count)); }
  bool maybe() { return pick(2) == 1; }
  std::string word() {
    static const char* words[] = {"Puente", "Río Hondo", "Calle 3", "Señal \"A\"", "Drenaje", "ñ"};
    return std::string(words[pick(6)]) + " " + std::to_string(pick(1000));
  }
  Value amount() {
    const std::string cents = std::to_string(pick(100));
    return Object{{"amount", edca::json::Number{std::to_string(pick(1000000) + 1) + "." +
                                                (cents.size() < 2 ? "0" + cents : cents)}},
                  {"currency", "MXN"}};
  }
  std::string day(int month) {
    return "2024-" + std::string(month < 10 ? "0" : "") + std::to_string(month) + "-" +
           std::to_string(10 + pick(10)) + "T0" + std::to_string(pick(10)) + ":00:00-06:00";
  }
  Value period(int month) {
    return Object{{"startDate", day(month)},
                  {"endDate", "2099-01-" + std::to_string(10 + pick(10)) + "T00:00:00-06:00"}};
  }

  Value project() {
    Value made = Object{{"id", "oc4ids-vc0001-" + std::to_string(pick(100))}};
    if (maybe()) made["title"] = word();
    if (maybe()) made["description"] = word();
    if (maybe()) made["status"] = "implementation";
    if (maybe()) made["period"] = period(1);
    if (maybe()) made["sector"] = Object{{"scheme", "oc4idsProjectSector"}, {"id", "transport"}};
    if (maybe())
      made["locations"] = Array{Object{{"id", "1"}, {"description", word()}},
                                Object{{"id", "2"}, {"description", word() + "."}}};
    if (maybe())
      made["additionalClassifications"] =
          Array{Object{{"id", "c"}, {"scheme", "x"}, {"description", word()}}};
    return made;
  }

  void process(const std::string& ocid, int count, std::vector<std::string>& texts) {
    Value release = Object{{"ocid", ocid}, {"id", ocid + "-a"}, {"date", day(2)}};
    release["initiationType"] = "tender";
    Value planning = Object{{"project", project_}};
    if (maybe()) planning["rationale"] = word();
    if (maybe() && count == 1) planning["budget"] = Object{{"amount", amount()}};
    if (maybe())
      planning["documents"] = Array{Object{{"id", "d" + ocid},
                                           {"documentType", "environmentalImpact"},
                                           {"url", "https://obras.example.mx/" + ocid}}};
    Array parties = {Object{{"id", "obras"},
                            {"name", "Obras"},
                            {"roles", Array{"buyer", "procuringEntity", "publicAuthority"}}}};
    const std::string supplier = "EMP-" + std::to_string(pick(3));
    const bool award = maybe();
    if (award)
      parties.emplace_back(
          Object{{"id", supplier}, {"name", "Empresa " + supplier}, {"roles", Array{"supplier"}}});
    Value tender = Object{{"id", "T"}};
    const bool estimated = maybe();
    if (estimated) {
      Value planned = Object{{"ocid", ocid}, {"id", ocid + "-p"}, {"date", day(1)}};
      planned["tag"] = Array{"planning"};
      planned["tender"] = Object{{"id", "T"}, {"status", "planning"}, {"value", amount()}};
      texts.push_back(edca::json::write(planned));
    }
    tender["status"] = award ? "complete" : "active";
    if (maybe()) tender["procurementMethod"] = "open";
    if (maybe()) tender["procurementMethodDetails"] = word();
    if (maybe()) tender["numberOfTenderers"] = Value::integer(pick(9) + 1);
    tender["procuringEntity"] = Object{{"id", "obras"}, {"name", "Obras"}};
    release["tag"] = award ? Array{"tender", "award", "contract"} : Array{"tender"};
    release["parties"] = std::move(parties);
    release["planning"] = std::move(planning);
    release["tender"] = std::move(tender);
    if (!award) return texts.push_back(edca::json::write(release));
    Value term = period(3);
    Value value = amount();
    release["awards"] = Array{
        Object{{"id", "1"},
               {"status", "active"},
               {"value", value},
               {"contractPeriod", term},
               {"suppliers", Array{Object{{"id", supplier}, {"name", "Empresa " + supplier}}}}}};
    const std::string id = maybe() ? "1" : "C-" + std::to_string(pick(5));
    Value contract = Object{{"id", id}, {"awardID", "1"}, {"status", "active"}};
    contract["value"] = value;
    contract["period"] = term;
    if (maybe()) contract["title"] = word();
    if (maybe()) contract["description"] = word();
    if (maybe()) contract["implementation"] = Object{{"finalValue", amount()}};
    release["contracts"] = Array{contract};
    texts.push_back(edca::json::write(release));
    for (int n = 0, changes = pick(3); n < changes; ++n) {
      Value amended = Object{{"id", id}, {"awardID", "1"}};
      if (maybe()) amended["value"] = amount();
      if (maybe()) amended["period"] = period(5);
      amended["amendments"] = Array{
          Object{{"id", "m" + std::to_string(n)}, {"date", day(4 + n)}, {"rationale", word()}}};
      Value change = Object{{"ocid", ocid}, {"id", ocid + "-m" + std::to_string(n)}};
      change["date"] = day(6 + n);
      change["tag"] = Array{"contractAmendment"};
      change["contracts"] = Array{std::move(amended)};
      texts.push_back(edca::json::write(change));
    }
  }

  std::mt19937 random_;
  Value project_;
};

std::vector<std::string_view> views(const std::vector<std::string>& texts) {
  return {texts.begin(), texts.end()};
}

Value project_of(const std::vector<std::string>& releases) {
  Unheard unheard;
  static const edca::ProjectMaker maker = [] {
    edca::ProjectOptions options;
    options.now = "2025-06-01";
    options.base_url = "https://obras.example.mx";
    return edca::ProjectMaker(options);
  }();
  const std::vector<std::string_view> texts = views(releases);
  return edca::json::parse(maker.make(texts, unheard), "project");
}

std::vector<std::string> back(const Value& project) {
  std::vector<std::string> texts;
  const edca::projects::ProjectIndex index(project);
  for (std::size_t n = 0; n < index.processes().size(); ++n)
    for (const Value& each : edca::projects::releases_of(index, n).releases)
      texts.push_back(edca::json::write(each));
  return texts;
}

const Value* at(const Value* value, std::initializer_list<std::string_view> path) {
  for (const std::string_view name : path) {
    if (value != nullptr && value->is_array())
      value = value->as_array().empty() ? nullptr : &value->as_array().front();
    value = value == nullptr ? nullptr : value->find(name);
  }
  return value;
}

std::string text_at(const Value& value, std::initializer_list<std::string_view> path) {
  const Value* found = at(&value, path);
  return found == nullptr ? std::string() : edca::json::write(*found);
}

/// The project without what is new each time: addresses of releases.
Value comparable(Value project) {
  for (Value& process : project.find("contractingProcesses")->as_array()) process.erase("releases");
  return project;
}

std::vector<std::string> compiled(const std::vector<std::string>& releases) {
  Unheard unheard;
  static const edca::Merger merger{edca::MergeOptions()};
  const std::vector<std::string_view> texts = views(releases);
  return merger.merge(texts, unheard);
}

}  // namespace

TEST_CASE("what OCDS and OC4IDS both hold goes there and back") {
  for (unsigned seed = 1; seed <= 100; ++seed) {
    CAPTURE(seed);
    const std::vector<std::string> releases = Generator(seed).releases();
    const Value project = project_of(releases);
    const std::vector<std::string> again = back(project);
    // The project that they make is the one that they came from.
    CHECK(edca::json::write(comparable(project)) ==
          edca::json::write(comparable(project_of(again))));
    const std::vector<std::string> before = compiled(releases);
    const std::vector<std::string> after = compiled(again);
    REQUIRE(before.size() == after.size());
    for (std::size_t n = 0; n < before.size(); ++n) {
      const Value one = edca::json::parse(before[n], "before");
      const Value other = edca::json::parse(after[n], "after");
      const std::initializer_list<std::initializer_list<std::string_view>> fields = {
          {"ocid"},
          {"planning", "project", "id"},
          {"planning", "project", "title"},
          {"planning", "project", "description"},
          {"planning", "project", "status"},
          {"planning", "project", "period"},
          {"planning", "project", "sector"},
          {"planning", "budget"},
          {"planning", "rationale"},
          {"tender", "procurementMethod"},
          {"tender", "procurementMethodDetails"},
          {"tender", "numberOfTenderers"},
          {"tender", "procuringEntity"},
          {"awards", "value"},
          {"awards", "contractPeriod"},
          {"awards", "suppliers"},
          {"contracts", "title"},
          {"contracts", "description"},
          {"contracts", "value"},
          {"contracts", "period"},
          {"contracts", "implementation", "finalValue"},
      };
      for (const auto& field : fields) {
        CAPTURE(*(field.end() - 1), before[n], after[n]);
        CHECK(text_at(one, field) == text_at(other, field));
      }
    }
  }
}
