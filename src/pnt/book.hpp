#pragma once

#include <cstdint>
#include <string>

#include "edca/session.hpp"
#include "io/grouper.hpp"
#include "io/output.hpp"
#include "pnt/filled.hpp"
#include "pnt/format.hpp"
#include "sheets/workbook_writer.hpp"

namespace edca::pnt {

/// Writes a workbook in the capture layout of the platform: the sheet "Reporte de Formatos", a
/// hidden sheet for each catalogue, and a sheet for each sub-table.
class Book {
 public:
  /// `format` and `output` must outlive it. `rows` is how many will come; `law` stands as the
  /// description.
  Book(const Format& format, std::string_view law, std::uint64_t rows, io::Output& output,
       const Session& session);

  /// Throws Error(input, "convert.pnt-rows") where a sheet is full.
  void add(const FilledRow& row);
  /// The output still has to be committed.
  void finish();

 private:
  struct Styles {
    sheets::StyleId head;
    sheets::StyleId label;
    sheets::StyleId text;
    sheets::StyleId date;
    sheets::StyleId money;
  };

  void heads(std::string_view law);
  void rules(std::uint64_t rows);
  void cell(std::uint32_t at, const Column& column, const FilledCell& cell);
  void catalogue(const std::string& name, const Column& column);
  void begin_table(std::size_t number);
  std::string table_name(std::size_t number) const;
  void rule(const std::string& sheet, const Column& column, std::uint32_t at, std::uint32_t first,
            std::uint64_t last);
  sheets::StyleId style_of(const Column& column) const;

  const Format& format_;
  sheets::WorkbookWriter book_;
  Styles styles_{};
  io::Grouper lines_;                ///< of sub-tables, by table and number
  std::vector<std::uint64_t> ids_;   ///< given out, by column
  std::vector<std::uint64_t> kept_;  ///< lines, by column
  std::uint32_t row_ = 0;
};

}  // namespace edca::pnt
