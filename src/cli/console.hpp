#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "io/output.hpp"
#include "messages/messages.hpp"

namespace edca::cli {

/// What all commands share: set once from the arguments and the environment.
struct Settings {
  messages::Language language = messages::Language::spanish;
  std::string output;  ///< empty: standard output
  bool overwrite = false;
  std::string color = "auto";     ///< auto, always, never
  std::string progress = "auto";  ///< auto, always, never
  bool quiet = false;
  bool verbose = false;
  std::string command;  ///< its name
};

/// The streams of the program: the product goes to standard output or to a file, talk to standard
/// error.
class Console {
 public:
  explicit Console(Settings settings);

  messages::Language language() const { return settings_.language; }
  const Settings& settings() const { return settings_; }

  /// The sentence of a key in the user's language.
  std::string text(std::string_view key, const Arguments& arguments = {}) const;
  /// One line on standard error, after wiping the progress line.
  void say(std::string_view line);
  /// The same, only with --verbose.
  void detail(std::string_view line);

  /// Whether the product is coloured: asked for, or a terminal that can and nothing against it.
  bool color() const;
  /// Where the product goes: a file, or "-".
  std::string product() const { return settings_.output.empty() ? "-" : settings_.output; }
  /// The product, standard output or --output, which the first call opens.
  io::Output& output();
  /// Writes a piece of the product; false when nobody reads it any more.
  bool write(std::string_view text);
  /// Ends the product; a file gets its name only now.
  void commit();

  /// Shows how far a long run is, a few times a second, on a terminal only.
  void progress(std::uint64_t files, std::uint64_t bytes, std::uint64_t total);
  void end_progress();
  /// Since the console was made, with two decimals.
  std::string elapsed_seconds() const;

 private:
  bool shows_progress() const;

  Settings settings_;
  std::unique_ptr<io::Output> output_;
  bool progress_shown_ = false;
  std::int64_t started_;
  std::int64_t last_progress_ = 0;
};

/// Inputs as given, patterns as the files that they mean where the shell leaves that to the
/// program; or "-" when none are given and standard input is no terminal. Throws Error(usage,
/// "input.no-arguments").
std::vector<std::string> inputs_or_standard_input(std::vector<std::string> inputs);

/// Where added extensions are stored: $EDCA_DATA, else the user's data folder; empty when neither
/// is known.
std::string extension_folder();
/// The date of the run for ValidateOptions::now where the user gave none: that of
/// SOURCE_DATE_EPOCH, so that a run can be repeated; empty without it.
std::string date_of_run();

}  // namespace edca::cli
