#include "edca/differ.hpp"

#include "edca/error.hpp"
#include "run.hpp"

namespace library_test {

int diff(const Arguments& arguments) {
  if (arguments.inputs().size() != 2) throw edca::Error(edca::ErrorKind::usage, "diff.two");
  const std::string& older = arguments.inputs()[0];
  const std::string& newer = arguments.inputs()[1];
  Run run(arguments);
  edca::DiffOptions options;
  options.encoding = run.read_options().encoding;
  options.language = run.language();
  if (arguments.value("--format") == "json") options.format = edca::DiffFormat::json;
  Printer printer(arguments, run, edca::Severity::warning, 5);
  const edca::DiffSummary summary = edca::Differ(options).run(
      older, newer, [&](std::string_view text) { return run.write(text); }, printer, run.session());
  printer.finish(summary.findings);
  if (!summary.older_read || !summary.newer_read) {
    run.say(run.text("diff.unread", {{"path", summary.older_read ? newer : older}}));
    return 2;
  }
  run.commit();
  return run.code(summary.findings);
}

}  // namespace library_test
