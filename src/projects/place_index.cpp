#include "projects/place_index.hpp"

#include <algorithm>

namespace edca::projects {
namespace {

constexpr std::size_t step = std::size_t{1} << 12;  ///< bytes

}  // namespace

void PlaceIndex::begin(std::string_view text, const base::Place& start) {
  text_ = text;
  reached_.assign(1, start);
}

base::Place PlaceIndex::at(std::size_t offset) {
  offset = std::min(offset, text_.size());
  while (reached_.size() <= offset / step) {
    base::Place next = reached_.back();
    next.advance(text_.substr((reached_.size() - 1) * step, step));
    reached_.push_back(next);
  }
  const std::size_t from = offset / step * step;
  base::Place place = reached_[offset / step];
  place.advance(text_.substr(from, offset - from));
  return place;
}

}  // namespace edca::projects
