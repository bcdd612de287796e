#include "edca/merger.hpp"

#include "edca/error.hpp"
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

}  // namespace

int merge(const Arguments& arguments) {
  Run run(arguments);
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
  printer.finish(summary.findings);
  if (summary.processes + summary.refused == 0) {
    run.say(run.text(summary.findings.files_read == 0 ? "input.none" : "merge.nothing"));
    return 2;
  }
  run.commit();
  return run.code(summary.findings);
}

}  // namespace library_test
