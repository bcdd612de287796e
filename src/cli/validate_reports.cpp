#include "cli/validate_reports.hpp"

#include "edca/error.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <utility>

namespace edca::cli {
namespace {

std::uint64_t most_of(const std::string& format, const ValidateCommand& command) {
  return format == "text" && !command.max_findings_given ? 5 : command.options.max_findings;
}

std::filesystem::path whole(const std::string& path) {
  return std::filesystem::absolute(path).lexically_normal();
}

/// report.csv for report.html.
std::string list_beside(const std::string& page) {
  std::filesystem::path path(page);
  path.replace_extension(".csv");
  if (path == page) path += ".csv";
  return path.string();
}

std::string name_of(const std::string& path) {
  return std::filesystem::path(path).filename().string();
}

std::string formats_that(bool (*show)(std::string_view format)) {
  std::string names;
  for (const std::string& format : report::formats())
    if (show(format)) names.append(names.empty() ? "" : ",").append(format);
  return names;
}

}  // namespace

Reports::Reports(const ValidateCommand& command, Console& console)
    : console_(console), coverage_(command.options.coverage) {
  reports_.push_back({command.format, "", most_of(command.format, command), command.excel});
  for (const std::string& argument : command.also) add(argument, command);
  const auto need = [&](bool asked, const char* option, bool (*show)(std::string_view format)) {
    if (!asked || any(show)) return;
    throw Error(ErrorKind::usage, "report.no-place",
                {{"format", command.format}, {"option", option}, {"known", formats_that(show)}});
  };
  need(coverage_, "--coverage", report::shows_coverage);
  need(!command.group_by.empty(), "--group-by", report::shows_bodies);
  need(!command.compare.empty(), "--compare", report::shows_bodies);
  const std::string& output = console.settings().output;
  add_lists(output == "-" ? std::string() : output);
  std::map<std::filesystem::path, std::string> paths;
  for (const One& one : reports_) {
    const std::string& path = &one == &reports_.front() ? output : one.path;
    if (path.empty() || path == "-") continue;
    if (!paths.emplace(whole(path), path).second)
      throw Error(ErrorKind::usage, "arguments.same-file", {{"path", path}});
  }
  if (command.excel && std::ranges::find(reports_, "csv", &One::format) == reports_.end()) {
    throw Error(ErrorKind::usage, "arguments.needs",
                {{"one", "--excel"}, {"other", "--format csv"}});
  }
}

void Reports::add(const std::string& argument, const ValidateCommand& command) {
  const std::size_t equals = argument.find('=');
  const std::string path = equals == std::string::npos ? "" : argument.substr(equals + 1);
  if (path.empty() || path == "-")
    throw Error(ErrorKind::usage, "arguments.also", {{"argument", argument}});
  const std::string format = argument.substr(0, equals);
  report::make_report(format, {}, [](std::string_view) {});  // throws where there is no such format
  reports_.push_back({format, path, most_of(format, command), command.excel});
}

/// A page shows a part: beside it stands the list of all, unless one was asked for in its folder.
void Reports::add_lists(const std::string& main_output) {
  const std::size_t asked = reports_.size();
  for (std::size_t at = 0; at < asked; ++at) {
    if (reports_[at].format != "html") continue;
    const std::string page = at == 0 ? main_output : reports_[at].path;
    if (page.empty()) continue;
    const auto beside = std::ranges::find_if(reports_, [&](const One& one) {
      return one.format == "csv" && !one.path.empty() &&
             whole(one.path).parent_path() == whole(page).parent_path();
    });
    reports_[at].csv = name_of(beside == reports_.end() ? list_beside(page) : beside->path);
    if (beside == reports_.end())
      reports_.push_back({"csv", list_beside(page), reports_[at].most, true});
  }
}

bool Reports::any(bool (*property)(std::string_view format)) const {
  return std::ranges::any_of(reports_, [&](const One& one) { return property(one.format); });
}

std::uint64_t Reports::most() const {
  std::uint64_t most = 1;
  for (const One& one : reports_) {
    if (one.most == 0 || report::wants_all(one.format)) return 0;
    most = std::max(most, one.most);
  }
  return most;
}

bool Reports::closed() const {
  return reports_.size() == 1 && console_.output().closed();
}

void Reports::open(const report::Options& common) {
  for (One& one : reports_) {
    report::Options options = common;
    options.color = one.path.empty() && one.format == "text" && console_.color();
    options.max_findings = one.most;
    options.excel = one.excel;
    options.csv = one.csv;
    io::Output* output = nullptr;
    if (one.path.empty()) {
      output = &console_.output();
    } else {
      one.output = std::make_unique<io::Output>(one.path, console_.settings().overwrite);
      output = one.output.get();
    }
    one.report = report::make_report(one.format, options,
                                     [output](std::string_view text) { output->write(text); });
  }
}

void Reports::finding(const Finding& finding) {
  const std::uint64_t before = told_[finding.rule]++;
  for (const One& one : reports_) {
    if (one.most == 0 || before < one.most) {
      one.report->finding(finding);
    } else {
      one.report->more(finding);
    }
  }
}

void Reports::file(const FileSummary& file) {
  FileSummary without = file;
  if (!coverage_) without.coverage.clear();
  for (const One& one : reports_)
    one.report->file(report::wants_items(one.format) ? file : without);
}

void Reports::item(const ItemSummary& item) {
  for (const One& one : reports_) one.report->item(item);
}

void Reports::publisher(const std::string& name) {
  for (const One& one : reports_) one.report->publisher(name);
}

void Reports::finish(const Summary& summary) {
  Summary without = summary;
  if (!coverage_) {
    without.coverage.clear();
    without.obligatory_missing.clear();
  }
  for (const One& one : reports_)
    one.report->finish(report::wants_items(one.format) ? summary : without);
  for (const One& one : reports_)
    if (one.output) one.output->commit();
  console_.commit();
}

}  // namespace edca::cli
