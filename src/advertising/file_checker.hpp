#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

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

  /// Throws io::InputFault where the file cannot be read on.
  FileFacts run();

 private:
  // What single cells say: file_checker_cells.cpp, file_checker_text.cpp
  void cells(const TableRows& rows);
  void cell(std::size_t column, std::string_view text);
  void required(const Field& field, std::size_t column);
  void amount(const Field& field, std::size_t column, std::string_view text);
  void date(std::size_t column, std::string_view text);
  void code(const Field& field, std::size_t column, std::string_view text);
  const std::string& nearest_code(const Codelist& codes, const std::string& group,
                                  std::string_view text);
  void tax_number(const TableRows& rows, std::size_t column);
  void text(const Field& field, std::size_t column, std::string_view text);
  void text_damage(std::size_t column, std::string_view text);
  // The row: file_checker_rows.cpp
  bool width(const TableRows& rows);
  bool shifted(const TableRows& rows);
  void keys(const TableRows& rows);
  void references(const TableRows& rows);
  void reference(const TableRows& rows, const Reference& reference);
  void parents(const TableRows& rows);
  // Its amounts and days: file_checker_sums.cpp
  void sums(const TableRows& rows);
  void contract(const TableRows& rows);
  void invoice(const TableRows& rows);
  void budget(const TableRows& rows);
  void days(const TableRows& rows);
  void habits(const TableRows& rows);
  // The table: file_checker.cpp
  void headings();
  void form();

  std::string_view value(const TableRows& rows, std::string_view field) const {
    return trimmed(rows.cell(file_.column(field)));
  }

  const TableFile& file_;
  const Table& table_;
  const Index& index_;
  const FileIndex* own_;  ///< nullptr: nothing is known of its rows as a whole
  std::uint32_t today_;
  Listener& listener_;
  Teller teller_;
  std::unordered_set<Key> told_;                       ///< names that lead nowhere
  std::unordered_map<std::string, std::string> near_;  ///< codes by what may mean them
  std::uint64_t rows_ = 0;
  std::uint64_t out_of_order_ = 0;
};

}  // namespace edca::advertising
