#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "edca/language.hpp"
#include "edca/read_options.hpp"
#include "edca/session.hpp"
#include "edca/sink.hpp"

namespace edca {

/// What an indicator flags.
enum class IndicatorUnit : unsigned char { process, contract, buyer, supplier, pair, market };

/// "process", "contract", "buyer", "supplier", "pair" (a buyer and a supplier, or two suppliers)
/// or "market" (what is bought of a kind in a year).
std::string_view name(IndicatorUnit unit) noexcept;

/// What a flag rests on, the firmest first.
enum class IndicatorGrounds : unsigned char {
  law,        ///< a term or limit of the law, or an official list
  file,       ///< what the file of one process says, by itself
  comparison  ///< many processes held against one another, or a rule of thumb
};

/// "law", "file" or "comparison".
std::string_view name(IndicatorGrounds grounds) noexcept;

/// A question that can be asked of contracting data. Indicators live for the whole run.
struct Indicator {
  std::string_view id;  ///< "R018"
  IndicatorUnit unit;
  bool usual;  ///< on where neither settings nor IndicatorOptions::only say otherwise
  IndicatorGrounds grounds;
  std::string_view law;     ///< the law and article that the threshold comes from; may be empty
  std::string_view source;  ///< where the question comes from
};

/// Every indicator of this build, ordered by id.
std::span<const Indicator> all_indicators() noexcept;

/// The indicator with this id, or nullptr.
const Indicator* find_indicator(std::string_view id) noexcept;

/// What an indicator says of itself.
enum class IndicatorText : unsigned char {
  name,  ///< a few words, without a full stop
  rule,  ///< when it flags, with the threshold, and what it leaves out
};
std::string explain(const Indicator& indicator, IndicatorText part, Language language);

/// Name, rule, settings, law and source in several lines.
std::string explanation(const Indicator& indicator, Language language);
/// Indicators with their names, a line each.
std::string indicator_list(Language language);
/// One of them, or all for nullptr, in both languages as JSON: {"indicators": [{"id", "unit",
/// "usual", "grounds", "law", "source", "name", "rule", "settings": [{"section", "key",
/// "usual"}]}]}.
std::string indicators_json(const Indicator* only = nullptr);
/// A settings file in TOML to fill in, with everything in comments.
std::string indicator_settings(Language language);

/// Something that stands behind a flag.
struct IndicatorEvidence {
  std::string file;     ///< as the user named it; empty: the process was merged of several releases
  std::string pointer;  ///< RFC 6901, in the file's JSON text or in the compiled release
  std::string value;    ///< JSON text, numbers as they were written
};

/// An indicator that stands out for a subject. A question, not a verdict.
struct IndicatorFlag {
  const Indicator* indicator = nullptr;
  IndicatorUnit unit =
      IndicatorUnit::process;  ///< of the subject; most often that of the indicator
  std::string subject;         ///< an OCID, the id of an organization …
  std::string value;           ///< JSON text
  std::string threshold;       ///< JSON text; empty where there is none
  std::string law;             ///< law and article of its day; empty: that of the indicator
  std::string buyer;           ///< RFC, id or name; may be empty
  std::string supplier;        ///< where there is one; may be empty
  std::string amount;          ///< what it is about comes to: "1250000.50"; empty: not told
  std::string currency;        ///< of `amount`
  std::vector<std::string> ocids;
  std::vector<IndicatorEvidence> evidence;
};

/// How often an indicator was asked, and what came of it.
struct IndicatorTally {
  std::uint64_t applied = 0;
  std::uint64_t flagged = 0;
  std::map<std::string, std::uint64_t, std::less<>> not_applicable;  ///< by reason ("no-bids")
  std::map<std::string, std::string, std::less<>> figures;           ///< fences: JSON text
};

enum class IndicatorFormat : unsigned char {
  text,      ///< for people, in a language
  json,      ///< one object, "report": "edca-indicators/1"
  jsonl,     ///< a flag a line, then a line with the figures of all indicators
  csv,       ///< a row for each piece of evidence
  html,      ///< a page in both languages, for people; it is written at the end, whole
  cardinal,  ///< what `ocdscardinal indicators` prints
};

/// "text", "json", "jsonl", "csv", "html" or "cardinal".
std::string_view name(IndicatorFormat format) noexcept;

struct IndicatorOptions {
  ReadOptions read;
  IndicatorFormat format = IndicatorFormat::text;
  Language language = Language::spanish;  ///< of the text
  std::string settings;                   ///< a file, TOML of ours or the INI of Cardinal; or empty
  std::string sanctions;          ///< a CSV file of suppliers (rfc,from,to,source); or empty
  std::string tax_list;           ///< a CSV file of taxpayers (rfc,status,date,source); or empty
  std::string legal_profile;      ///< a TOML file of ceilings and deadlines; or empty
  std::vector<std::string> only;  ///< ids; empty: all that are usual or that settings name
  std::vector<std::string> skip;  ///< ids
  bool prepare = false;           ///< mend releases first, as `ocdscardinal prepare` does
};

/// The figures of a run.
struct IndicatorSummary {
  Summary findings;             ///< and what was read
  std::uint64_t processes = 0;  ///< that were looked at
  std::uint64_t flags = 0;
  bool cancelled = false;  ///< by the session, or because the callback answered false
};

/// Looks for red flags in contracting processes. A process of which there is one release, a
/// compiled one say, is taken as it is; several are merged as Merger does. In the format of
/// Cardinal each compiled release counts by itself. Amounts of our own indicators are exact
/// decimals.
///
/// Immutable; run() may be called from several threads at once.
class Indicators {
 public:
  /// Takes pieces of the result in order; false ends the run.
  using Write = std::function<bool(std::string_view text)>;
  /// Told of each flag; false ends the run. Those about processes come in the order of the bytes of
  /// their OCIDs, then those about others.
  using Tell = std::function<bool(const IndicatorFlag& flag)>;

  /// Throws Error(usage): unknown ids ("indicators.unknown": indicator, suggestion), settings or
  /// a list that cannot be read, an unknown profile or one of OC4IDS; Error(schema): an unknown
  /// extension.
  explicit Indicators(IndicatorOptions options);
  ~Indicators();
  Indicators(Indicators&&) noexcept;
  Indicators& operator=(Indicators&&) noexcept;

  /// Reads inputs (files, folders, zips, "-") and writes what was found in the format of the
  /// options. What cannot be read becomes a finding; nothing is written when no process could be
  /// read. Memory: Session::memory, the largest process, and what is known of each organization
  /// with bids. One thread does the work. Throws Error(input) when a temporary file cannot be
  /// written, and what `write` throws.
  IndicatorSummary run(const std::vector<std::string>& inputs, const Write& write,
                       FindingSink& sink, const Session& session = {}) const;

  /// The same, flag by flag. Answers what each indicator found, in the order of all_indicators().
  std::vector<IndicatorTally> flags(const std::vector<std::string>& inputs, const Tell& tell,
                                    FindingSink& sink, const Session& session = {}) const;

  /// Looks at releases in memory, each text of any form that inputs may have, and answers what
  /// run() writes.
  std::string look_at(std::span<const std::string_view> texts, FindingSink& sink) const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace edca
