// The matchers and diagnoses take any bytes, and what a diagnosis proposes is right.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "schema/diagnose.hpp"
#include "schema/extension_url.hpp"
#include "schema/formats.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace schema = edca::schema;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  std::string hint;
  if (!schema::is_date_time(text)) {
    if (schema::diagnose_date_time(text, hint).empty()) std::abort();
    if (!hint.empty() && !schema::is_date_time(hint)) std::abort();
  }
  hint.clear();
  if (!schema::is_uri(text)) {
    if (schema::diagnose_uri(text, hint).empty()) std::abort();
    if (!hint.empty() && !schema::is_uri(hint)) std::abort();
  }
  schema::is_email(text);
  schema::is_ipv4(text);
  schema::is_ipv6(text);
  schema::is_hostname(text);
  const edca::schema::ExtensionUrl url = edca::schema::parse_extension_url(text);
  if (url.valid() == (url.owner.empty() || url.repository.empty())) std::abort();
  return 0;
}
