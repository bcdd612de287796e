#include "edca/report.hpp"

#include <algorithm>
#include <filesystem>
#include <unordered_map>
#include <utility>

#include "edca/error.hpp"
#include "io/inputs.hpp"
#include "io/output.hpp"
#include "report/bodies.hpp"
#include "report/groups.hpp"
#include "report/names.hpp"
#include "report/report.hpp"

namespace edca {
namespace {

std::filesystem::path whole(const std::string& path) {
  return std::filesystem::absolute(path).lexically_normal();
}

bool is_file(const std::string& path) {
  return !path.empty() && path != "-";
}

/// report.csv for report.html.
std::string list_beside(const std::string& page) {
  std::filesystem::path path(page);
  path.replace_extension(".csv");
  if (path == page) path += ".csv";
  return path.generic_string();
}

std::string name_of(const std::string& path) {
  return std::filesystem::path(path).filename().generic_string();
}

std::string formats_that(bool (*show)(std::string_view format)) {
  std::string names;
  for (const std::string& format : report::formats())
    if (show(format)) names.append(names.empty() ? "" : ",").append(format);
  return names;
}

}  // namespace

struct Report::Parts {
  /// A document while it is written.
  struct One {
    ReportDocument document;
    std::uint64_t most = 0;  ///< findings of a rule; 0: all
    bool excel = false;
    std::string csv = {};  ///< the list beside a page
    std::unique_ptr<io::Output> output = nullptr;
    std::unique_ptr<report::Report> report = nullptr;
    bool closed = false;

    std::string_view format() const { return name(document.format); }
  };

  explicit Parts(ReportOptions given) : options(std::move(given)) {
    for (ReportDocument& document : options.documents) {
      const std::uint64_t usual = document.format == ReportFormat::text ? 5 : 0;
      documents.push_back(
          {std::move(document), options.max_findings.value_or(usual), options.excel});
    }
    check_place(options.coverage, "--coverage", report::shows_coverage);
    check_place(!name(options.group_by).empty(), "--group-by", report::shows_bodies);
    check_place(!options.compare.empty(), "--compare", report::shows_bodies);
    add_lists();
    check_together();
    const std::string group_by(name(options.group_by));
    if (!group_by.empty()) bodies.emplace(group_by, options.inputs);
    if (!options.compare.empty()) previous = report::read_previous(options.compare, group_by);
  }

  bool any(bool (*property)(std::string_view format)) const {
    return std::ranges::any_of(documents, [&](const One& one) { return property(one.format()); });
  }

  /// What was asked for must be shown somewhere.
  void check_place(bool asked, const char* option, bool (*show)(std::string_view format)) const {
    if (!asked || any(show)) return;
    throw Error(ErrorKind::usage, "report.no-place",
                {{"format", documents.empty() ? "" : std::string(documents.front().format())},
                 {"option", option},
                 {"known", formats_that(show)}});
  }

  std::vector<std::string> files() const {
    std::vector<std::string> files;
    for (const One& one : documents) {
      if (!one.document.write)
        files.push_back(is_file(one.document.path) ? one.document.path : "-");
    }
    return files;
  }

  void check_together() const {
    io::keep_apart({{}, {}, files()});
    const bool csv = std::ranges::any_of(
        documents, [](const One& one) { return one.document.format == ReportFormat::csv; });
    if (options.excel && !csv) {
      throw Error(ErrorKind::usage, "arguments.needs",
                  {{"one", "--excel"}, {"other", "--format csv"}});
    }
  }

  /// A page shows a part: beside it stands the list of all, unless one was asked for in its folder.
  void add_lists() {
    const std::size_t asked = documents.size();
    for (std::size_t at = 0; at < asked; ++at) {
      const std::string page = documents[at].document.path;
      if (documents[at].document.format != ReportFormat::html || !is_file(page)) continue;
      const auto beside = std::ranges::find_if(documents, [&](const One& one) {
        return one.document.format == ReportFormat::csv && is_file(one.document.path) &&
               whole(one.document.path).parent_path() == whole(page).parent_path();
      });
      const bool there = beside != documents.end();
      documents[at].csv = name_of(there ? beside->document.path : list_beside(page));
      if (!there)
        documents.push_back({{ReportFormat::csv, list_beside(page)}, documents[at].most, true});
    }
  }

  /// Findings of a rule that some document wants to hear of; 0: all.
  std::uint64_t most() const {
    std::uint64_t most = 1;
    for (const One& one : documents) {
      if (one.most == 0 || report::wants_all(one.format())) return 0;
      most = std::max(most, one.most);
    }
    return most;
  }

  /// Findings of a cause that some document may name, where all are wanted only to be counted; 0:
  /// all.
  std::uint64_t places() const {
    std::uint64_t most = 0;
    for (const One& one : documents) {
      if (one.most == 0) return 0;
      most = std::max(most, one.most);
    }
    return most + report::named;
  }

  void open(One& one, const std::vector<const Rule*>& rules) {
    report::Options made;
    made.language = options.language;
    made.color = one.document.color && one.document.format == ReportFormat::text;
    made.version = EDCA_VERSION;
    made.rules = rules;
    made.fail_on = name(options.fail_on);
    made.excel = one.excel;
    made.previous = previous;
    made.csv = one.csv;
    made.group_by = name(options.group_by);
    made.inputs = options.inputs;
    made.date = date;
    made.max_findings = one.most;
    if (!one.document.write) {
      one.output = std::make_unique<io::Output>(one.document.path, options.overwrite);
    }
    one.report = report::make_report(one.format(), made, [&one](std::string_view text) {
      if (one.output) {
        one.output->write(text);
      } else if (!one.closed) {
        one.closed = !one.document.write(text);
      }
    });
  }

  ReportOptions options;
  std::vector<One> documents;
  report::Previous previous;
  std::optional<report::Bodies> bodies;
  std::string date;  ///< by which dates were judged
  std::unordered_map<const Rule*, std::uint64_t> told;
};

Report::Report(ReportOptions options) : parts_(std::make_unique<Parts>(std::move(options))) {}
Report::~Report() = default;

void Report::prepare(ValidateOptions& options) {
  const bool page = parts_->any(report::wants_items);
  // Bodies hear of every finding; the documents limit what is shown.
  options.max_findings = parts_->bodies ? 0 : parts_->most();
  options.max_places = parts_->bodies ? 0 : parts_->places();
  options.items = page || parts_->bodies.has_value();
  options.coverage = page || parts_->options.coverage;
  options.fingerprints = parts_->any(report::wants_fingerprints);
  parts_->date = report::day_of(options.now);
}

void Report::begin(std::vector<const Rule*> rules) {
  for (Parts::One& one : parts_->documents) parts_->open(one, rules);
}

std::vector<std::string> Report::files() const {
  return parts_->files();
}

bool Report::closed() const {
  if (parts_->documents.size() != 1) return false;
  const Parts::One& one = parts_->documents.front();
  return one.closed || (one.output && one.output->closed());
}

void Report::finding(const Finding& finding) {
  if (parts_->bodies) parts_->bodies->finding(finding);
  const std::uint64_t before = parts_->told[finding.rule]++;
  for (const Parts::One& one : parts_->documents) {
    if (one.most == 0 || before < one.most) {
      one.report->finding(finding);
    } else {
      one.report->more(finding);
    }
  }
}

void Report::others(const Finding& like, std::uint64_t count) {
  for (const Parts::One& one : parts_->documents) one.report->others(like, count);
}

void Report::file(const FileSummary& file) {
  if (parts_->bodies) parts_->bodies->file(file);
  FileSummary without = file;
  if (!parts_->options.coverage) without.coverage.clear();
  for (const Parts::One& one : parts_->documents)
    one.report->file(report::wants_items(one.format()) ? file : without);
}

void Report::item(const ItemSummary& item) {
  if (parts_->bodies) parts_->bodies->item(item);
  for (const Parts::One& one : parts_->documents) one.report->item(item);
}

void Report::publisher(const std::string& name) {
  if (parts_->bodies) parts_->bodies->publisher(name);
  for (const Parts::One& one : parts_->documents) one.report->publisher(name);
}

Summary Report::finish(Summary summary) {
  summary.group_by = name(parts_->options.group_by);
  if (parts_->bodies) summary.bodies = parts_->bodies->ranking();
  Summary without = summary;
  if (!parts_->options.coverage) {
    without.coverage.clear();
    without.obligatory_missing.clear();
  }
  for (const Parts::One& one : parts_->documents)
    one.report->finish(report::wants_items(one.format()) ? summary : without);
  // The one that leads comes last: where it is, the others are.
  for (auto one = parts_->documents.rbegin(); one != parts_->documents.rend(); ++one)
    if (one->output) one->output->commit();
  return summary;
}

}  // namespace edca
