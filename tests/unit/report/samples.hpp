#pragma once

#include <string>
#include <vector>

#include "edca/finding.hpp"
#include "edca/summary.hpp"
#include "report/report.hpp"

namespace edca::report::samples {

inline Finding make(const char* rule, const char* file, std::uint64_t line, const char* pointer,
                    const char* value = "", Arguments arguments = {}, const char* variant = "") {
  Finding finding;
  finding.rule = find_rule(rule);
  finding.severity = finding.rule->severity;
  finding.file = file;
  finding.at = {line * 100, line, 9};
  finding.pointer = pointer;
  finding.value = value;
  finding.arguments = std::move(arguments);
  finding.variant = variant;
  return finding;
}

/// A handful of findings of all severities, not in the order of the report.
inline std::vector<Finding> findings() {
  std::vector<Finding> all;
  all.push_back(make("input.bom", "datos.json", 1, ""));
  all.back().has_position = false;
  all.push_back(make("field.near-miss", "datos.json", 3, "/releases/0/tender/titel", "\"Obra\"",
                     {{"suggestion", "title"}}));
  all.back().property = "titel";
  all.push_back(make("schema.type", "datos.json", 12, "/releases/0/tender/value/amount", "\"100\"",
                     {{"expected", "number,null"},
                      {"actual", "string"},
                      {"title_es", "Monto"},
                      {"title_en", "Amount"}},
                     "quoted-number"));
  all.back().keyword = "type";
  all.back().ocid = "ocds-abc123-1";
  all.back().release = "1-tender";
  for (const std::uint64_t line : {20u, 25u}) {
    all.push_back(make("schema.required", "datos.json", line, "/releases/0/tender"));
    all.back().keyword = "required";
    all.back().property = "id";
    all.back().ocid = "ocds-abc123-1";
  }
  all.push_back(make("schema.format", "más datos.json", 30, "/date", "\"2021-03-15 10:00:00Z\"",
                     {{"hint", "2021-03-15T10:00:00Z"}}, "date-time/space+hint"));
  all.push_back(make("schema.format", "más datos.json", 31, "/date", "\"15/03/2021\"", {},
                     "date-time/day-first"));
  return all;
}

inline FileSummary first_file() {
  FileSummary file;
  file.file = "datos.json";
  file.bytes = 12345;
  file.profile = "edca-mx";
  file.version = "1.1";
  file.reason = "profile.extensions";
  file.reason_arguments = {{"url", "https://example.mx/ext/extension.json"}};
  file.kind = "release-package";
  file.items = 1;
  file.releases = 1;
  file.byte_order_mark = true;
  file.read = true;
  file.extensions = {{"https://example.mx/ext/extension.json", "taxes", "bundled"},
                     {"https://example.mx/otra", "", "unknown"}};
  return file;
}

inline Summary summary() {
  Summary summary;
  summary.files = 2;
  summary.files_read = 1;
  summary.items = 1;
  summary.releases = 1;
  summary.items_with_errors = 1;
  summary.errors = 1240;
  summary.warnings = 1;
  summary.notes = 1;
  summary.by_rule = {{"field.near-miss", 1},
                     {"input.bom", 1},
                     {"schema.format", 2},
                     {"schema.type", 1},
                     {"schema.required", 1237}};
  return summary;
}

inline std::string run(const char* format, const Options& options,
                       const std::vector<Finding>& findings, const std::vector<FileSummary>& files,
                       const Summary& summary) {
  std::string out;
  const auto report = make_report(format, options, [&out](std::string_view text) { out += text; });
  for (const Finding& finding : findings) report->finding(finding);
  for (const FileSummary& file : files) report->file(file);
  report->finish(summary);
  return out;
}

inline std::string run(const char* format, messages::Language language, bool color = false) {
  return run(format, {language, color, "0.1.0"}, findings(), {first_file()}, summary());
}

}  // namespace edca::report::samples
