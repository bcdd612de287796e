#include "report/fields.hpp"
#include "report/members.hpp"
#include "report/place.hpp"

#include <unordered_map>
#include <utility>
#include <vector>

namespace edca::report {

namespace {

using messages::Language;
using messages::RuleText;

constexpr std::string_view schema =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

std::string_view code(Language language) {
  return language == Language::spanish ? "es" : "en";
}

/// A consumer would make a link of [text](address) (section 3.11.6), and its text is the data's.
std::string without_links(std::string text) {
  for (std::size_t at = 0; (at = text.find("](", at)) != std::string::npos;)
    text.insert(at + 1, " ");
  return text;
}

void append_text(std::string_view key, std::string_view text, Members& to) {
  Members message(to.key(key));
  message.text("text", text);
  message.end();
}

/// `uri`, and for relative ones the folder they are relative to.
void append_artifact(std::string_view file, std::string& out) {
  Members location(out);
  location.text("uri", uri(file));
  if (!is_whole(file)) location.text("uriBaseId", "%SRCROOT%");
  location.end();
}

/// SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html): one run, its
/// results as they come; the rules that have any stand behind them, in both languages.
class SarifReport : public Report {
 public:
  SarifReport(Options options, Write write)
      : options_(std::move(options)), write_(std::move(write)) {}

  void finding(const Finding& finding) override {
    begin();
    line_ = std::exchange(any_, true) ? ",\n        " : "\n        ";
    append_result(finding);
    write_(line_);
  }

  void file(const FileSummary& file) override {
    fingerprints_.end_file();
    artifacts_ += artifacts_.empty() ? "\n        " : ",\n        ";
    Members artifact(artifacts_);
    append_artifact(file.file, artifact.key("location"));
    artifact.number("length", file.bytes);
    artifact.end();
  }

  void finish(const Summary& summary) override {
    begin();
    // A rule of which nothing was shown has findings all the same.
    for (const auto& counted : summary.by_rule)
      if (const Rule* rule = find_rule(counted.first)) index(*rule);
    line_ = any_ ? "\n      ],\n" : "],\n";
    line_.append("      \"artifacts\": [").append(artifacts_);
    line_.append(artifacts_.empty() ? "],\n" : "\n      ],\n");
    line_ += R"(      "invocations": [{"executionSuccessful": )";
    line_.append(summary.files_read > 0 ? "true" : "false").append("}],\n      \"properties\": ");
    append_summary(summary, nullptr, options_.language, line_);
    line_ += ",\n      \"tool\": {\"driver\": ";
    append_component(options_.language);
    line_ += "},\n      \"translations\": [";
    append_component(options_.language == Language::spanish ? Language::english
                                                            : Language::spanish);
    line_ += "]\n    }\n  ]\n}\n";
    write_(line_);
  }

 private:
  void begin() {
    if (std::exchange(begun_, true)) return;
    line_ = "{\n  \"$schema\": \"";
    line_.append(schema).append("\",\n  \"version\": \"2.1.0\",\n  \"runs\": [\n    {\n");
    line_.append("      \"columnKind\": \"unicodeCodePoints\",\n      \"language\": \"");
    line_.append(code(options_.language)).append("\",\n      \"originalUriBaseIds\": ");
    Members bases(line_);
    Members root(bases.key("%SRCROOT%"));
    append_text("description", messages::text("report.root", options_.language), root);
    root.end();
    bases.end();
    line_ += ",\n      \"results\": [";
    write_(line_);
  }

  std::size_t index(const Rule& rule) {
    const auto [found, added] = indexes_.try_emplace(rule.id, rules_.size());
    if (added) rules_.push_back(&rule);
    return found->second;
  }

  static void append_logical(const std::string& name, const char* kind, std::string& out) {
    Members logical(out);
    logical.text("fullyQualifiedName", name);
    logical.text("kind", kind);
    logical.end();
  }

  void append_location(const Finding& finding, std::string& out) {
    Members location(out);
    Members physical(location.key("physicalLocation"));
    append_artifact(finding.file, physical.key("artifactLocation"));
    if (finding.has_position) {
      Members region(physical.key("region"));
      region.number("startLine", finding.at.line);
      region.number("startColumn", finding.at.column);
      region.end();
    }
    physical.end();
    if (!finding.pointer.empty() || finding.cell.row != 0) {
      std::string& list = location.key("logicalLocations") += '[';
      if (!finding.pointer.empty()) append_logical(finding.pointer, "value", list);
      if (finding.cell.row != 0) {
        if (!finding.pointer.empty()) list += ", ";
        append_logical(finding.cell.sheet + "!" + finding.cell.name, "cell", list);
      }
      out += ']';
    }
    location.end();
  }

  void append_result(const Finding& finding) {
    Members result(line_);
    result.text("ruleId", finding.rule->id);
    result.number("ruleIndex", index(*finding.rule));
    result.text("level", name(finding.severity));
    append_text("message", without_links(placed_sentences(finding, options_.language)), result);
    append_location(finding, result.key("locations") += '[');
    line_ += ']';
    Members prints(result.key("partialFingerprints"));
    prints.text("edcaFinding/v2", fingerprints_.of(finding));
    prints.end();
    Members properties(result.key("properties"));
    properties.text_unless_empty("keyword", finding.keyword);
    properties.text_unless_empty("property", finding.property);
    properties.text_unless_empty("value", finding.value);
    properties.text_unless_empty("ocid", finding.ocid);
    properties.text_unless_empty("release", finding.release);
    properties.end();
    result.end();
  }

  void append_component(Language language) {
    Members component(line_);
    component.text("name", "edca");
    component.text("version", options_.version);
    component.text("language", code(language));
    component.key("rules") += '[';
    for (const Rule* rule : rules_) {
      line_ += rule == rules_.front() ? "\n        " : ",\n        ";
      append_rule(*rule, language);
    }
    line_ += "]";
    component.end();
  }

  void append_rule(const Rule& rule, Language language) {
    Members members(line_);
    members.text("id", rule.id);
    append_text("shortDescription", messages::explain(rule, RuleText::title, language), members);
    append_text("fullDescription", messages::explain(rule, RuleText::why, language), members);
    append_text("help", messages::explain(rule, RuleText::fix, language), members);
    members.text_unless_empty("helpUri", rule.source);
    Members configuration(members.key("defaultConfiguration"));
    configuration.text("level", name(rule.severity));
    configuration.end();
    members.end();
  }

  Options options_;
  Write write_;
  std::string line_;
  std::string artifacts_;
  std::vector<const Rule*> rules_;  ///< that have findings, by their index in the report
  std::unordered_map<std::string_view, std::size_t> indexes_;
  Fingerprints fingerprints_;
  bool begun_ = false;
  bool any_ = false;
};

}  // namespace

std::unique_ptr<Report> make_sarif(const Options& options, Write write) {
  return std::make_unique<SarifReport>(options, std::move(write));
}

}  // namespace edca::report
