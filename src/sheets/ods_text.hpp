#pragma once

#include <cstddef>
#include <string>

#include "sheets/xml.hpp"

namespace edca::sheets {

/// Gathers the text of a cell of OpenDocument: paragraphs with "\n" between them, spaces as they
/// are shown. Comments, pictures and hints how to pronounce words are none of it.
class OdsText {
 public:
  /// Forgets everything, for another cell.
  void clear();
  /// Of the elements in the cell, each.
  void start(const XmlName& name, const XmlAttributes& attributes);
  void end();
  void text(std::string_view piece);
  const std::string& get() const { return text_; }

 private:
  void put(char c);

  std::string text_;
  std::size_t depth_ = 0;    ///< below the cell
  std::size_t skipped_ = 0;  ///< depth where something began that is no text; 0 for none
  bool within_ = false;      ///< in a paragraph
  bool any_ = false;         ///< one has begun
  bool space_ = true;        ///< another space would not be shown
};

}  // namespace edca::sheets
