// The matchers and diagnoses take any bytes, and what a diagnosis proposes is right.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "check/diagnose.hpp"
#include "check/formats.hpp"
#include "schema/extension_url.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace check = edca::check;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  std::string hint;
  if (!check::is_date_time(text)) {
    if (check::diagnose_date_time(text, hint).empty()) std::abort();
    if (!hint.empty() && !check::is_date_time(hint)) std::abort();
  }
  hint.clear();
  if (!check::is_uri(text)) {
    if (check::diagnose_uri(text, hint).empty()) std::abort();
    if (!hint.empty() && !check::is_uri(hint)) std::abort();
  }
  check::is_email(text);
  check::is_ipv4(text);
  check::is_ipv6(text);
  check::is_hostname(text);
  const edca::schema::ExtensionUrl url = edca::schema::parse_extension_url(text);
  if (url.valid() == (url.owner.empty() || url.repository.empty())) std::abort();
  return 0;
}
