#include "cli/publish/outcome.hpp"

#include <cstdio>

namespace edca::cli {
namespace {

using publish::Action;
using publish::Change;
using publish::Result;

std::string megabytes(std::uint64_t bytes) {
  char text[32];
  std::snprintf(text, sizeof text, "%.1f", static_cast<double>(bytes) / 1e6);
  return text;
}

/// The files in a state, one a line.
void say_files(const publish::RunReport& report, Change::State state, const char* heading,
               Console& console) {
  bool any = false;
  for (const Change& change : report.changes) {
    if (change.state != state || change.action == Action::keep) continue;
    if (!any) console.say(console.text(heading));
    any = true;
    console.say("  " + messages::printable(change.file.path));
  }
}

void say_problems(const publish::RunReport& report, Console& console) {
  std::string last;
  for (const Error& problem : report.problems) {
    const std::string sentence = messages::describe(problem, console.language());
    if (sentence != last) console.say("edca: " + sentence);
    last = sentence;
  }
  if (report.data_refused) {
    console.say(
        console.text(report.problems.empty() ? "publish.result.invalid" : "publish.result.data"));
  } else if (report.code() >= 3 && report.code() <= 7) {
    console.say(console.text(std::string("publish.result.") + name(report.result)));
  }
  if (report.result != Result::inconsistent) return;
  say_files(report, Change::State::verified, "publish.list.done", console);
  say_files(report, Change::State::written, "publish.list.written", console);
  say_files(report, Change::State::put_back, "publish.list.put-back", console);
  say_files(report, Change::State::unknown, "publish.list.unknown", console);
  say_files(report, Change::State::planned, "publish.list.planned", console);
}

}  // namespace

void say_publish(const publish::RunReport& report, Console& console) {
  say_problems(report, console);
  if (report.code() != 0 && report.code() != 10) return;
  publish::ChangeCounts counts(report.changes);
  const Arguments arguments = {{"target", report.target},
                               {"files", messages::count(counts.all)},
                               {"create", messages::count(counts.files[Action::create])},
                               {"replace", messages::count(counts.files[Action::replace])},
                               {"keep", messages::count(counts.files[Action::keep])},
                               {"megabytes", megabytes(counts.bytes)}};
  const bool pending = report.result == Result::pending;
  const bool nothing = report.result == Result::unchanged;
  io::Output& output = console.output();
  output.write(console.text(pending           ? "publish.pending"
                            : nothing         ? "publish.unchanged"
                            : report.verified ? "publish.done"
                                              : "publish.done-unverified",
                            arguments) +
               "\n");
  if (nothing) return;
  output.write("  " + console.text("publish.counts", arguments) + "\n");
  if (!pending && !console.settings().verbose) return;
  for (const Change& change : report.changes) {
    if (change.action == Action::keep) continue;
    output.write(
        "  " +
        console.text(std::string("publish.action.") + name(change.action),
                     {{"path", change.file.path}, {"bytes", messages::count(change.file.bytes)}}) +
        "\n");
  }
}

void refuse(const publish::Rewrites& rewrites, publish::RunReport& report) {
  if (rewrites.count == 0) return;
  report.data_refused = true;
  for (const publish::Rewrites::Release& release : rewrites.first) {
    report.problems.emplace_back(
        ErrorKind::input, "publish.rewrite",
        Arguments{{"ocid", release.ocid}, {"id", release.id}, {"path", release.file}});
  }
  const std::uint64_t more = rewrites.count - rewrites.first.size();
  if (more == 0) return;
  report.problems.emplace_back(ErrorKind::input, "publish.more",
                               Arguments{{"count", messages::count(more)}});
}

}  // namespace edca::cli
