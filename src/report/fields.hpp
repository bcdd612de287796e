#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "edca/finding.hpp"
#include "edca/summary.hpp"
#include "report/causes.hpp"
#include "report/report.hpp"

// What the reports for programs have in common; docs/report.schema.json describes it.
namespace edca::report {

/// What is wrong and what to do, as whole sentences on one line.
std::string sentences(const Finding& finding, messages::Language language);
/// The same for forms that have no place for a cell: "sheet Contracts, cell F12: …".
std::string placed_sentences(const Finding& finding, messages::Language language);

/// The key of the sentence that sums up a run.
std::string_view verdict(const Summary& summary);

/// How many findings are new, and how many are known and hidden; empty without a baseline.
std::string known(const Summary& summary, messages::Language language);

/// Appends one finding as a JSON object on one line.
void append_finding(const Finding& finding, messages::Language language, std::string& out);

/// Appends one file as a JSON object on one line; `counts`: with its findings counted.
void append_file(const FileSummary& file, messages::Language language, bool counts,
                 std::string& out);

/// Appends the figures of the run as a JSON object on one line; with causes where they are given.
void append_summary(const Summary& summary, const Causes* causes, messages::Language language,
                    std::string& out);

/// Appends `"group_by": …, "bodies": […]`, and `"comparison"` where there is an earlier report,
/// each with a comma in front; nothing when there is neither.
void append_bodies(const Summary& summary, const Options& options, std::string& out);

/// Appends `"report": …, "tool": …` without braces around.
void append_head(const Options& options, std::string& out);

std::unique_ptr<Report> make_text(const Options& options, Write write);
std::unique_ptr<Report> make_json(const Options& options, Write write);
std::unique_ptr<Report> make_jsonl(const Options& options, Write write);
std::unique_ptr<Report> make_sarif(const Options& options, Write write);
std::unique_ptr<Report> make_junit(const Options& options, Write write);
std::unique_ptr<Report> make_github(const Options& options, Write write);
std::unique_ptr<Report> make_gitlab(const Options& options, Write write);
std::unique_ptr<Report> make_markdown(const Options& options, Write write);
std::unique_ptr<Report> make_html(const Options& options, Write write);
std::unique_ptr<Report> make_csv(const Options& options, Write write);

}  // namespace edca::report
