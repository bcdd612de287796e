#include "report/fields.hpp"

#include <utility>

namespace edca::report {

namespace {

/// JSON Lines: one finding a line, then one line with the figures and the files.
class JsonLinesReport : public Report {
 public:
  JsonLinesReport(Options options, Write write)
      : options_(std::move(options)), write_(std::move(write)) {}

  void finding(const Finding& finding) override {
    causes_.add(finding);
    line_.clear();
    append_finding(finding, options_.language, line_);
    line_ += '\n';
    write_(line_);
  }

  void more(const Finding& finding) override { causes_.add(finding); }
  void others(const Finding& like, std::uint64_t count) override { causes_.add(like, count); }

  void file(const FileSummary& file) override {
    if (!files_.empty()) files_ += ", ";
    append_file(file, options_.language, true, files_);
  }

  void finish(const Summary& summary) override {
    line_.assign(1, '{');
    append_head(options_, line_);
    line_ += ", \"summary\": ";
    append_summary(summary, &causes_, options_.language, line_);
    line_.append(", \"files\": [").append(files_).append("]");
    std::string bodies;
    append_bodies(summary, options_, bodies);
    std::erase(bodies, '\n');
    line_.append(bodies).append("}\n");
    write_(line_);
  }

 private:
  Options options_;
  Write write_;
  std::string line_;
  Causes causes_;
  std::string files_;
};

}  // namespace

std::unique_ptr<Report> make_jsonl(const Options& options, Write write) {
  return std::make_unique<JsonLinesReport>(options, std::move(write));
}

}  // namespace edca::report
