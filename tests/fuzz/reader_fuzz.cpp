// However an input is cut into units, each unit is what stands at its place, and the cutting ends.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "fuzz/memory_file.hpp"
#include "io/inputs.hpp"
#include "json/reader.hpp"

namespace {

namespace io = edca::io;
namespace json = edca::json;

/// The first byte says how to read.
json::ReaderOptions options_of(unsigned byte) {
  json::ReaderOptions options;
  options.chunk = std::size_t{64} << (byte & 7);
  options.item_limit = (byte & 8) != 0 ? 200 : 1 << 20;
  options.whole_texts = (byte & 16) != 0;
  options.encoding = (byte & 32) != 0 ? io::Encoding::windows1252 : io::Encoding::utf8;
  options.item_keys = {"releases", "records"};
  options.text_keys = {"data", "results"};
  const bool decided = (byte & 64) != 0;
  options.decided = [decided](const json::Value& metadata) {
    return decided || metadata.find("version") != nullptr;
  };
  options.is_item = [](const json::Value& metadata) { return metadata.find("ocid") != nullptr; };
  return options;
}

void check(const json::Unit& unit, std::string_view text) {
  if (unit.place.offset > text.size() || unit.place.line == 0) std::abort();
  const bool slice = unit.kind == json::Unit::Kind::text || unit.kind == json::Unit::Kind::item;
  if (slice && text.substr(unit.place.offset, unit.text.size()) != unit.text) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  const MemoryFile file(text);
  const json::ReaderOptions options = options_of(data[0]);
  for (const io::Input& input : io::expand({file.path()}).inputs) {
    const bool as_it_is =
        input.packing == io::Packing::plain && options.encoding == io::Encoding::utf8;
    json::Reader reader(input, options);
    json::Batch batch;
    std::size_t batches = 0;
    while (reader.next(batch)) {
      if (as_it_is && ++batches > 2 * size) std::abort();
      for (const json::Unit& unit : batch.units) {
        if (as_it_is) check(unit, text);
      }
    }
  }
  return 0;
}
