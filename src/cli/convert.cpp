#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/ascii.hpp"
#include "base/instant.hpp"
#include "cli/commands.hpp"
#include "cli/interrupt.hpp"
#include "cli/limits.hpp"
#include "cli/log.hpp"
#include "cli/session.hpp"
#include "edca/error.hpp"
#include "io/inputs.hpp"
#include "io/output.hpp"
#include "json/value.hpp"
#include "semantics/semantic_rules.hpp"

namespace edca::cli {
namespace {

int run(const ConvertCommand& command, std::optional<std::int64_t> now, const Converter& converter,
        Console& console) {
  ConversionOutput output;
  output.write = [&](std::string_view text) { return console.write(text); };
  output.target = console.settings().output;
  output.overwrite = console.settings().overwrite;
  ReportFile report(command.report, console);
  FindingPrinter printer(console, report.report());
  Session session = session_of(console, command.reading, memory_size(command.memory));
  if (now) session.clock = [now] { return *now; };
  const ConvertSummary summary = converter.run(command.inputs, output, printer, session);
  if (interrupted()) return 0;
  console.end_progress();
  printer.finish(summary.findings);
  report.commit();
  // A file without a row is none.
  const bool empty = converter.entry().to == "pnt" || summary.refused == 0;
  if (summary.converted == 0 && empty) {
    console.say(console.text(summary.findings.files_read == 0 ? "input.none" : "convert.nothing"));
    return 2;
  }
  console.detail(console.text("convert.done", {{"converted", messages::count(summary.converted)},
                                               {"refused", messages::count(summary.refused)}}));
  if (!converter.entry().files) console.commit();
  return fails(summary.findings, command.fail_on) ? 1 : 0;
}

/// A map as edca convert --map takes it, with a mark behind what has to be looked at.
int suggest(const ConvertCommand& command, Console& console) {
  const std::vector<SuggestedColumn> columns = suggest_columns_of(command.suggest);
  if (columns.empty()) {
    throw Error(ErrorKind::usage, "convert.suggest-unread", {{"path", command.suggest}});
  }
  const auto quoted = [](std::string_view text) {
    std::string out;
    json::write_string(text, out);
    return out;
  };
  std::string text =
      "# " + console.text("convert.suggest-head") + "\nfrom = \"csv\"\ncolumns = [\n";
  for (const SuggestedColumn& each : columns) {
    text += "  [" + quoted(each.heading) + ", " + quoted(each.path) + ", " + quoted(each.kind);
    if (!each.detail.empty()) text += ", " + quoted(each.detail);
    text += each.sure ? "],\n" : "],  # ? " + console.text("convert.suggest-unsure") + "\n";
  }
  console.write(text + "]\n");
  console.commit();
  return 0;
}

/// Whether a file is one of those that come into a folder: a page, a table or their description.
bool is_part_of(const std::string& path, const std::string& folder) {
  if (path.empty() || path == "-" || folder.empty()) return false;
  std::error_code error;
  const auto whole = [&](const std::string& name) {
    return std::filesystem::weakly_canonical(std::filesystem::absolute(name, error), error);
  };
  const std::filesystem::path file = whole(path);
  const std::string stem = file.stem().string();
  const bool page = file.extension() == ".json" && !stem.empty() &&
                    std::all_of(stem.begin(), stem.end(), base::is_digit);
  const bool named = page || file.filename() == "datapackage.json" || file.extension() == ".csv";
  return named && file.parent_path() / "" == whole(folder) / "";
}

/// Nothing that is read is written over, whatever comes out.
void keep_files_apart(const ConvertCommand& command, bool files, const Console& console) {
  const ProjectOptions& projects = command.options.projects;
  const std::string product = files ? console.settings().output : console.product();
  const PntOptions& pnt = command.options.pnt;
  io::keep_apart({command.inputs,
                  {projects.projects, command.options.legacy.map, pnt.extra, pnt.answer},
                  {product, pnt.state, command.report,
                   pnt.payload ? pnt_update_path(product) : std::string()}});
  // The projects of before may become those of now, but nothing else.
  io::keep_apart({{}, {projects.into}, {command.report}});
  if (files && is_part_of(command.report, product))
    throw Error(ErrorKind::usage, "output.twice", {{"path", command.report}});
}

/// What another conversion takes would be left out in silence.
void check_options(const ConvertCommand& command, const ConversionEntry& entry) {
  const ProjectOptions& projects = command.options.projects;
  const PntOptions& pnt = command.options.pnt;
  const auto check = [](bool given, const char* option, bool counts, const char* needed) {
    if (given && !counts)
      throw Error(ErrorKind::usage, "arguments.needs", {{"one", option}, {"other", needed}});
  };
  const bool to_projects = entry.to == "oc4ids";
  check(!projects.into.empty(), "--into", to_projects, "--to oc4ids");
  check(!projects.projects.empty(), "--projects", to_projects, "--to oc4ids");
  check(!projects.project_id.empty(), "--project-id", to_projects, "--to oc4ids");
  check(!projects.transforms.empty(), "--transforms", to_projects, "--to oc4ids");
  check(projects.all_transforms, "--all-transforms", to_projects, "--to oc4ids");
  check(!command.compatible.empty(), "--compatible", to_projects, "--to oc4ids");
  check(!projects.base_url.empty(), "--base-url", to_projects || entry.to == "geojson",
        "--to oc4ids");
  const bool to_pnt = entry.to == "pnt";
  check(!pnt.format.empty(), "--format-id", to_pnt, "--to pnt");
  check(!pnt.extra.empty(), "--extra", to_pnt, "--to pnt");
  check(pnt.payload, "--payload", to_pnt, "--to pnt");
  check(!pnt.state.empty(), "--state", to_pnt, "--to pnt");
  check(!pnt.answer.empty(), "--answer", to_pnt, "--to pnt");
  check(!command.options.legacy.map.empty(), "--map", entry.to == "ocds" && entry.from != "oc4ids",
        "--from csv");
}

}  // namespace

int convert(ConvertCommand command, Console& console) {
  if (!command.suggest.empty()) {
    if (!command.report.empty())
      throw Error(ErrorKind::usage, "arguments.together",
                  {{"one", "--suggest"}, {"other", "--report"}});
    io::keep_apart({{command.suggest}, {}, {console.product()}});
    return suggest(command, console);
  }
  command.options.read = command.reading;
  command.options.read.extension_folder = extension_folder();
  ProjectOptions& projects = command.options.projects;
  projects.compatible = !command.compatible.empty();
  std::optional<std::int64_t> now;
  if (!projects.now.empty())
    now = semantics::point_in_time(projects.now) - base::seconds_before_1970;
  if (projects.now.empty()) projects.now = date_of_run();
  const Converter converter(command.options);
  check_options(command, converter.entry());
  const std::string& target = console.settings().output;
  command.inputs = inputs_or_standard_input(std::move(command.inputs));
  const bool files = converter.entry().files;
  keep_files_apart(command, files, console);
  if (!files || (converter.entry().to == "pnt" && !target.empty()))
    io::try_output(target, console.settings().overwrite);
  return run_interruptibly(console, [&] { return run(command, now, converter, console); });
}

}  // namespace edca::cli
