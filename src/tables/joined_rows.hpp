#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tables/csv_text.hpp"

namespace edca::tables {

/// Rows of the rest, whole: one whose key begins with `+` goes on the one above, each of its cells.
/// So sheets write what is longer than a cell can be.
class JoinedRows final : public Records {
 public:
  /// `key`: the column of it. `rows` must outlive it.
  JoinedRows(Records& rows, std::size_t key) : rows_(rows), key_(key) {}

  bool next(std::vector<std::string_view>& fields) override;
  std::uint64_t line() const override { return line_; }
  std::uint64_t number() const override { return number_; }
  bool unclosed() const override { return unclosed_; }

 private:
  bool goes_on() const { return key_ < next_.size() && next_[key_].starts_with('+'); }

  Records& rows_;
  std::size_t key_;
  std::vector<std::string_view> next_;  ///< read already, for the row behind the last one
  bool read_ = false;
  bool more_ = false;
  std::vector<std::string> cells_;
  std::uint64_t line_ = 0;
  std::uint64_t number_ = 0;
  bool unclosed_ = false;
};

}  // namespace edca::tables
