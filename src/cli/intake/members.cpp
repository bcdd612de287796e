#include "cli/intake/members.hpp"

namespace edca::cli {

base::Place moved(base::Place place, std::string_view text, const char* to) {
  place.advance(text.substr(0, static_cast<std::size_t>(to - text.data())));
  return place;
}

}  // namespace edca::cli
