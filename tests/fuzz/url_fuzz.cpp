// Addresses of extensions and of schemas: any bytes are taken, a match is one in its plainest form
// too, and what is absolute stays as it is.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/url.hpp"
#include "schema/catalog.hpp"
#include "schema/extension_url.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace schema = edca::schema;
  static const schema::Catalog catalog;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const schema::ExtensionUrl url = schema::parse_extension_url(text);
  if (url.valid()) {
    const schema::ExtensionUrl plain = schema::parse_extension_url(
        "https://raw.githubusercontent.com/" + url.owner + "/" + url.repository + "/master/");
    if (plain.owner != url.owner || plain.repository != url.repository) std::abort();
  }
  if (catalog.is_mexican(text) && catalog.extension(text) == nullptr) std::abort();
  const std::size_t newline = std::min(text.find('\n'), size);
  const std::string base = "https://example.mx/a/" + std::string(text.substr(0, newline));
  const std::string absolute =
      edca::base::absolute_url(base, text.substr(std::min(newline + 1, size)));
  if (edca::base::absolute_url(base, absolute) != absolute) std::abort();
  if (edca::base::percent_decoded(absolute).size() > absolute.size()) std::abort();
  return 0;
}
