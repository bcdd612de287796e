#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "advertising/archive.hpp"
#include "advertising/keys.hpp"

namespace edca::advertising {

/// What the rows of a table are known by.
struct FileIndex {
  RepeatedKeys keys;                       ///< by the primary key
  std::map<std::size_t, KeyRows> names;    ///< of the fields that others refer to, by field
  std::map<std::size_t, KeyRows> spelled;  ///< the same without capitals, accents, spaces and signs
  RepeatedKeys rows;       ///< whole rows without their number, of those without a primary key
  RepeatedKeys suppliers;  ///< names of suppliers
  std::vector<std::uint64_t> empty;  ///< rows in which a field has nothing, by field
  std::map<std::size_t, std::uint64_t>
      widths;  ///< rows by their number of cells, others than usual
  std::uint64_t count = 0;
};

/// Which sums are kept.
enum class SumOf : unsigned char {
  agreements,    ///< of a contract
  paid,          ///< the invoices of a contract
  lines,         ///< of an invoice
  supplier,      ///< the invoices of a supplier
  budget_lines,  ///< assigned, of a budget
};
constexpr std::size_t sum_count = 5;

/// What stands for the primary key of a row; `complete`: it has one, and all of it.
Key key_of_row(const TableFile& file, const TableRows& rows, bool& complete);
/// What stands for all that a row says, without its number.
Key content_of_row(const TableFile& file, const TableRows& rows);

/// All that the rows of an archive have to be held against: one reading of its files. Memory grows
/// with the keys, some sixteen to sixty bytes each, and not with what the rows say.
class Index {
 public:
  /// `office`: the exports of the back office, which stand for themselves, or the public ones.
  Index(const Archive& archive, bool office);

  /// The file of a table, nullptr where there is none.
  const TableFile* file(std::string_view table) const;
  const FileIndex* of(const TableFile& file) const;
  /// Whether some rows of a table cannot be known: nothing is said of names that are not among
  /// them, nor of sums.
  bool partial(const Table& table) const { return partial_.contains(&table); }
  /// Sums by the key of what they are of; nullptr where the archive lacks the table to be summed, a
  /// column that it takes, or some of the rows.
  const Sums* sums(SumOf what) const;
  /// The day on which a contract was signed, or an order placed, as Date::number(); 0: unknown.
  std::uint32_t signed_on(Key contract) const;
  std::uint32_t ordered_on(Key order) const;

 private:
  /// What is to be added up in a file.
  struct Summed {
    SumOf what;
    std::size_t key;  ///< columns
    std::size_t amount;
    std::string last;  ///< the key seen last: rows of one thing stand together
    Key last_key;
  };

  void read(const TableFile& file);
  std::vector<Summed> summed(const TableFile& file);
  /// A column of a file whose empty cells are counted, with its field.
  using Counted = std::pair<std::size_t, std::size_t>;

  void add_names(const TableFile& file, const TableRows& rows, FileIndex& index,
                 const std::vector<Counted>& counted);
  void add_sum(Summed& summed, const TableRows& rows, bool readable);
  void add_days(const TableFile& file, const TableRows& rows);

  std::vector<const TableFile*> files_;
  std::size_t own_ = 0;  ///< how many of them are of its kind; the others are lent, for names
  std::map<const TableFile*, FileIndex> indexes_;
  std::set<const Table*> partial_;
  std::array<Sums, sum_count> sums_;
  std::array<const Table*, sum_count> summed_{};  ///< nullptr: it lacks a column, or is not there
  KeyRows signed_;
  KeyRows ordered_;
};

}  // namespace edca::advertising
