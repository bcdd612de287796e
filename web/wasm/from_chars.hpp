#pragma once

// The C++ library of Emscripten 3.1.69 has std::from_chars for integers alone; that for double came
// with LLVM 20. Included in front of every file (web/wasm/page.cmake), for nothing else knows of
// it.

#include <cerrno>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <string>
#include <system_error>

#if defined(_LIBCPP_VERSION) && _LIBCPP_VERSION < 200000
namespace std {

/// As https://eel.is/c++draft/charconv.from.chars says of decimal numbers, which are all that the
/// library reads.
inline from_chars_result from_chars(const char* first, const char* last, double& value,
                                    chars_format = chars_format::general) {
  // What strtod takes and from_chars does not: spaces, "+", hexadecimal digits.
  const char* digits = first != last && *first == '-' ? first + 1 : first;
  const bool number = digits != last && ((*digits >= '0' && *digits <= '9') || *digits == '.' ||
                                         *digits == 'i' || *digits == 'n');
  if (!number) return {first, errc::invalid_argument};
  const char* end = digits;
  while (end != last && *end != 'x' && *end != 'X') ++end;
  const string text(first, end);
  char* stop = nullptr;
  errno = 0;
  const double read = strtod(text.c_str(), &stop);
  if (stop == text.c_str()) return {first, errc::invalid_argument};
  const char* behind = first + (stop - text.c_str());
  if (errno == ERANGE && (isinf(read) || read == 0)) return {behind, errc::result_out_of_range};
  value = read;
  return {behind, errc()};
}

}  // namespace std
#endif
