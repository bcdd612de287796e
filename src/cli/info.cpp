#include "cli/commands.hpp"
#include "report/fields.hpp"

namespace edca::cli {
namespace {

/// Keeps what is said of each file; the findings are those of reading only.
class InfoSink : public FindingSink {
 public:
  explicit InfoSink(Console& console) : console_(console) {}

  /// One error of each rule in each file is enough here.
  void finding(const Finding& finding) override {
    if (finding.severity != Severity::error) return;
    const bool again = !findings.empty() && findings.back().rule == finding.rule &&
                       findings.back().file == finding.file;
    if (!again) findings.push_back(finding);
  }
  void file(const FileSummary& file) override { files.push_back(file); }
  void progress(std::uint64_t done, std::uint64_t bytes, std::uint64_t total) override {
    console_.progress(done, bytes, total);
  }

  std::vector<Finding> findings;
  std::vector<FileSummary> files;

 private:
  Console& console_;
};

std::string paragraph(const FileSummary& file, const Console& console) {
  const auto line = [&](std::string_view key, const Arguments& arguments) {
    return "  " + console.text(key, arguments) + "\n";
  };
  std::string out = messages::printable(file.file) + "\n";
  if (!file.read) return out + line("info.unread", {});
  out += line("info.kind", {{"kind", file.kind}});
  if (!file.profile.empty()) {
    out += line("info.profile", {{"profile", file.profile},
                                 {"version", file.version},
                                 {"reason", console.text(file.reason, file.reason_arguments)}});
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

}  // namespace

int info(InfoCommand command, Console& console) {
  command.options.only = {"input"};
  command.options.extension_folder = extension_folder();
  const Validator validator(std::move(command.options));
  InfoSink sink(console);
  const Summary summary = validator.run(inputs_or_standard_input(std::move(command.inputs)), sink);
  console.end_progress();
  std::string out;
  if (command.format == "json") {
    out = "{\"files\": [";
    for (const FileSummary& file : sink.files) {
      out += &file == sink.files.data() ? "\n  " : ",\n  ";
      report::append_file(file, console.language(), false, out);
    }
    out += "\n]}\n";
  } else {
    for (const FileSummary& file : sink.files) out += paragraph(file, console);
  }
  console.output().write(out);
  console.commit();
  for (const Finding& finding : sink.findings) {
    console.say(messages::printable(finding.file) + ": " +
                messages::describe(finding, console.language()));
  }
  if (summary.files_read == 0) {
    console.say(console.text("input.none"));
    return 2;
  }
  return summary.errors > 0 || summary.files_read < summary.files ? 1 : 0;
}

}  // namespace edca::cli
