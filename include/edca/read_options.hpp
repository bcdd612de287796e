#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace edca {

/// How the characters of inputs are encoded; whatever it is, results are UTF-8.
enum class Encoding : unsigned char {
  utf8,    ///< "utf-8"; RFC 8259, section 8.1: https://www.rfc-editor.org/rfc/rfc8259#section-8.1
  latin1,  ///< "latin1": ISO 8859-1
  windows1252,  ///< "windows-1252"
};

/// "utf-8", "latin1" or "windows-1252".
std::string_view name(Encoding encoding) noexcept;

/// How the cells of spreadsheets and CSV are read, where they are the input of a command.
struct TableOptions {
  /// What people type for null; empty: nothing stands for it, and an empty cell is an absent field.
  std::string null;
  /// The decimal mark of numbers that are written as text: '.' or ','.
  char decimal = '.';
  /// Of dates without a zone: "America/Mexico_City", or an offset: "-06:00", "Z".
  std::string timezone = "America/Mexico_City";
  /// Things without an id get one made of their row; else they stay without.
  bool ids_by_row = false;
};

/// How inputs are read, and what they are taken for.
struct ReadOptions {
  /// "auto", "edca-mx", "ocds-1.1", "ocds-1.0", "oc4ids-0.9", "oc4ids-0.9.2" … "oc4ids-0.9.5".
  std::string profile = "auto";
  bool extensions = true;              ///< false: the core of the standard alone
  std::vector<std::string> extension;  ///< further extensions: names, URLs or folders
  std::string extension_folder;        ///< where added extensions are stored; may be empty
  Encoding encoding = Encoding::utf8;
  TableOptions tables;
};

}  // namespace edca
