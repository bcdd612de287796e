// `edca schema`, `edca explain` and `edca info`.

#include "edca/catalog.hpp"

#include "base/text.hpp"
#include "edca/error.hpp"
#include "edca/explain.hpp"
#include "edca/indicators.hpp"
#include "edca/inspect.hpp"
#include "run.hpp"

namespace library_test {
namespace {

int add(const Arguments& arguments, const std::string& source, const Run& run) {
  const edca::AddedExtension added =
      edca::add_extension(source, extension_folder(),
                          {.allow_private = arguments.flag("--allow-private"),
                           .overwrite = arguments.flag("--overwrite")});
  if (added.bundled) {
    run.say(run.text("schema.is-bundled", {{"name", added.name}}));
    return 0;
  }
  std::string told = run.text("schema.added", {{"name", added.name}, {"path", added.folder}});
  for (const auto& [file, sum] : added.files) told += "\n  " + sum + "  " + file;
  run.say(told);
  return 0;
}

std::string show(const Arguments& arguments) {
  // The words behind `show`: a profile and a kind of schema.
  const std::vector<std::string>& words = arguments.inputs();
  const auto kind = [&](std::size_t at) {
    return words.size() > at ? std::optional(edca::schema_kind(words[at])) : std::nullopt;
  };
  const edca::Catalog catalog(extension_folder());
  if (const std::string name = arguments.value("--extension"); !name.empty()) {
    return catalog.extension_patch(name, kind(words.size() > 2 ? 2 : 1));
  }
  if (const std::string list = arguments.value("--codelist"); !list.empty()) {
    return catalog.codelist_csv(arguments.value("--profile", "edca-mx"), list);
  }
  if (words.size() < 2) throw edca::Error(edca::ErrorKind::usage, "arguments.schema-show");
  if (words[1] == "publicidad-abierta") {
    edca::SchemaRequest request;
    request.profile = words[1];
    if (words.size() > 2) request.table = words[2];
    return catalog.schema(request);
  }
  return catalog.schema(
      {words[1], kind(2), !arguments.flag("--no-extensions"), arguments.values("--with")});
}

}  // namespace

int schema(const Arguments& arguments) {
  Run run(arguments);
  const std::string& task = arguments.inputs().front();
  if (task == "add") return add(arguments, arguments.inputs().back(), run);
  if (task == "show") {
    run.write(show(arguments));
  } else if (task == "sheet") {
    const edca::Catalog catalog(extension_folder());
    if (edca::base::fold(run.output()).ends_with(".xlsx")) {
      catalog.write_field_sheet(arguments.inputs().back(), run.language(), run.output(),
                                run.overwrite());
      return 0;
    }
    run.write(catalog.field_sheet(arguments.inputs().back(), run.language()));
  } else {
    const edca::Catalog catalog(extension_folder());
    run.write(arguments.value("--format") == "json" ? catalog.json()
                                                    : catalog.describe(run.language()));
  }
  run.commit();
  return 0;
}

int explain(const Arguments& arguments) {
  Run run(arguments);
  std::vector<const edca::Rule*> chosen;
  const bool all = arguments.flag("--all");
  const std::string& word = arguments.inputs().front();
  if (!all && word == "-") throw edca::Error(edca::ErrorKind::usage, "arguments.explain");
  const edca::Indicator* indicator = all ? nullptr : edca::find_indicator(word);
  if (indicator != nullptr) {
    run.write(arguments.value("--format") == "json"
                  ? edca::indicators_json(indicator)
                  : edca::explanation(*indicator, run.language()));
    run.commit();
    return 0;
  }
  if (!all) chosen = edca::rules_named(word);
  if (all) {
    for (const edca::Rule& rule : edca::rules()) chosen.push_back(&rule);
  }
  if (arguments.value("--format") == "json") {
    run.write(edca::explanations_json(chosen));
  } else if (!all && chosen.front()->id != word) {
    run.write(edca::overview(chosen, run.language()));
  } else {
    for (const edca::Rule* rule : chosen) {
      run.write((rule == chosen.front() ? "" : "\n\n") + edca::explanation(*rule, run.language()));
    }
  }
  run.commit();
  return 0;
}

int info(const Arguments& arguments) {
  Run run(arguments);
  const edca::Inspection found =
      edca::inspect(arguments.inputs(), run.read_options(), run.session());
  if (arguments.value("--format") == "json") {
    run.write(edca::files_json(found.files, run.language()));
  } else {
    for (const edca::FileSummary& file : found.files) {
      run.write(edca::describe(file, run.language()));
    }
  }
  run.commit();
  for (const edca::Finding& finding : found.errors) {
    run.say(edca::messages::printable(finding.file) + ": " +
            edca::describe(finding, run.language()));
  }
  if (found.summary.files_read == 0) {
    run.say(run.text("input.none"));
    return 2;
  }
  return found.summary.errors > 0 || found.summary.files_read < found.summary.files ? 1 : 0;
}

}  // namespace library_test
