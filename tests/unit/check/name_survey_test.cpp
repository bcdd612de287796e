#include "check/name_survey.hpp"

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "catch.hpp"
#include "check/item_checker.hpp"
#include "schema/catalog.hpp"
#include "schema/profile.hpp"

using namespace edca;

namespace {

/// What judging by each of some profiles finds out, to compare a survey with.
class Judges {
 public:
  Judges(const std::vector<std::string>& names, std::string_view kind) {
    scope_.enabled.assign(rules().size(), true);
    for (const std::string& name : names) {
      profiles_.push_back(
          std::make_unique<schema::Profile>(catalog_, schema::profile_named(catalog_, name)));
      plans_.push_back(profiles_.back()->plan(kind));
    }
  }

  void agree(const std::string& text) {
    INFO(text);
    const auto answers = survey_.look(text, plans_);
    REQUIRE(answers.size() == plans_.size());
    for (std::size_t at = 0; at < plans_.size(); ++at) {
      check::ItemChecker checker(scope_, false);
      check::Findings findings;
      check::ItemTask task;
      task.text = text;
      task.node = plans_[at];
      task.profile = profiles_[at].get();
      REQUIRE(checker.check(task, findings));
      INFO(profiles_[at]->key().name);
      CHECK(answers[at].misfits == checker.structure().misfits());
      CHECK(answers[at].hint == checker.structure().hint());
      misfits_.push_back(answers[at].misfits);
    }
  }

  /// Those of the texts since the last call.
  std::vector<std::uint64_t> misfits() { return std::exchange(misfits_, {}); }
  check::NameSurvey& survey() { return survey_; }
  const std::vector<const schema::Node*>& plans() const { return plans_; }

 private:
  schema::Catalog catalog_;
  check::Scope scope_;
  std::vector<std::unique_ptr<schema::Profile>> profiles_;
  std::vector<const schema::Node*> plans_;
  check::NameSurvey survey_;
  std::vector<std::uint64_t> misfits_;
};

using Counts = std::vector<std::uint64_t>;

}  // namespace

TEST_CASE("a survey of a project counts as judging by each version does") {
  Judges judges({"oc4ids-0.9.5", "oc4ids-0.9.4", "oc4ids-0.9.3", "oc4ids-0.9.2"}, "project");
  judges.agree(R"({"id":"oc4ids-1","title":"x","budget":{"budgetBreakdown":[{"id":"1"}]}})");
  CHECK(judges.misfits() == Counts{1, 1, 0, 0});
  judges.agree(R"({"id":"oc4ids-1","status":"completed","metrics":[{"id":"1","x":{"y":1}}]})");
  CHECK(judges.misfits() == Counts{2, 2, 1, 1});
  judges.agree(R"({"id":"oc4ids-1","environment":{"environmentalMeasures":[]}})");
  CHECK(judges.misfits() == Counts{0, 1, 1, 1});
  judges.agree(R"({"status":3,"period":[],"title_en":"x","tag":{},"parties":[[{"z":1}],{"z":1}],
                  "contractingProcesses":[{"summary":{"tender":{"status":"x"}},
                  "releases":[{"tag":"planning"},{"tag":["planning"]}]}]})");
  judges.agree(R"({"sta\u0074us":"completed","budget":{"budgetBreakdown\n":{}}})");
  judges.agree("[]");
}

TEST_CASE("a survey of a release finds what only EDCA-MX defines") {
  Judges judges({"edca-mx"}, "release");
  judges.agree(R"({"ocid":"ocds-1","tender":{"value":{"netAmount":1}},"planning":{"x":1}})");
  judges.agree(R"({"ocid":"ocds-1","tender":{"value":{"amount":1}},"netAmount":1})");
  judges.agree(R"({"ocid":"ocds-1","awards":[{"items":[{"unit":{"value":{"netAmount":1}}}]}]})");
}

TEST_CASE("what is damaged is left to judging") {
  Judges judges({"oc4ids-0.9.5"}, "project");
  for (const char* text : {"", "{", "{\"a\":1}]", "{\"a\" 1}", "{\"a\":\"\xff\"}"})
    CHECK(judges.survey().look(text, judges.plans()).empty());
}
