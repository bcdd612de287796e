#include "edca/transport.hpp"

#include <algorithm>

namespace edca::publish {

bool Response::ok() const {
  return reached == Reached::answered && status >= 200 && status < 300;
}

std::string_view Response::header(std::string_view name) const {
  const auto found = std::ranges::find(headers, name, &std::pair<std::string, std::string>::first);
  return found == headers.end() ? std::string_view() : std::string_view(found->second);
}

}  // namespace edca::publish
