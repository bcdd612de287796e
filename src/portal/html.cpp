#include "portal/html.hpp"

#include "base/embedded.hpp"
#include "base/markup.hpp"

#include <algorithm>

namespace edca::portal {
namespace {

bool is_safe(std::string_view address) {
  for (const std::string_view scheme : {"https://", "http://", "mailto:"}) {
    if (address.starts_with(scheme)) return true;
  }
  return !address.starts_with('/') && !address.starts_with('\\') &&
         address.substr(0, address.find('/')).find(':') == std::string_view::npos;
}

std::string tag(std::string_view name, std::string_view attributes) {
  std::string text = "<" + std::string(name);
  if (!attributes.empty()) text.append(" ").append(attributes);
  return text + ">";
}

}  // namespace

std::string escaped(std::string_view text) {
  std::string out;
  base::append_escaped(text, out);
  return out;
}

std::string link(std::string_view address, std::string_view text, std::string_view attributes) {
  if (!is_safe(address)) return escaped(text);
  std::string all = "href=\"" + escaped(address) + "\"";
  if (!attributes.empty()) all.append(" ").append(attributes);
  return element("a", text, all);
}

std::string_view style_sheet() {
  return embedded_file("pages/assets/edca.css");
}

std::string element(std::string_view name, std::string_view text, std::string_view attributes) {
  return tag(name, attributes) + escaped(text) + "</" + std::string(name) + ">";
}

}  // namespace edca::portal
