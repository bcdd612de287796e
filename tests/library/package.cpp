#include "edca/packager.hpp"

#include <cstdlib>

#include "run.hpp"

namespace library_test {
namespace {

edca::PackageOptions options_of(const Arguments& arguments, const Run& run) {
  using edca::PackageGrouping;
  using edca::PackageKind;
  edca::PackageOptions options;
  options.encoding = run.read_options().encoding;
  options.extensions = arguments.values("--extension");
  options.members = run.package_members();
  options.name = run.output();
  options.size = std::strtoull(arguments.value("--size", "0").c_str(), nullptr, 10);
  const std::string kind = arguments.value("--as");
  for (const PackageKind each :
       {PackageKind::release_package, PackageKind::record_package, PackageKind::project_package}) {
    if (kind == name(each)) options.kind = each;
  }
  const std::string by = arguments.value("--by");
  for (const PackageGrouping each :
       {PackageGrouping::year, PackageGrouping::month, PackageGrouping::publisher}) {
    if (by == name(each)) options.by = each;
  }
  return options;
}

}  // namespace

int package(const Arguments& arguments) {
  const Run run(arguments);
  const edca::Packager packager(options_of(arguments, run));
  Printer printer(arguments, run, edca::Severity::warning, 5, "package.conflict");
  const edca::PackageSummary summary =
      packager.run_to_files(arguments.inputs(), run.overwrite(), printer, run.session());
  for (const edca::MadePackage& package : summary.packages) {
    if (!run.verbose()) break;
    run.say(run.text("package.written", {{"path", package.name.empty() ? "-" : package.name},
                                         {"items", edca::messages::count(package.items)}}));
  }
  printer.finish(summary.findings);
  if (summary.packages.empty()) {
    const char* missing = summary.findings.files_read == 0 ? "input.none" : "input.no-items";
    run.say(run.text(summary.refused ? "package.refused" : missing));
    return 2;
  }
  return run.code(summary.findings);
}

}  // namespace library_test
