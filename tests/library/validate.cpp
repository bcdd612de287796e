#include "edca/validator.hpp"

#include <cstdlib>
#include <sstream>

#include "edca/error.hpp"
#include "edca/link_checker.hpp"
#include "edca/report.hpp"
#include "report/fields.hpp"
#include "run.hpp"

namespace library_test {
namespace {

/// The report of a run that says with --verbose which files it passes over.
class ShownReport final : public edca::Report {
 public:
  ShownReport(edca::ReportOptions options, const Run& run)
      : Report(std::move(options)), run_(run) {}
  void repeated(const std::string& file, const std::string& first) override {
    if (run_.verbose()) {
      run_.say(run_.text("verbose.repeated", {{"file", file}, {"first", first}}));
    }
  }
  void skipped(const std::string& file) override {
    if (run_.verbose()) run_.say(run_.text("verbose.skipped", {{"file", file}}));
  }

 private:
  const Run& run_;
};

std::vector<std::string> split(const std::vector<std::string>& lists) {
  std::vector<std::string> words;
  for (const std::string& list : lists) {
    std::istringstream stream(list);
    for (std::string word; std::getline(stream, word, ',');) words.push_back(word);
  }
  return words;
}

/// "NAME=FILE", cut at the equals sign.
std::pair<std::string, std::string> cut(const std::string& argument, std::size_t equals) {
  return {argument.substr(0, equals), argument.substr(equals + 1)};
}

template <class Value>
Value named(const std::string& word, std::initializer_list<Value> values) {
  for (const Value value : values) {
    if (name(value) == word) return value;
  }
  return *values.begin();
}

edca::FailOn fail_on(const Arguments& arguments) {
  using enum edca::FailOn;
  return named(arguments.value("--fail-on", "error"), {error, warning, note, never});
}

edca::ReportOptions report_options(const Arguments& arguments, const Run& run) {
  using enum edca::Grouping;
  edca::ReportOptions options;
  options.language = run.language();
  options.documents = {{edca::report_format(arguments.value("--format", "text")), run.output(),
                        arguments.value("--color") == "always"}};
  for (const std::string& also : arguments.values("--also")) {
    const auto [format, path] = cut(also, also.find('='));
    if (path.empty() || path == "-" || path == also) {
      throw edca::Error(edca::ErrorKind::usage, "arguments.also", {{"argument", also}});
    }
    options.documents.push_back({edca::report_format(format), path});
  }
  if (const std::string most = arguments.value("--max-findings"); !most.empty()) {
    options.max_findings = std::strtoull(most.c_str(), nullptr, 10);
  }
  options.fail_on = fail_on(arguments);
  options.group_by = named(arguments.value("--group-by"), {none, folder, publisher, prefix, buyer});
  options.inputs = arguments.inputs();
  options.compare = arguments.value("--compare");
  options.coverage = arguments.flag("--coverage");
  options.excel = arguments.flag("--excel");
  options.overwrite = run.overwrite();
  return options;
}

edca::ValidateOptions validate_options(const Arguments& arguments, const Run& run) {
  edca::ValidateOptions options;
  static_cast<edca::ReadOptions&>(options) = run.read_options();
  options.only = split(arguments.values("--only"));
  options.skip = split(arguments.values("--skip"));
  options.jobs = run.session().jobs;
  options.temporary_folder = run.session().temporary_folder;
  options.schema = arguments.value("--schema");
  for (const std::string& reference : arguments.values("--ref")) {
    options.references.push_back(cut(reference, reference.rfind('=')));
  }
  options.engine = arguments.value("--engine", "plan");
  options.rules_file = arguments.value("--rules");
  options.baseline_file = arguments.value("--baseline");
  options.now = arguments.value("--now");
  const std::string epoch = environment("SOURCE_DATE_EPOCH");
  if (options.now.empty() && !epoch.empty()) options.now = "@" + epoch;
  return options;
}

}  // namespace

int validate(const Arguments& arguments) {
  const Run run(arguments);
  ShownReport report(report_options(arguments, run), run);
  edca::ValidateOptions options = validate_options(arguments, run);
  report.prepare(options);
  const edca::Validator validator(options);
  report.begin(validator.rules());
  const auto links = [&](const edca::LinkChecker::Tell& tell) {
    const edca::LinkChecker checker(run.read_options());
    if (!checker.run(arguments.inputs(), tell, run.session())) run.say(run.text("link.unchecked"));
  };
  const edca::Summary summary = report.finish(validator.run(arguments.inputs(), report, links));
  if (report.closed()) return 0;
  const std::string format = arguments.value("--format");
  if (summary.known && edca::report::is_bare_list(format)) {
    run.say(edca::report::known(summary, run.language()));
  }
  if (summary.files_read == 0) {
    run.say(run.text("input.none"));
    return 2;
  }
  return fails(summary, fail_on(arguments)) ? 1 : 0;
}

}  // namespace library_test
