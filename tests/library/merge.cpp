#include "edca/merger.hpp"

#include <optional>

#include "edca/error.hpp"
#include "edca/export_merger.hpp"
#include "run.hpp"

namespace library_test {
namespace {

edca::MergeProduct product_of(const Arguments& arguments) {
  using edca::MergeProduct;
  if (arguments.flag("--package")) return MergeProduct::record_package;
  if (arguments.flag("--records")) return MergeProduct::records;
  if (arguments.flag("--blame")) return MergeProduct::blame;
  return arguments.flag("--versioned") ? MergeProduct::versioned_releases
                                       : MergeProduct::compiled_releases;
}

int merge_exports(const Arguments& arguments, Run& run) {
  Printer printer(arguments, run, edca::Severity::warning, 5);
  const edca::ExportMergeSummary summary =
      edca::ExportMerger(run.read_options())
          .run(arguments.inputs(), run.output(), run.overwrite(), printer, run.session());
  for (const edca::MergedTable& table : summary.tables) {
    if (!run.verbose()) break;
    using edca::messages::count;
    run.say(run.text("merge.exports-table", {{"table", table.table},
                                             {"rows", count(table.newest + table.kept)},
                                             {"newest", count(table.newest)},
                                             {"kept", count(table.kept)},
                                             {"replaced", count(table.replaced)}}));
  }
  printer.finish(summary.findings);
  return run.code(summary.findings);
}

}  // namespace

int merge(const Arguments& arguments) {
  Run run(arguments);
  if (edca::ExportMerger::takes(arguments.inputs(), run.read_options()))
    return merge_exports(arguments, run);
  edca::MergeOptions options;
  options.read = run.read_options();
  options.product = product_of(arguments);
  options.versioned = arguments.flag("--versioned");
  options.linked = arguments.flag("--linked");
  options.strict = arguments.flag("--strict");
  options.upgrade = arguments.flag("--upgrade");
  const std::string ids = arguments.value("--on-duplicate-id");
  if (ids == "append") options.same_ids = edca::SameIds::append;
  if (ids == "position") options.same_ids = edca::SameIds::by_position;
  options.schema_file = arguments.value("--schema");
  options.into = arguments.value("--into");
  options.package = run.package_members();
  options.rules_known = [&](const edca::MergeRules& rules) {
    if (!run.verbose()) return;
    run.say(run.text("merge.rules", {{"profile", rules.profile},
                                     {"extensions", std::to_string(rules.extensions)}}));
  };
  std::optional<edca::Writer> history;
  if (const std::string path = arguments.value("--history"); !path.empty()) {
    history.emplace(path, arguments.flag("--overwrite"));
    options.history = [&](std::string_view line) { history->write(line); };
  }
  const edca::Merger merger(options);
  Printer printer(arguments, run, edca::Severity::warning, 5);
  const edca::MergeSummary summary = merger.run(
      arguments.inputs(), [&](std::string_view text) { return run.write(text); }, printer,
      run.session());
  if (run.verbose()) {
    run.say(run.text("merge.done", {{"releases", edca::messages::count(summary.releases)},
                                    {"processes", edca::messages::count(summary.processes)},
                                    {"refused", edca::messages::count(summary.refused)}}));
  }
  if (run.verbose() && summary.snapshots > 0)
    run.say(run.text("merge.projects", {{"snapshots", edca::messages::count(summary.snapshots)},
                                        {"projects", edca::messages::count(summary.projects)}}));
  printer.finish(summary.findings);
  if (summary.processes + summary.refused + summary.projects == 0) {
    run.say(run.text(summary.findings.files_read == 0 ? "input.none" : "merge.nothing"));
    return 2;
  }
  run.commit();
  if (history) history->commit();
  return run.code(summary.findings);
}

}  // namespace library_test
