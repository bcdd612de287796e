#pragma once

#include <cstdint>
#include <functional>
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

/// By what the text and the CSV tell of the money.
enum class BudgetBy : unsigned char { line, programme, contract };

/// "line", "programme" or "contract".
std::string_view name(BudgetBy by) noexcept;

enum class BudgetFormat : unsigned char {
  text,  ///< for people, in a language
  json,  ///< one object, "report": "edca-budget/1"
  csv,   ///< a row for each line, programme or contract
  html,  ///< a page in both languages, with a picture of the flow
};

/// "text", "json", "csv" or "html".
std::string_view name(BudgetFormat format) noexcept;

struct BudgetOptions {
  ReadOptions read;
  BudgetFormat format = BudgetFormat::text;
  BudgetBy by = BudgetBy::line;
  Language language = Language::spanish;  ///< of the text, and the first one of the page
  /// Shares out what a contract is worth among several lines, by their modified budget, and marks
  /// it as estimated. Without it such figures stay empty.
  bool estimate = false;
};

/// The figures of a run.
struct BudgetSummary {
  Summary findings;             ///< and what was read
  std::uint64_t processes = 0;  ///< that were looked at
  std::uint64_t lines = 0;      ///< different budget lines
  std::uint64_t failed = 0;     ///< checks that failed
  bool cancelled = false;       ///< by the session, or because the callback answered false
};

/// Follows the money: budget lines (planning.budget.budgetBreakdown[].budgetLines of EDCA-MX) from
/// what was approved to what was paid to suppliers, and the rules M1 to M14 on it. A process of
/// which there is one release, a compiled one say, is taken as it is; several are merged as Merger
/// does. A line that several processes name counts once. Amounts are exact decimals; in JSON they
/// are texts.
///
/// Whether measures are balances or cumulative moments is concluded for each publisher, by the
/// prefix of the OCID (Ley General de Contabilidad Gubernamental, article 38:
/// https://www.diputados.gob.mx/LeyesBiblio/pdf/LGCG.pdf).
///
/// Immutable; run() may be called from several threads at once.
class Budget {
 public:
  /// Takes pieces of the result in order; false ends the run.
  using Write = std::function<bool(std::string_view text)>;

  /// Throws Error(usage): an unknown profile or one of OC4IDS; Error(schema): an unknown extension.
  explicit Budget(BudgetOptions options);
  ~Budget();
  Budget(Budget&&) noexcept;
  Budget& operator=(Budget&&) noexcept;

  /// Reads inputs (files, folders, zips, "-") and writes what came of the money in the format of
  /// the options. What cannot be read becomes a finding; nothing is written when no process could
  /// be read. Memory: Session::memory, the largest process, and what is known of each budget line
  /// and supplier. One thread does the work. Throws Error(input) when a temporary file cannot be
  /// written, and what `write` throws.
  BudgetSummary run(const std::vector<std::string>& inputs, const Write& write, FindingSink& sink,
                    const Session& session = {}) const;

  /// Looks at releases in memory, each text of any form that inputs may have, and answers what
  /// run() writes.
  std::string look_at(std::span<const std::string_view> texts, FindingSink& sink) const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace edca
