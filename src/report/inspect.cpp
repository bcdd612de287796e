#include "edca/inspect.hpp"

#include "base/session.hpp"
#include "edca/validator.hpp"
#include "report/fields.hpp"

namespace edca {
namespace {

/// Keeps what is said of each file; the findings are those of reading only.
class InspectionSink final : public FindingSink {
 public:
  explicit InspectionSink(const Session& session) : session_(session) {}

  /// One error of each rule in each file is enough here.
  void finding(const Finding& finding) override {
    if (finding.severity != Severity::error) return;
    std::vector<Finding>& known = found.errors;
    const bool again =
        !known.empty() && known.back().rule == finding.rule && known.back().file == finding.file;
    if (!again) known.push_back(finding);
  }
  void file(const FileSummary& file) override { found.files.push_back(file); }
  void skipped(const std::string& file) override { found.skipped.push_back(file); }
  void progress(std::uint64_t files, std::uint64_t bytes, std::uint64_t total) override {
    base::tell(session_, {files, bytes, total});
  }
  bool cancelled() override { return base::cancelled(session_); }

  Inspection found;

 private:
  const Session& session_;
};

}  // namespace

Inspection inspect(const std::vector<std::string>& inputs, const ReadOptions& options,
                   const Session& session) {
  ValidateOptions validate;
  static_cast<ReadOptions&>(validate) = options;
  validate.only = {"input"};
  validate.jobs = session.jobs;
  validate.temporary_folder = session.temporary_folder;
  InspectionSink sink(session);
  sink.found.summary = Validator(std::move(validate)).run(inputs, sink);
  return std::move(sink.found);
}

std::string describe(const FileSummary& file, Language language) {
  const auto line = [language](std::string_view key, const Arguments& arguments) {
    return "  " + messages::text(key, language, arguments) + "\n";
  };
  std::string out = messages::printable(file.file) + "\n";
  if (!file.read) return out + line("info.unread", {});
  out += line("info.kind", {{"kind", file.kind}});
  if (!file.profile.empty()) {
    out += line("info.profile",
                {{"profile", file.profile},
                 {"version", file.version},
                 {"reason", messages::text(file.reason, language, file.reason_arguments)}});
  }
  out += line("info.counts", {{"items", messages::count(file.items)},
                              {"releases", messages::count(file.releases)},
                              {"bytes", messages::count(file.bytes)}});
  out += line(file.byte_order_mark ? "info.encoding-mark" : "info.encoding",
              {{"encoding", file.encoding}});
  for (const DeclaredExtension& extension : file.extensions) {
    out += line("info.extension-" + extension.status,
                {{"name", extension.name}, {"url", extension.url}});
  }
  return out;
}

std::string files_json(const std::vector<FileSummary>& files, Language language) {
  std::string out = "{\"files\": [";
  for (const FileSummary& file : files) {
    out += &file == files.data() ? "\n  " : ",\n  ";
    report::append_file(file, language, false, out);
  }
  return out + "\n]}\n";
}

}  // namespace edca
