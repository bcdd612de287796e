#include "items/origin.hpp"

namespace edca::items {
namespace {

void write_number(std::uint64_t number, std::string& out) {
  for (; number >= 0x80; number >>= 7) out += static_cast<char>((number & 0x7F) | 0x80);
  out += static_cast<char>(number);
}

std::uint64_t read_number(std::string_view& bytes) {
  std::uint64_t number = 0;
  for (unsigned shift = 0; !bytes.empty(); shift += 7) {
    const auto byte = static_cast<unsigned char>(bytes.front());
    bytes.remove_prefix(1);
    number |= std::uint64_t{byte & 0x7Fu} << shift;
    if (byte < 0x80) break;
  }
  return number;
}

}  // namespace

void Origin::write(std::string& out) const {
  write_number(file * 2 + (existing ? 1 : 0), out);
  write_number(package, out);
  write_number(place.offset, out);
  write_number(place.line, out);
  write_number(place.column, out);
  write_number(place.code_points, out);
  out += base;
}

Origin Origin::read(std::string_view bytes) {
  Origin origin;
  const std::uint64_t file = read_number(bytes);
  origin.file = file / 2;
  origin.existing = file % 2 != 0;
  origin.package = read_number(bytes);
  origin.place.offset = read_number(bytes);
  origin.place.line = read_number(bytes);
  origin.place.column = read_number(bytes);
  origin.place.code_points = read_number(bytes);
  origin.base = bytes;
  return origin;
}

}  // namespace edca::items
