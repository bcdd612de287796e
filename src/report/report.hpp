#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "edca/finding.hpp"
#include "edca/summary.hpp"
#include "messages/messages.hpp"

namespace edca::report {

/// Where a report is written; called with pieces of text in order.
using Write = std::function<void(std::string_view)>;

struct Options {
  messages::Language language = messages::Language::spanish;
  bool color = false;
  std::string version;  ///< of the program, for the machine formats
};

/// Turns the stream of findings of a run into one document. The calls come in this order: any
/// number of finding() and file() in the order of the input (the findings of a file before its
/// file()), then finish() once. Findings are already capped per rule; the counts of the Summary are
/// complete. Formats for programs stream and keep nothing; text keeps what it was given.
class Report {
 public:
  virtual ~Report() = default;
  virtual void finding(const Finding& finding) = 0;
  virtual void file(const FileSummary& file) = 0;
  virtual void finish(const Summary& summary) = 0;
};

/// `format`: "text", "json" or "jsonl". Throws Error(usage, "report.format") for another name.
std::unique_ptr<Report> make_report(std::string_view format, const Options& options, Write write);

}  // namespace edca::report
