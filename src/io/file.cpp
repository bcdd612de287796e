#include "io/file.hpp"

#include "edca/error.hpp"

namespace edca::io {

InputFault unreadable(const std::error_code& error) {
  using std::errc;
  constexpr base::RuleId rule = "input.unreadable";
  if (error == errc::no_such_file_or_directory || error == errc::not_a_directory)
    return InputFault(rule, "missing");
  if (error == errc::permission_denied || error == errc::operation_not_permitted)
    return InputFault(rule, "permission");
  if (error == errc::is_a_directory) return InputFault(rule, "is-folder");
  return InputFault(rule, "read-error", {{"reason", error.message()}});
}

Magic magic_of(std::string_view head) {
  if (head.starts_with("\x1f\x8b")) return Magic::gzip;
  if (head.starts_with("\x28\xb5\x2f\xfd")) return Magic::zstd;
  if (head.starts_with("PK\3\4") || head.starts_with("PK\5\6")) return Magic::zip;
  // Parallel compressors of zstd put a skippable frame (RFC 8878, 3.1.2) first.
  const bool skippable = head.size() >= 4 && (head[0] & 0xF0) == 0x50 && head[1] == '\x2a' &&
                         head[2] == '\x4d' && head[3] == '\x18';
  return skippable ? Magic::zstd : Magic::none;
}

std::string read_whole(const std::string& path, std::error_code& error, std::uint64_t most) {
  const os::File file = os::open(path, os::Open::read, error);
  std::string text;
  char piece[std::size_t{64} << 10];
  while (!error) {
    const std::size_t got = file.read(piece, sizeof piece, error);
    if (got == 0) break;
    text.append(piece, got);
    if (text.size() > most) {
      throw Error(ErrorKind::input, "input.settings-size",
                  {{"path", path}, {"mib", std::to_string(most >> 20)}});
    }
  }
  return text;
}

File::File(const std::string& path) {
  std::error_code error;
  file_ = os::open(path, os::Open::read, error);
  if (error) throw unreadable(error);
}

std::size_t File::read(char* data, std::size_t size) {
  if (size == 0) return 0;
  const std::size_t given = head_.copy(data, size, head_given_);
  head_given_ += given;
  return given != 0 ? given : read_file(data, size);
}

std::string_view File::peek() {
  char bytes[magic_size];
  while (head_.size() < sizeof bytes) {
    const std::size_t more = read_file(bytes, sizeof bytes - head_.size());
    if (more == 0) break;
    head_.append(bytes, more);
  }
  return head_;
}

std::uint64_t File::size() const {
  std::error_code error;
  const os::Status status = file_.status(error);
  if (error) throw unreadable(error);
  return status.bytes;
}

std::size_t File::read_at(std::uint64_t offset, char* data, std::size_t size) const {
  std::error_code error;
  const std::size_t got = file_.read_at(offset, data, size, error);
  if (error) throw unreadable(error);
  return got;
}

std::size_t File::read_file(char* data, std::size_t size) const {
  std::error_code error;
  const std::size_t got = file_.read(data, size, error);
  if (error) throw unreadable(error);
  return got;
}

}  // namespace edca::io
