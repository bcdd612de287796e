#include "check/given_schema.hpp"

#include <algorithm>

#include "check/item_checker.hpp"
#include "edca/error.hpp"
#include "schema/schema_file.hpp"

namespace edca::check {
namespace {

constexpr std::string_view meta_url = "http://json-schema.org/draft-04/schema";

const schema::Codelist* no_codelist(std::string_view) {
  return nullptr;
}

[[noreturn]] void refuse(std::string key, const std::string& file, const Finding& finding) {
  throw Error(ErrorKind::schema, std::move(key),
              {{"file", file},
               {"line", std::to_string(finding.at.line)},
               {"column", std::to_string(finding.at.column)},
               {"pointer", "#" + finding.pointer},
               {"keyword", finding.keyword}});
}

/// Throws when a text is no schema by the meta-schema.
void check_schema(const json::Value& meta, const std::string& file, std::string_view text) {
  schema::Compiler compiler(no_codelist);
  compiler.references().add(std::string(meta_url), meta);
  Scope scope;
  for (const Rule& rule : rules()) {
    scope.enabled.push_back(family(rule) == "schema" || family(rule) == "input");
  }
  scope.fields = scope.codelists = false;
  ItemChecker checker(scope, false);
  Findings findings;
  ItemTask task;
  task.text = text;
  task.node = compiler.compile(std::string(meta_url));
  const bool read = checker.check(task, findings);
  for (const Finding& finding : findings.list) {
    if (family(*finding.rule) == "schema") refuse("schema.invalid", file, finding);
    if (!read && finding.severity == Severity::error) refuse("schema.unreadable", file, finding);
  }
}

/// Another draft gives keywords of the same name another meaning.
void check_dialect(const std::string& file, const json::Value& schema) {
  const std::string_view dialect = schema.text("$schema");
  const std::string_view name = dialect.substr(std::min(dialect.find("://"), dialect.size()));
  if (name.starts_with("://json-schema.org/") &&
      !name.starts_with("://json-schema.org/draft-04/")) {
    throw Error(ErrorKind::schema, "schema.dialect",
                {{"file", file}, {"dialect", std::string(dialect)}});
  }
}

}  // namespace

GivenSchema::GivenSchema(const schema::Catalog& catalog, const std::string& file,
                         const std::vector<std::pair<std::string, std::string>>& references)
    : compiler_(no_codelist) {
  const json::Value& meta = catalog.schema("json-schema/draft-04.json");
  const std::string text = schema::read_schema_file(file);
  schemas_.reserve(references.size() + 1);
  const json::Value& schema = schemas_.emplace_back(json::parse(text, file));
  check_dialect(file, schema);
  check_schema(meta, file, text);
  compiler_.references().add(std::string(meta_url), meta);
  for (const auto& [url, path] : references) {
    const json::Value& other =
        schemas_.emplace_back(json::parse(schema::read_schema_file(path), path));
    check_dialect(path, other);
    compiler_.references().add(url, other);
  }
  compiler_.references().add("", schema);
  compiler_.refuse_unusable_patterns();
  try {
    node_ = compiler_.compile("");
  } catch (const Error& error) {
    Arguments arguments = error.arguments();
    arguments.emplace_back("file", file);
    std::string key = "schema.given-" + error.key().substr(error.key().find('.') + 1);
    for (const auto& [name, value] : arguments) {
      if (name == "missing" && value.empty()) key = "schema.given-pointer";
    }
    throw Error(error.kind(), std::move(key), std::move(arguments));
  }
}

}  // namespace edca::check
