#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "advertising/index.hpp"
#include "advertising/teller.hpp"
#include "advertising/values.hpp"

namespace edca::advertising {

/// Judges the rows of one file against its table and the rest of the archive.
class FileChecker {
 public:
  /// `today` as Date::number().
  FileChecker(const TableFile& file, const Index& index, std::uint32_t today, Listener& listener)
      : file_(file),
        table_(*file.table),
        index_(index),
        own_(index.of(file)),
        today_(today),
        listener_(listener),
        teller_(file, listener) {}

  /// A file that cannot be read on is told of; what came before counts.
  FileFacts run();

 private:
  /// What is known of a column before any row.
  struct Column {
    const Field* field = nullptr;
    bool negative = false;  ///< its amounts may go below nothing
    bool charged = false;   ///< no amount of it is zero
    bool address = false;   ///< it holds addresses on the web
    /// The last text in which nothing was found: rows repeat what they say.
    std::string clean;
  };
  /// What a cell with an amount, a date or a year says.
  struct Said {
    Form form = Form::empty;  ///< of a year `plain` or `wrong`
    base::Decimal amount;
    bool fine = false;  ///< more than two digits may stand behind its point
    Date date;
  };

  /// Names of a file that stand for rows of another one.
  struct Leading {
    const Reference* reference;
    std::size_t column;
    const TableFile* target;
    const KeyRows* names;
    const KeyRows* spelled;
    std::string last;  ///< the one looked up last
  };
  /// Columns that sums and days are about; `nowhere` where the table has none.
  struct Columns {
    std::size_t amount, change, total, original, paid, contract, quantity, price, number, row,
        original_budget, in_force, spent, federal, local, assigned, supplier, supplier_paid, day,
        year, quarter, body, start, procedure, order;
  };
  using RowCheck = void (FileChecker::*)(const TableRows& rows);

  /// A column with codes that belong to those of another one.
  struct Nested {
    std::string_view coarse;
    std::size_t fine_column;
    std::size_t coarse_column;
    const Codelist* fine_codes;
    const Codelist* coarse_codes;
    std::string last;  ///< both texts, where they fitted
  };

  // What is looked for once: file_checker.cpp, file_checker_rows.cpp, file_checker_sums.cpp
  void find_columns();
  void plan_columns();
  void find_references();
  void find_parents();
  void find_periods();
  void find_sums();
  void row(const TableRows& rows);
  void read_cells(const TableRows& rows);
  // What single cells say: file_checker_cells.cpp, file_checker_text.cpp
  void cells(const TableRows& rows);
  void cell(std::size_t column, std::string_view text);
  void required(const Field& field, std::size_t column);
  void amount(const Column& plan, std::size_t column);
  void date(std::size_t column);
  void code(const Field& field, std::size_t column, std::string_view text);
  const std::string& nearest_code(const Codelist& codes, const std::string& group,
                                  std::string_view text);
  void tax_number(const TableRows& rows, std::size_t column);
  void text(const Column& plan, std::size_t column, std::string_view text);
  void text_damage(std::size_t column, std::string_view text);
  // The row: file_checker_rows.cpp
  bool width(const TableRows& rows);
  bool shifted(const TableRows& rows);
  void note_keys(const TableRows& rows);
  void keys(const TableRows& rows);
  void references(const TableRows& rows);
  void reference(const TableRows& rows, Leading& leading);
  void parents(const TableRows& rows);
  // Its amounts and days: file_checker_sums.cpp
  /// Nothing where the column is absent, or the cell cannot be read, or is empty and may not be.
  std::optional<base::Decimal> amount_in(const TableRows& rows, std::size_t column,
                                         bool may_be_empty) const;
  Date date_in(const TableRows& rows, std::size_t column) const;
  void lines(const TableRows& rows);
  void contract(const TableRows& rows);
  void invoice(const TableRows& rows);
  void budget(const TableRows& rows);
  void budget_line(const TableRows& rows);
  void supplier(const TableRows& rows);
  void days(const TableRows& rows);
  void day(const TableRows& rows);
  void contract_habits(const TableRows& rows);
  void invoice_habits(const TableRows& rows);
  // The table: file_checker.cpp
  void headings();
  void form();

  static std::string_view value(const TableRows& rows, std::size_t column) {
    return trimmed(rows.cell(column));
  }

  const TableFile& file_;
  const Table& table_;
  const Index& index_;
  const FileIndex* own_;  ///< nullptr: nothing is known of its rows as a whole
  std::uint32_t today_;
  Listener& listener_;
  Teller teller_;
  std::vector<std::size_t> tax_numbers_;  ///< columns
  std::size_t personality_ = nowhere;
  std::size_t supplier_name_ = nowhere;
  Columns columns_{};
  std::vector<Column> plan_;                           ///< by column
  std::vector<Said> said_;                             ///< by column, of the row at hand
  std::vector<std::size_t> typed_;                     ///< columns with amounts, dates and years
  std::size_t misfits_ = 0;                            ///< of the row: typed cells that do not fit
  std::unordered_map<Key, std::uint64_t> first_rows_;  ///< of what stands more than once
  std::vector<RowCheck> checks_;                       ///< those of the table
  std::string_view day_name_;                          ///< the heading of Columns::day
  std::vector<std::pair<std::size_t, std::size_t>> periods_;
  std::vector<Leading> leading_;
  std::vector<Nested> nested_;
  std::unordered_set<Key> told_;                       ///< names that lead nowhere
  std::unordered_map<std::string, std::string> near_;  ///< codes by what may mean them
  std::uint64_t rows_ = 0;
  std::uint64_t out_of_order_ = 0;
  /// The row in which each of these of the row at hand stood first; 0: it stands once.
  std::uint64_t key_first_ = 0, content_first_ = 0, supplier_first_ = 0;
};

}  // namespace edca::advertising
