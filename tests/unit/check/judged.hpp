#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "check/item_checker.hpp"
#include "json/value.hpp"
#include "schema/compiler.hpp"

namespace edca::test {

/// "POINTER:keyword", for required "POINTER:required NAME"; in the order of std::string.
using Errors = std::vector<std::string>;

/// A schema that texts are judged by.
class Schema {
 public:
  /// The first of the documents (URL and text) is the schema; the others are there to be referred
  /// to.
  explicit Schema(const std::vector<std::pair<std::string, std::string_view>>& documents)
      : compiler_([](std::string_view) { return static_cast<const schema::Codelist*>(nullptr); }) {
    parsed_.reserve(documents.size());
    for (const auto& [url, text] : documents) {
      parsed_.push_back(json::parse(text, url));
      compiler_.references().add(url, parsed_.back());
    }
    node_ = compiler_.compile(documents.front().first);
    scope_.enabled.assign(rules().size(), true);
  }
  explicit Schema(std::string_view text)
      : Schema(std::vector<std::pair<std::string, std::string_view>>{
            {"https://example.mx/schema.json", text}}) {}

  Schema(const Schema&) = delete;
  Schema& operator=(const Schema&) = delete;

  /// What the schema finds in a text, or {"unreadable"}.
  Errors errors(std::string_view text) const {
    Errors errors;
    for (const Finding& finding : findings(text)) {
      if (finding.rule->id.substr(0, 7) != "schema.") continue;
      std::string error = finding.pointer + ":" + finding.keyword;
      if (finding.keyword == "required") error += " " + finding.property;
      errors.push_back("schema." + finding.keyword == finding.rule->id ? error : "wrong rule");
    }
    std::sort(errors.begin(), errors.end());
    return readable_ ? errors : Errors{"unreadable"};
  }

  /// Every finding in a text, in the order in which they come.
  std::vector<Finding> findings(std::string_view text) const {
    check::ItemChecker checker(scope_, false);
    check::Findings findings;
    check::ItemTask task;
    task.text = text;
    task.node = node_;
    readable_ = checker.check(task, findings);
    return findings.list;
  }

  const schema::Node& node() const { return *node_; }

 private:
  std::vector<json::Value> parsed_;
  schema::Compiler compiler_;
  const schema::Node* node_ = nullptr;
  check::Scope scope_;
  mutable bool readable_ = false;
};

}  // namespace edca::test
