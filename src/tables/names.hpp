#pragma once

#include <set>
#include <string>
#include <string_view>

namespace edca::tables {

// The words of the relational layout, which are the same in every language of the program.
inline constexpr std::string_view row_column = "_fila";        ///< key: where the row stood
inline constexpr std::string_view parent_column = "_padre";    ///< key of the row around it
inline constexpr std::string_view number_column = "_n";        ///< place in its list, from 0
inline constexpr std::string_view list_column = "_lista";      ///< of a package: what it holds
inline constexpr std::string_view source_column = "_archivo";  ///< of a package: the input
inline constexpr std::string_view package_table = "paquete";
inline constexpr std::string_view rest_table = "resto";

/// Appends a key of an object to the name of a column or a table: `~` as `~0`, `/` as `~1`
/// (RFC 6901).
void append_key(std::string& name, std::string_view key);

/// The text with the capital letters of ASCII made small: names that then agree are one to many
/// programs.
std::string in_small_letters(std::string_view text);

/// Names for files, each given once: small letters, digits, `.`, `-` and `_`, as Data Package wants
/// them (https://datapackage.org/standard/data-resource/#name); `/` becomes `_`, a capital letter
/// `-` and the small one.
class ResourceNames {
 public:
  std::string name(std::string_view path);
  /// With its capital letters, and without what no file can have in its name.
  std::string as_it_is(std::string_view path);

 private:
  std::string unique(const std::string& name);

  std::set<std::string> taken_;  ///< in small letters
};

}  // namespace edca::tables
