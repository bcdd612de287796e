#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "edca/legacy.hpp"
#include "edca/pnt.hpp"
#include "edca/projects.hpp"
#include "edca/read_options.hpp"
#include "edca/session.hpp"
#include "edca/sink.hpp"

namespace edca {

/// A conversion that there is.
struct ConversionEntry {
  std::string_view from;  ///< "auto": the inputs say themselves what they are
  std::string_view to;    ///< "oc4ids", …
  bool files = false;     ///< makes files of its own by ConversionOutput::target; else a text
};

/// All of them, in the order in which they are looked through.
std::span<const ConversionEntry> conversions();

struct ConvertOptions {
  ReadOptions read;
  /// The first conversion that fits both is done; "auto" and empty fit any.
  /// "auto" alone, without `to`: the files of earlier systems, told by their headings.
  std::string from;
  std::string to;
  LegacyOptions legacy;     ///< from earlier systems; `read` and `from` of it do not count
  ProjectOptions projects;  ///< for "oc4ids"; of its `read` only what stands above counts
  PntOptions pnt;           ///< for "pnt"; likewise
};

/// Where the result of a conversion goes.
struct ConversionOutput {
  /// Takes pieces of the text in order; false ends the run.
  std::function<bool(std::string_view text)> write;
  std::string target;  ///< of those that make files: as Flattener::run() takes it
  bool overwrite = false;
};

/// The figures of a run.
struct ConvertSummary {
  Summary findings;             ///< and what was read
  std::uint64_t converted = 0;  ///< projects, releases or whatever was made
  std::uint64_t refused = 0;    ///< items that could not be converted, and were left out
  bool cancelled = false;       ///< by the session, or because `write` answered false
};

/// Converts between standards and formats. Each conversion has a page of its own below
/// docs/commands/convert.md, and where it serves more than that, a class of its own.
///
/// Immutable; run() may be called from several threads at once.
class Converter {
 public:
  /// Throws Error(usage, "convert.unknown") with arguments from, to and known where there is no
  /// such conversion, "convert.no-target" where neither was said, and what the conversion throws of
  /// its own options.
  explicit Converter(ConvertOptions options);
  ~Converter();
  Converter(Converter&&) noexcept;
  Converter& operator=(Converter&&) noexcept;

  /// The one that was chosen.
  const ConversionEntry& entry() const noexcept;

  /// Converts inputs (files, folders, zips, "-"). What cannot be read or converted becomes a
  /// finding; the rest is written. Throws Error(input) when something cannot be written, and what
  /// `write` throws.
  ConvertSummary run(const std::vector<std::string>& inputs, const ConversionOutput& output,
                     FindingSink& sink, const Session& session = {}) const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace edca
