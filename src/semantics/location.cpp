#include <charconv>
#include <optional>
#include <utility>

#include "base/number.hpp"
#include "semantics/location.hpp"
#include "semantics/values.hpp"

namespace edca::semantics {
namespace {

/// The degrees of a coordinate without its fraction.
int degrees(std::string_view number) {
  int whole = 0;
  const auto read = std::from_chars(number.data(), number.data() + number.size(), whole);
  constexpr int far_out = 1000;
  return read.ec == std::errc() ? whole : far_out;
}

bool is_zero(std::string_view number) {
  return number.find_first_of("123456789") == std::string_view::npos;
}

// Where Mexico lies: 14 to 33 degrees north, 118 to 86 degrees west.
bool is_mexican_latitude(int degrees) {
  return degrees >= 14 && degrees < 33;
}
bool is_mexican_longitude(int degrees) {
  return degrees > -119 && degrees <= -86;
}

std::optional<base::RuleId> problem(std::string_view longitude, std::string_view latitude) {
  if (is_swapped(longitude, latitude)) return base::RuleId("location.swapped");
  if (!is_on_earth(longitude, latitude)) return base::RuleId("location.range");
  if (is_zero(longitude) && is_zero(latitude)) return base::RuleId("location.null-island");
  return {};
}

}  // namespace

bool is_swapped(std::string_view first, std::string_view second) {
  return is_mexican_latitude(degrees(first)) && is_mexican_longitude(degrees(second));
}

bool is_on_earth(std::string_view longitude, std::string_view latitude) {
  const auto within = [](std::string_view number, std::string_view low, std::string_view high) {
    return base::compare(number, low) >= 0 && base::compare(number, high) <= 0;
  };
  return within(longitude, "-180", "180") && within(latitude, "-90", "90");
}

/// GeoJSON (RFC 7946): longitude, then latitude. The first position that is wrong speaks for all.
void check_coordinates(const Visit& visit, const Process&, Recorder& recorder) {
  if (visit.object == nullptr || visit.value.kind != Kind::array) return;
  for (const Value* value = &visit.value; value != visit.value.next(); ++value) {
    if (value->kind != Kind::array || value->size < 2 || value->size > 3) continue;
    if (value[1].kind != Kind::number || value[2].kind != Kind::number) continue;
    const std::string_view longitude = value[1].view();
    const std::string_view latitude = value[2].view();
    const auto rule = problem(longitude, latitude);
    if (!rule) continue;
    recorder.add(*rule, *value, {{"first", longitude}, {"second", latitude}});
    return;
  }
}

}  // namespace edca::semantics
