#include "io/cells.hpp"

namespace edca::io {

bool is_only_sheet(std::string_view file, std::string_view sheet) {
  file.remove_prefix(file.rfind('/') + 1);
  if (file == sheet) return true;
  if (!file.starts_with(sheet) || file.substr(sheet.size(), 1) != ".") return false;
  return !file.substr(sheet.size() + 1).starts_with("xls");
}

}  // namespace edca::io
