#include "io/spill.hpp"

#include <utility>

#include "edca/error.hpp"
#include "os/folder.hpp"

namespace edca::io {

SpillFile::SpillFile(const std::string& folder, std::uint64_t expected, std::string failed)
    : folder_(os::temporary_folder(folder)), failed_(std::move(failed)) {
  std::error_code error;
  file_ = os::open_scratch(folder_, error);
  if (error) {
    throw Error(ErrorKind::input, "spill.open", {{"path", folder_}, {"reason", error.message()}});
  }
  if (expected == 0) return;
  const std::uint64_t free = file_.free_space(error);
  if (error || free >= expected) return;
  throw Error(ErrorKind::input, "spill.space",
              {{"path", folder_},
               {"needed", std::to_string((expected + 999999) / 1000000)},
               {"free", std::to_string(free / 1000000)}});
}

void SpillFile::fail(const std::error_code& error) const {
  throw Error(ErrorKind::input, failed_, {{"path", folder_}, {"reason", error.message()}});
}

void SpillFile::append(std::span<const std::string_view> parts) {
  std::error_code error;
  file_.write(parts, error);
  if (error) fail(error);
  for (const std::string_view part : parts) size_ += part.size();
}

std::size_t SpillFile::read_some(std::uint64_t offset, char* to, std::size_t size) const {
  std::error_code error;
  const std::size_t got = file_.read_at(offset, to, size, error);
  if (error) fail(error);
  return got;
}

void SpillFile::read(std::uint64_t offset, char* to, std::size_t size) const {
  if (read_some(offset, to, size) < size) fail(std::make_error_code(std::errc::io_error));
}

}  // namespace edca::io
