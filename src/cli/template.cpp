#include "cli/commands.hpp"
#include "cli/interrupt.hpp"
#include "cli/log.hpp"
#include "cli/session.hpp"
#include "edca/error.hpp"

namespace edca::cli {
namespace {

constexpr std::size_t most_named = 5;

/// What the workbook has no place for is said, never dropped in silence.
void tell_left_out(const TemplateSummary& summary, bool full, Console& console) {
  std::uint64_t values = 0;
  std::string fields;
  for (std::size_t at = 0; at < summary.left_out.size(); ++at) {
    values += summary.left_out[at].second;
    if (at < most_named) fields += (at == 0 ? "" : ", ") + summary.left_out[at].first;
  }
  if (summary.left_out.size() > most_named) fields += ", …";
  if (values > 0) {
    console.say(console.text(full ? "template.left-out" : "template.left-out+full",
                             {{"count", messages::count(values)}, {"fields", fields}}));
  }
  if (summary.passed_over > 0) {
    console.say(
        console.text("template.passed-over", {{"count", messages::count(summary.passed_over)}}));
  }
}

std::optional<TemplateDetail> detail_of(const std::string& word) {
  for (const auto detail : {TemplateDetail::basic, TemplateDetail::common, TemplateDetail::full}) {
    if (name(detail) == word) return detail;
  }
  return std::nullopt;
}

int run(const TemplateCommand& command, Console& console) {
  const TemplateMaker maker(command.options);
  FindingPrinter printer(console, nullptr);
  const Session session = session_of(console, command.reading, 0);
  const TemplateSummary summary = maker.write(command.from, console.settings().output,
                                              console.settings().overwrite, printer, session);
  if (interrupted()) return 0;
  console.end_progress();
  printer.finish(summary.findings);
  if (summary.sheets == 0) {
    console.say(
        console.text(summary.passed_over > 0 ? "template.other-kind" : missing(summary.findings)));
    return 2;
  }
  tell_left_out(summary, command.options.detail == TemplateDetail::full, console);
  console.detail(console.text("template.written", {{"path", console.settings().output},
                                                   {"sheets", messages::count(summary.sheets)},
                                                   {"columns", messages::count(summary.columns)}}));
  return fails(summary.findings, command.fail_on) ? 1 : 0;
}

}  // namespace

int make_template(TemplateCommand command, Console& console) {
  const std::string& target = console.settings().output;
  if (target.empty() || target == "-") throw Error(ErrorKind::usage, "template.no-target");
  command.options.read = command.reading;
  command.options.read.profile = command.profile;
  command.options.read.extension_folder = extension_folder();
  command.options.detail = detail_of(command.detail);
  command.options.language = console.language();
  return run_interruptibly(console, [&] { return run(command, console); });
}

}  // namespace edca::cli
