#include "messages/messages.hpp"

#include "catch.hpp"

#include <filesystem>
#include <set>
#include <string>
#include <vector>

using edca::Arguments;
using edca::Finding;
using edca::messages::Language;

namespace {

/// Exactly what a finding of a rule carries: no sentence may ask for more.
struct Case {
  std::string rule;
  std::vector<std::string> variants;
  Arguments arguments;
};

const std::vector<std::string> date_words = {
    "empty",          "offset-missing", "offset-dot",     "date-only",      "day-first",  "compact",
    "two-digit-year", "space",          "impossible-day", "fraction-comma", "year-zero",  "hour-24",
    "second-60",      "other",          "words",          "one-digit-year", "year-length"};
const std::vector<std::string> uri_words = {"empty",          "spaces", "non-ascii", "percent",
                                            "scheme-missing", "other",  "words"};

std::vector<Case> input_cases() {
  return {
      {"input.syntax",
       {"missing-comma",  "missing-colon",      "bad-value",     "bad-string",
        "bad-escape",     "bad-number",         "trailing",      "control-character",
        "unexpected-end", "trailing-comma",     "single-quote",  "stray-quote",
        "missing-quote",  "missing-line-break", "curly-quote",   "comment",
        "unquoted-name",  "byte-order-mark",    "foreign-space", "semicolon",
        "other"},
       {}},
      {"input.encoding", {"latin1", "other"}, {{"byte", "F1"}}},
      {"input.encoding", {"utf16"}, {}},
      {"input.depth", {""}, {{"limit", "512"}}},
      {"input.size", {""}, {{"limit", "268435456"}}},
      {"input.ratio", {""}, {{"ratio", "1000"}, {"limit", "200"}}},
      {"input.truncated", {"", "gzip", "zstd", "zip"}, {}},
      {"input.duplicate-key", {""}, {{"first_line", "3"}, {"first_column", "5"}}},
      {"input.surrogate", {""}, {}},
      {"input.unlisted", {""}, {{"count", "590000"}}},
      {"input.unreadable",
       {"missing",
        "permission",
        "is-folder",
        "no-json-in-folder",
        "no-members",
        "broken-gzip",
        "broken-zstd",
        "broken-zip",
        "zip-encrypted",
        "zip-overlap",
        "zip-stream",
        "zip-name",
        "address",
        "only-address",
        "csv",
        "xlsx",
        "ods",
        "docx",
        "office",
        "pdf",
        "html",
        "xml",
        "xz",
        "bzip2",
        "7z",
        "rar",
        "tar",
        "database",
        "image",
        "git-lfs",
        "text",
        "html-piece",
        "table-headings"},
       {}},
      {"input.unreadable", {"table-earlier"}, {{"format", "compranet"}}},
      {"input.unreadable", {"read-error"}, {{"reason", "Input/output error"}}},
      {"input.unreadable",
       {"workbook-xls", "workbook-xlsb", "workbook-password", "workbook-html", "workbook-xml",
        "workbook-empty", "workbook-none", "workbook-nested"},
       {}},
      {"input.unreadable", {"workbook-broken"}, {{"part", "xl/workbook.xml"}, {"line", "2"}}},
      {"input.unreadable", {"workbook-part", "workbook-doctype"}, {{"part", "xl/workbook.xml"}}},
      {"input.unreadable",
       {"workbook-columns"},
       {{"sheet", "Contratos"}, {"row", "2"}, {"limit", "16384"}}},
      {"input.unreadable", {"workbook-rows"}, {{"sheet", "Contratos"}, {"limit", "1048576"}}},
      {"input.unreadable",
       {"workbook-cell"},
       {{"sheet", "Contratos"}, {"row", "2"}, {"mib", "64"}}},
      {"input.unreadable", {"csv-record"}, {{"line", "2"}, {"mib", "64"}}},
      {"input.unreadable", {"zstd-window"}, {{"limit", "128"}}},
      {"input.unreadable", {"zip-method"}, {{"method", "14"}}},
      {"input.nul", {""}, {}},
      {"input.number", {""}, {}},
      {"input.bom", {"", "inside"}, {}},
      {"input.empty", {"", "items", "table"}, {}},
  };
}

std::vector<Case> upgrade_cases() {
  const std::vector<std::pair<std::string, std::string>> both{{"old", "\"mxn\""},
                                                              {"new", "\"MXN\""}};
  std::vector<Case> cases;
  for (const char* rule :
       {"repair.array", "repair.bom", "repair.code", "repair.date", "repair.number", "repair.text",
        "repair.trim", "repair.uri", "upgrade.amendment", "upgrade.budget-breakdown",
        "upgrade.code", "upgrade.empty", "upgrade.name", "upgrade.name-taken", "upgrade.party",
        "upgrade.party-differs", "upgrade.transaction", "upgrade.undecided", "upgrade.version"}) {
    cases.push_back({rule, {""}, both});
    cases.back().arguments.emplace_back("field", "value");
  }
  cases.push_back({"repair.array", {"swapped"}, both});
  cases.push_back({"repair.encoding", {""}, {{"count", "3"}}});
  return cases;
}

std::vector<Case> schema_cases() {
  return {
      {"schema.type",
       {"", "null", "quoted-number", "number-for-text", "single", "integer"},
       {{"expected", "string,null"}, {"actual", "number"}}},
      {"schema.required", {""}, {{"parent", "tender"}}},
      {"schema.required", {"misspelt"}, {{"parent", "tender"}, {"typed", "titel"}}},
      {"schema.enum", {""}, {}},
      {"schema.enum", {"suggest"}, {{"suggestion", "open"}}},
      {"schema.enum", {"codes"}, {{"codes", "open,selective"}}},
      {"schema.enum", {"codelist"}, {{"codelist", "method"}}},
      {"schema.enum", {"label"}, {{"suggestion", "Abierta"}}},
      {"schema.enum", {"list"}, {}},
      {"schema.pattern", {"", "version"}, {{"pattern", "^(\\d+\\.)(\\d+)$"}}},
      {"schema.format", {"date-time", "uri", "email", "ipv4", "ipv6", "hostname"}, {}},
      {"schema.minLength", {"", "empty"}, {{"limit", "1"}}},
      {"schema.maxLength", {""}, {{"limit", "9"}}},
      {"schema.minimum", {"", "exclusive"}, {{"limit", "0"}}},
      {"schema.maximum", {"", "exclusive"}, {{"limit", "9"}}},
      {"schema.multipleOf", {""}, {{"limit", "0.01"}}},
      {"schema.minItems", {"", "empty"}, {{"limit", "1"}}},
      {"schema.maxItems", {""}, {{"limit", "1"}}},
      {"schema.minProperties", {"", "empty"}, {{"limit", "1"}}},
      {"schema.maxProperties", {""}, {{"limit", "1"}}},
      {"schema.uniqueItems", {"", "objects"}, {{"first", "0"}, {"second", "3"}}},
      {"schema.additionalProperties", {""}, {{"names", "a, b"}}},
      {"schema.additionalItems", {""}, {}},
      {"schema.dependencies", {""}, {{"property", "currency"}, {"because", "amount"}}},
      {"schema.oneOf", {"none", "releases-empty", "releases-mixed"}, {}},
      {"schema.oneOf", {"several"}, {{"matched", "2"}}},
      {"schema.oneOf",
       {"releases-linked", "releases-embedded"},
       {{"count", "3"}, {"first", "/records/0/releases/0/url"}}},
      {"schema.anyOf", {""}, {}},
      {"schema.not", {""}, {}},
  };
}

std::vector<Case> merge_cases() {
  const Arguments warning = {{"path", "/tender/items"}, {"releases", "1, 2"}, {"detail", "1"}};
  const Arguments refusal = {
      {"ocid", "ocds-x-1"}, {"path", "/tender"}, {"releases", "1, 2"}, {"detail", "ocds-x-2"}};
  std::vector<Case> cases = {
      {"merge.refused",
       {"", "not-object", "date-missing", "date-null", "date-type", "date-format", "ocid-missing",
        "ocid-differs", "type-clash", "id-type", "not-versioned"},
       refusal},
      {"merge.kept", {""}, {}},
      {"merge.link-missing", {"", "id"}, {}},
      {"merge.linked-releases", {"", "some"}, {{"count", "2"}}},
      {"merge.mixed-versions", {""}, {}},
      {"merge.no-ocid", {"", "not-object"}, {}},
      {"merge.no-releases", {"record", "project", "versioned"}, {}},
      {"merge.ocid-case", {""}, {{"ocid", "ocds-x-1"}}},
      {"merge.older-release", {""}, {{"date", "2025-01-01"}, {"existing", "2025-01-02"}}},
      {"merge.package-metadata", {"absent", "differs"}, {}},
      {"merge.project-republished", {""}, {{"project", "oc4ids-x-1"}, {"date", "2025-01-01"}}},
      {"merge.project-republished",
       {"older", "same"},
       {{"project", "oc4ids-x-1"}, {"date", "2025-01-01"}, {"before", "2025-02-01"}}},
      {"merge.project-undated", {""}, {{"project", "oc4ids-x-1"}}},
      {"merge.record-ocid", {""}, {{"ocid", "ocds-x-1"}, {"record", "ocds-x-2"}}},
      {"merge.unknown-extension", {""}, {{"url", "https://example.mx/extension.json"}}},
  };
  for (const char* rule :
       {"merge.date-order", "merge.duplicate-id", "merge.hidden-change", "merge.id-type",
        "merge.missing-id", "merge.null-ignored", "merge.ocid-differs", "merge.same-release",
        "merge.tied-dates", "merge.type-clash", "merge.unusable-id"}) {
    cases.push_back({rule, {""}, warning});
  }
  return cases;
}

std::vector<Case> convert_cases() {
  const Arguments place = {{"project", "P-1"}, {"field", "title"}};
  const Arguments cells = {{"heading", "Monto"}, {"count", "2"}, {"headings", "45"}};
  const Arguments pnt = {{"contract", "C-1"}, {"column", "Nota"}, {"key", "nota"},
                         {"said", "x"},       {"count", "2"},     {"year", "2024"},
                         {"other", "2025"},   {"format", "43335"}};
  return {
      {"convert.cell",
       {"absent", "code", "date", "formula", "malformed", "number", "rfc", "url"},
       cells},
      {"convert.cell", {"pnt-amount", "pnt-date", "pnt-extra", "pnt-option"}, pnt},
      {"convert.clash",
       {"", "currencies", "first", "inexact", "no-currency", "several"},
       {{"project", "P-1"}, {"field", "title"}, {"values", "\"A\", \"B\""}}},
      {"convert.damaged-text", {"", "inai"}, cells},
      {"convert.differs", {""}, cells},
      {"convert.differs", {"pnt-extra"}, pnt},
      {"convert.dropped", {"", "kept"}, place},
      {"convert.dropped", {"geometry"}, {{"id", "oc4ids-x-1"}}},
      {"convert.dropped", {"no-process", "ocid"}, {{"project", "oc4ids-x-1"}}},
      {"convert.dropped",
       {"pnt-currencies", "pnt-links", "pnt-long", "pnt-quote", "pnt-suppliers"},
       pnt},
      {"convert.layout", {"", "inai", "project", "release"}, {}},
      {"convert.no-number", {""}, cells},
      {"convert.no-project", {""}, {}},
      {"convert.personal", {""}, cells},
      {"convert.placeholder", {""}, cells},
      {"convert.repaired",
       {"", "added", "clock", "dropped", "id", "number", "reference", "renamed", "role"},
       cells},
      {"convert.row",
       {"no-date", "no-id", "no-ocid", "no-parent", "no-process", "repeated", "width"},
       cells},
      {"convert.row", {"pnt-missing", "pnt-year"}, pnt},
      {"convert.row-mended", {"", "commas", "quotes"}, cells},
      {"convert.row-repeated", {"", "changed", "newer", "supplier"}, cells},
      {"convert.row-repeated", {"pnt-answer"}, pnt},
      {"convert.test-row", {""}, cells},
      {"convert.undecided", {""}, place},
      {"convert.undecided", {"date"}, cells},
      {"convert.clash", {"again"}, {{"project", "oc4ids-x-1"}}},
      {"convert.undecided",
       {"lacking", "no-place"},
       {{"project", "oc4ids-x-1"}, {"fields", "awards.date, tender.items"}}},
      {"convert.unmapped", {"", "advertising"}, cells},
      {"convert.unmapped", {"pnt-method"}, pnt},
      {"convert.updated",
       {"", "added", "date", "filled", "id", "modification", "process"},
       {{"project", "oc4ids-x-1"}, {"field", "/status"}, {"old", "1"}, {"new", "2"}}},
  };
}

std::vector<Case> package_cases() {
  return {
      {"package.conflict",
       {"publisher", "one-publisher", "license", "publicationPolicy", "version", "no-version",
        "by-shape"},
       {{"one", "\"A\""},
        {"source", "a.json"},
        {"other", "\"B\""},
        {"other_source", "b.json:1"},
        {"other_file", "b.json"}}},
      {"package.item",
       {"not-object", "release", "compiled-release", "versioned-release", "record", "project"},
       {}},
      {"package.metadata", {"absent", "dropped", "partial", "uri"}, {}},
      {"package.undated", {""}, {}},
      {"diff.forms", {""}, {}},
      {"diff.no-id", {"", "not-object", "project"}, {}},
      {"diff.same-item",
       {"release", "compiled-release", "versioned-release", "record", "project"},
       {{"id", "1-tender"}, {"count", "2"}}},
      {"diff.same-item", {"row"}, {{"id", "A-1"}, {"count", "2"}, {"table", "facturas"}}},
  };
}

std::vector<Case> table_cases() {
  const Arguments column = {{"property", "quantity"}};
  return {
      {"tables.cell",
       {"", "number", "integer", "boolean", "list", "array", "json", "pointer", "taken"},
       column},
      {"tables.column", {""}, column},
      {"tables.edited", {""}, column},
      {"tables.row",
       {"", "cells", "deep", "key", "no-key", "orphan", "quote", "repeated", "second", "taken"},
       column},
      {"tables.conflict",
       {""},
       {{"first", "1"}, {"first_sheet", "Contratos"}, {"first_cell", "B2"}}},
      {"tables.digits", {"", "number", "text"}, {}},
      {"tables.encoding", {""}, {{"offset", "7"}}},
      {"tables.formula", {"", "empty", "error"}, {}},
      {"tables.heading", {"", "empty", "near"}, {{"heading", "Monto"}, {"near", "monto"}}},
      {"tables.hidden", {"", "sheet"}, {{"rows", "1"}, {"columns", "2"}}},
      {"tables.made-id", {""}, {{"count", "3"}}},
      {"tables.merged", {""}, {}},
      {"tables.parent", {"", "blank", "missing", "several"}, {{"id", "A1"}}},
      {"tables.read",
       {"", "apostrophe", "boolean", "code", "commas", "currency", "day-first", "either-date",
        "groups", "month-name", "none", "number", "postal-code", "rfc", "serial-date", "short-year",
        "spaces", "whole", "year-first"},
       {{"count", "3"}}},
      {"tables.repeated-heading", {""}, {}},
      {"tables.sheet", {""}, {{"sheet", "Hoja1"}}},
      {"tables.skipped", {""}, {}},
      {"tables.total", {"", "words"}, {}},
      {"tables.value",
       {"", "boolean", "comma", "date", "date-for-number", "impossible-date", "month-first",
        "month-only", "number", "serial", "year"},
       {{"year", "2525"}}},
  };
}

std::vector<Case> other_cases() {
  std::vector<Case> cases;
  for (const std::string rule : {"codelist.closed", "codelist.open"}) {
    cases.push_back({rule, {""}, {{"extension", ""}}});
    cases.push_back({rule, {"suggest"}, {{"suggestion", "open"}}});
    cases.push_back({rule, {"codes"}, {{"codes", "open"}, {"extension", "taxes"}}});
    cases.push_back({rule, {"codelist"}, {{"codelist", "method"}}});
    cases.push_back({rule, {"label"}, {{"suggestion", "Abierta"}}});
    cases.push_back({rule, {"list"}, {}});
  }
  const std::vector<Case> more = {
      {"codelist.old-code", {""}, {{"new", "prior"}}},
      {"field.additional", {""}, {}},
      {"field.old-name", {""}, {{"new", "type"}}},
      {"field.near-miss", {""}, {{"suggestion", "title"}}},
      {"field.deprecated", {""}, {{"since", "1.1"}}},
      {"field.deprecated", {"replaced"}, {{"since", "1.1"}, {"replacement", "parties"}}},
      {"id.missing", {"", "code"}, {{"property", "id"}}},
      {"reference.without-id", {"", "no-parties"}, {{"property", "id"}}},
      {"extension.unknown", {""}, {{"url", "https://example.mx/extension.json"}}},
      {"package.version", {"unknown", "patch"}, {}},
      {"package.version-assumed", {""}, {{"assumed", "1.1"}}},
      {"document.unrecognized", {""}, {}},
      {"document.unrecognized", {"api-error"}, {{"message", "Not found"}}},
      {"record.linked-releases", {""}, {{"keyword", "required"}, {"field", "url"}}},
      {"record.embedded-releases", {""}, {{"keyword", "maxLength"}, {"field", "title"}}},
      {"record.mixed-releases", {""}, {}},
  };
  cases.insert(cases.end(), more.begin(), more.end());
  for (const auto& [format, names] :
       {std::pair(std::string("date-time/"), date_words), {std::string("uri/"), uri_words}})
    for (const std::string& word : names) {
      cases.push_back({"schema.format", {format + word}, {}});
      cases.push_back({"schema.format", {format + word + "+hint"}, {{"hint", "mended"}}});
    }
  return cases;
}

void check_sentence(const std::string& sentence) {
  REQUIRE(!sentence.empty());
  CHECK(std::string(".`?").find(sentence.back()) != std::string::npos);
  CHECK(sentence.find("  ") == std::string::npos);
  CHECK((sentence[0] < 'a' || sentence[0] > 'z'));
}

}  // namespace

TEST_CASE("every variant of every rule reads as a sentence with what its findings carry") {
  std::set<std::string_view> seen;
  for (const auto& cases : {input_cases(), schema_cases(), upgrade_cases(), merge_cases(),
                            convert_cases(), package_cases(), table_cases(), other_cases()})
    for (const Case& each : cases)
      for (const std::string& variant : each.variants)
        for (const Language language : {Language::spanish, Language::english}) {
          INFO(each.rule << " " << variant);
          Finding finding;
          finding.rule = edca::find_rule(each.rule);
          REQUIRE(finding.rule != nullptr);
          seen.insert(finding.rule->id);
          finding.pointer = "/tender/items/0";
          finding.value = "1";
          finding.variant = variant;
          finding.arguments = each.arguments;
          check_sentence(edca::messages::describe(finding, language));
          check_sentence(edca::messages::advise(finding, language));
          finding.value.clear();
          finding.pointer.clear();
          check_sentence(edca::messages::describe(finding, language));
          check_sentence(edca::messages::advise(finding, language));
          if (variant.ends_with("+hint"))
            CHECK(edca::messages::advise(finding, language).find("mended") != std::string::npos);
        }
  // The sentences of the other rules stand in the samples, with what their findings carry.
  const std::filesystem::path samples = std::filesystem::path(EDCA_SOURCE_DIR) / "samples";
  for (const edca::Rule& rule : edca::rules()) {
    INFO(rule.id);
    CHECK((seen.count(rule.id) != 0 || std::filesystem::exists(samples / "edca-mx" / rule.id) ||
           std::filesystem::exists(samples / "oc4ids" / rule.id) ||
           std::filesystem::exists(samples / "publicidad-abierta" / rule.id)));
  }
}

TEST_CASE("every sentence that the program asks for exists") {
  for (const char* key :
       {"profile.given",     "profile.extensions", "profile.fields",        "profile.version",
        "profile.shape-1.0", "profile.shape-1.1",  "profile.oc4ids-newest", "profile.oc4ids-shape",
        "profile.none",      "profile.mixed",      "json.syntax",           "csv.syntax",
        "output.exists",     "output.open",        "output.write",          "report.format",
        "arguments",         "profile.unknown",    "extension.unknown",     "codelist.unknown",
        "rule.unknown",      "input.none",         "input.no-arguments",    "schema.unknown"}) {
    INFO(key);
    CHECK(edca::messages::has(key));
  }
  CHECK_FALSE(edca::messages::has("no.such-key"));
}
