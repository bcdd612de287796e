#include "cli/console.hpp"

#include <chrono>
#include <cstdio>

#include "os/file.hpp"
#include "os/folder.hpp"
#include "os/process.hpp"
#include "os/terminal.hpp"

namespace edca::cli {
namespace {

/// On standard error; nobody is told where that cannot be.
void write_error(std::string_view text) {
  std::error_code ignored;
  os::File::standard(os::Stream::error).write(text, ignored);
}

std::int64_t milliseconds() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(
             std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

}  // namespace

Console::Console(Settings settings) : settings_(std::move(settings)), started_(milliseconds()) {}

std::string Console::elapsed_seconds() const {
  char text[32];
  std::snprintf(text, sizeof text, "%.2f", static_cast<double>(milliseconds() - started_) / 1000);
  return text;
}

std::string Console::text(std::string_view key, const Arguments& arguments) const {
  return messages::text(key, settings_.language, arguments);
}

void Console::say(std::string_view line) {
  end_progress();
  write_error(std::string(line) + "\n");
}

void Console::detail(std::string_view line) {
  if (settings_.verbose) say(line);
}

bool Console::color() const {
  if (settings_.color != "auto") return settings_.color == "always";
  if (!settings_.output.empty()) return false;
  if (const std::string forced = os::variable("CLICOLOR_FORCE"); !forced.empty() && forced != "0") {
    return true;
  }
  return os::takes_escapes(os::Stream::output) && os::variable("NO_COLOR").empty();
}

io::Output& Console::output() {
  if (!output_) output_ = std::make_unique<io::Output>(settings_.output, settings_.overwrite);
  return *output_;
}

bool Console::write(std::string_view text) {
  output().write(text);
  return !output().closed();
}

void Console::commit() {
  end_progress();
  output().commit();
}

bool Console::shows_progress() const {
  if (settings_.progress != "auto") return settings_.progress == "always";
  return !settings_.quiet && os::takes_escapes(os::Stream::error);
}

void Console::progress(std::uint64_t files, std::uint64_t bytes, std::uint64_t total) {
  const std::int64_t now = milliseconds();
  // A run that ends within a second shows nothing.
  if (!shows_progress() || now - started_ < 1000 || now - last_progress_ < 200) return;
  last_progress_ = now;
  const std::uint64_t share = total == 0 ? 0 : std::min<std::uint64_t>(bytes * 100 / total, 100);
  std::string line = text(total == 0 ? "progress.files" : "progress.share",
                          {{"task", text("progress.task." + settings_.command)},
                           {"files", messages::count(files)},
                           {"share", std::to_string(share)},
                           {"megabytes", messages::count(bytes / 1000000)}});
  const unsigned width = os::terminal_width(os::Stream::error);
  if (width > 3) line = messages::shorten(std::move(line), width - 1);
  write_error("\r\x1b[K" + line);
  progress_shown_ = true;
}

void Console::end_progress() {
  if (progress_shown_) write_error("\r\x1b[K");
  progress_shown_ = false;
}

std::vector<std::string> inputs_or_standard_input(std::vector<std::string> inputs) {
  std::vector<std::string> found;
  for (std::string& input : inputs) {
    std::vector<std::string> files = os::matching(input);
    if (files.empty()) files.push_back(std::move(input));
    found.insert(found.end(), files.begin(), files.end());
  }
  if (!found.empty()) return found;
  if (os::is_terminal(os::Stream::input)) throw Error(ErrorKind::usage, "input.no-arguments");
  return {"-"};
}

std::string date_of_run() {
  const std::string epoch = os::variable("SOURCE_DATE_EPOCH");
  return epoch.empty() ? epoch : "@" + epoch;
}

std::string extension_folder() {
  if (const std::string data = os::variable("EDCA_DATA"); !data.empty())
    return data + "/extensions";
  const std::string data = os::user_data_folder();
  return data.empty() ? data : data + "/edca/extensions";
}

}  // namespace edca::cli
