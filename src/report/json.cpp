#include "report/fields.hpp"

#include <utility>

namespace edca::report {

namespace {

/// One JSON document: the findings as they come, one a line, then the files, then the figures.
class JsonReport : public Report {
 public:
  JsonReport(Options options, Write write)
      : options_(std::move(options)), write_(std::move(write)) {}

  void finding(const Finding& finding) override {
    causes_.add(finding);
    begin();
    line_ = any_finding_ ? ",\n    " : "\n    ";
    any_finding_ = true;
    append_finding(finding, options_.language, line_);
    write_(line_);
  }

  void more(const Finding& finding) override { causes_.add(finding); }
  void others(const Finding& like, std::uint64_t count) override { causes_.add(like, count); }

  void file(const FileSummary& file) override {
    files_ += files_.empty() ? "\n    " : ",\n    ";
    append_file(file, options_.language, true, files_);
  }

  void finish(const Summary& summary) override {
    begin();
    line_ = any_finding_ ? "\n  ],\n  \"files\": [" : "],\n  \"files\": [";
    line_.append(files_).append(files_.empty() ? "],\n" : "\n  ],\n");
    line_ += "  \"summary\": ";
    append_summary(summary, &causes_, options_.language, line_);
    append_bodies(summary, options_, line_);
    line_ += "\n}\n";
    write_(line_);
  }

 private:
  void begin() {
    if (std::exchange(begun_, true)) return;
    line_ = "{\n  ";
    append_head(options_, line_);
    line_ += ",\n  \"findings\": [";
    write_(line_);
  }

  Options options_;
  Write write_;
  std::string line_;
  Causes causes_;
  std::string files_;  ///< written after the findings, of which more may come
  bool begun_ = false;
  bool any_finding_ = false;
};

}  // namespace

std::unique_ptr<Report> make_json(const Options& options, Write write) {
  return std::make_unique<JsonReport>(options, std::move(write));
}

}  // namespace edca::report
