#include "edca/read_options.hpp"

namespace edca {

std::string_view name(Encoding encoding) noexcept {
  switch (encoding) {
    case Encoding::latin1:
      return "latin1";
    case Encoding::windows1252:
      return "windows-1252";
    case Encoding::utf8:
      break;
  }
  return "utf-8";
}

}  // namespace edca
