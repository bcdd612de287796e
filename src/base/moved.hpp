#pragma once

#include "base/text.hpp"

namespace edca::base {

/// The place of `to`, which lies in `text`, whose start is at `place`.
inline Place moved(Place place, std::string_view text, const char* to) noexcept {
  place.advance(text.substr(0, static_cast<std::size_t>(to - text.data())));
  return place;
}

}  // namespace edca::base
