#include "edca/publisher.hpp"

#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "edca/portal_builder.hpp"
#include "json/value.hpp"
#include "publish/journal.hpp"
#include "publish/run_report.hpp"
#include "run.hpp"

namespace library_test {
namespace {

namespace fs = std::filesystem;
using edca::PortalSummary;
using edca::publish::Action;
using edca::publish::Change;
using edca::publish::Publisher;
using edca::publish::Result;
using edca::publish::RunReport;

/// A folder that goes away with this.
class Folder {
 public:
  Folder() {
    std::string name = (fs::temp_directory_path() / "edca-library-XXXXXX").string();
    path_ = ::mkdtemp(name.data());
  }
  ~Folder() { fs::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  std::string operator/(const std::string& name) const { return path_ + "/" + name; }

 private:
  std::string path_;
};

edca::publish::Settings settings_of(const Arguments& arguments) {
  edca::publish::Settings settings;
  settings.address = arguments.value("--to");
  const fs::path folder = fs::absolute(settings.address.substr(4)).lexically_normal();
  settings.state_folder = std::string(std::getenv("HOME")) + "/.local/state/edca/publish/" +
                          edca::publish::state_name("dir:" + folder.string());
  return settings;
}

PortalSummary build(const Arguments& arguments, Run& run, std::vector<std::string> inputs,
                    const std::string& folder) {
  edca::PortalOptions options;
  static_cast<edca::ReadOptions&>(options.validate) = run.read_options();
  options.validate.max_findings = 5;
  const std::string require = arguments.value("--require", "valid");
  if (require == "schema") options.require = edca::PortalRequirement::schema;
  if (require == "none") options.require = edca::PortalRequirement::none;
  options.tell = [&](const edca::PortalProblem& problem) {
    if (is_error(problem.kind) || !run.quiet()) run.say(describe(problem, run.language()));
  };
  Printer printer(arguments, run, edca::Severity::warning, 5, "all");
  const edca::PortalBuilder builder(std::move(options));
  PortalSummary made = builder.run(inputs, folder, printer, run.session());
  printer.finish(made.findings);
  return made;
}

void add(const edca::publish::Rewrites& rewrites, RunReport& report) {
  report.data_refused = rewrites.count > 0;
  for (const auto& release : rewrites.first) {
    report.problems.emplace_back(
        edca::ErrorKind::input, "publish.rewrite",
        edca::Arguments{{"ocid", release.ocid}, {"id", release.id}, {"path", release.file}});
  }
}

void carry_out(const Arguments& arguments, Publisher& publisher,
               const std::vector<edca::PortalFile>& files, RunReport& report) {
  report.changes = publisher.plan(edca::publish::files_for(arguments.value("--to"), files));
  if (!arguments.flag("--allow-rewrite")) add(publisher.find_rewrites(), report);
  if (report.data_refused || publisher.changes_nothing()) return;
  report.result = Result::pending;
  if (report.dry_run) return;
  edca::publish::Outcome outcome = publisher.apply(edca::publish::Verify::full);
  report.result = outcome.result;
  report.problems = std::move(outcome.problems);
  report.changes = publisher.changes();
}

void say(const Arguments& arguments, const RunReport& report, Run& run) {
  for (const edca::Error& problem : report.problems) {
    run.say("edca: " + edca::describe(problem, run.language()));
  }
  if (report.data_refused) {
    run.say(run.text(report.problems.empty() ? "publish.result.invalid" : "publish.result.data"));
  }
  if (report.code() != 0 && report.code() != 10) return;
  edca::publish::ChangeCounts counts(report.changes);
  char megabytes[32];
  std::snprintf(megabytes, sizeof megabytes, "%.1f", static_cast<double>(counts.bytes) / 1e6);
  const edca::Arguments words = {{"target", report.target},
                                 {"files", edca::messages::count(counts.all)},
                                 {"create", edca::messages::count(counts.files[Action::create])},
                                 {"replace", edca::messages::count(counts.files[Action::replace])},
                                 {"keep", edca::messages::count(counts.files[Action::keep])},
                                 {"megabytes", megabytes}};
  const bool pending = report.result == Result::pending;
  const bool nothing = report.result == Result::unchanged;
  const char* key = pending ? "publish.pending" : nothing ? "publish.unchanged" : "publish.done";
  run.write(run.text(key, words) + "\n");
  if (nothing) return;
  run.write("  " + run.text("publish.counts", words) + "\n");
  if (!pending && !arguments.flag("--verbose")) return;
  for (const Change& change : report.changes) {
    if (change.action == Action::keep) continue;
    run.write("  " +
              run.text(std::string("publish.action.") + edca::publish::name(change.action),
                       {{"path", change.file.path},
                        {"bytes", edca::messages::count(change.file.bytes)}}) +
              "\n");
  }
}

int status(const Arguments& arguments, Run& run, std::vector<std::string> inputs) {
  Publisher publisher(settings_of(arguments), run.session());
  const std::string to = arguments.value("--to");
  edca::publish::Status status = publisher.status();
  if (status.manifest == edca::publish::Status::Manifest::absent) {
    run.write(run.text("publish.status.no-manifest", {{"target", to}}) + "\n");
    run.commit();
    return 1;
  }
  const Folder folder;
  if (!inputs.empty()) status.compare(build(arguments, run, inputs, folder / "portal").files);
  const std::string state = status.differences == 0 ? "good" : "bad";
  edca::json::Array files;
  for (const auto& [path, file] : status.files) {
    files.push_back(edca::json::Object{{"path", path}, {"state", std::string(name(file))}});
    if (arguments.flag("--json") || name(file) == "same") continue;
    run.write(path + ": " + run.text("publish.status." + std::string(name(file))) + "\n");
  }
  if (arguments.flag("--json")) {
    run.write(edca::json::write(edca::json::Object{{"publish_status", "edca/1"},
                                                   {"target", to},
                                                   {"state", state},
                                                   {"files", std::move(files)}},
                                2) +
              "\n");
  } else {
    run.write(
        run.text("publish.status." + state, {{"files", edca::messages::count(status.files.size())},
                                             {"count", edca::messages::count(status.differences)},
                                             {"target", to}}) +
        "\n");
  }
  run.commit();
  return status.differences == 0 ? 0 : 1;
}

}  // namespace

int publish(const Arguments& arguments) {
  Run run(arguments);
  std::vector<std::string> inputs = arguments.inputs();
  if (inputs.front() == "status") {
    inputs.erase(inputs.begin());
    return status(arguments, run, std::move(inputs));
  }
  RunReport report;
  report.target = arguments.value("--to");
  report.dry_run = arguments.flag("--dry-run");
  Publisher publisher(settings_of(arguments), run.session());
  const Folder folder;
  const PortalSummary made = build(arguments, run, inputs, folder / "portal");
  if (made.verdict == PortalSummary::Verdict::nothing_read) {
    run.say(run.text(made.findings.files_read == 0 ? "input.none" : "input.no-items"));
    return 2;
  }
  report.data_refused = made.verdict == PortalSummary::Verdict::fails;
  if (!report.data_refused) carry_out(arguments, publisher, made.files, report);
  if (arguments.flag("--json")) {
    run.write(edca::publish::json_of(report, run.language()));
  } else {
    say(arguments, report, run);
  }
  run.commit();
  return report.code();
}

}  // namespace library_test
