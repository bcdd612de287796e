#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "edca/finding.hpp"

namespace edca::io {

/// The text of an input that was put together from the cells of tables, and how it goes back from
/// there. Immutable; safe to share between threads.
class CellText {
 public:
  virtual ~CellText() = default;
  CellText(const CellText&) = delete;
  CellText& operator=(const CellText&) = delete;

  const std::string& text() const { return text_; }
  /// What is wrong with cells, rows and headings, in the order of the tables.
  const std::vector<Finding>& findings() const { return findings_; }
  /// Where a finding about the text stands in the tables: sets its cell, and its file where the
  /// tables are several. Answers what tells equal causes apart: findings of one rule with the same
  /// answer are one; "" for one that stands for itself.
  virtual std::string locate(Finding& finding) const = 0;
  /// Whether findings() say already what is wrong with the cell of a finding that was located.
  virtual bool said(const Finding& finding) const = 0;

 protected:
  CellText() = default;

  std::string text_;
  std::vector<Finding> findings_;
};

/// Whether people know a cell by its file and name alone: the table of a CSV file has the name of
/// the file.
bool is_only_sheet(std::string_view file, std::string_view sheet);

}  // namespace edca::io
