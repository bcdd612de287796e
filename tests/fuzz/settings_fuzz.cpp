// Files that say what is to be done: conditions of `select`, settings and laws of `indicators`.
// What they cannot mean is an Error(usage) or Error(input), nothing else.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "edca/error.hpp"
#include "indicators/legal.hpp"
#include "indicators/settings.hpp"
#include "select/conditions.hpp"

namespace {

template <class Read>
void reads(Read read) {
  try {
    read();
  } catch (const edca::Error& error) {
    if (error.kind() != edca::ErrorKind::usage && error.kind() != edca::ErrorKind::input)
      std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  reads([&] { static_cast<void>(edca::select::Conditions::parse(text, "where.toml")); });
  const edca::indicators::Settings usual;
  reads([&] { static_cast<void>(edca::indicators::Settings::parse(text, "settings.toml")); });
  reads([&] { edca::indicators::Legal(usual).parse(text, "legal.toml"); });
  return 0;
}
