// Whatever the directory of a zip says: it is listed and each member read, or refused, in time that
// goes with the bytes that are there.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "fuzz/memory_file.hpp"
#include "io/archive.hpp"
#include "io/source.hpp"

namespace {

namespace io = edca::io;

/// Unpacked bytes, no more than the limits let through.
std::uint64_t read(const io::Input& member, const io::UnpackLimits& limits) {
  std::uint64_t bytes = 0;
  try {
    const std::unique_ptr<io::Source> source = io::open(member, limits);
    std::string buffer(1 << 14, '\0');
    for (std::size_t got; (got = source->read(buffer.data(), buffer.size())) > 0;) {
      if (got > buffer.size()) std::abort();
      bytes += got;
    }
  } catch (const io::InputFault&) {
  }
  return bytes;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const MemoryFile file({reinterpret_cast<const char*>(data), size});
  const io::UnpackLimits limits{100, 1 << 16};
  try {
    std::vector<std::string> skipped;
    const std::vector<io::Input> members = io::list_members(file.path(), "a.zip", &skipped);
    const std::vector<io::Input> all = io::list_files(file.path(), "a.zip");
    // An entry takes 46 bytes.
    if (all.size() * 46 > size || members.size() + skipped.size() > size) std::abort();
    for (const io::Input& member : all) {
      if (read(member, limits) > limits.free + limits.ratio * size + (1 << 16)) std::abort();
    }
  } catch (const io::InputFault&) {
  }
  return 0;
}
