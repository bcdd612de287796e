#include "io/standard_input.hpp"

#include <mutex>
#include <string>
#include <utility>

#include "io/recognize.hpp"

namespace edca::io {
namespace {

/// Bytes that were read of standard input and given to nobody yet.
struct Kept {
  std::mutex mutex;
  std::string head;
};

Kept& kept() {
  static Kept kept;
  return kept;
}

}  // namespace

bool is_standard_input_tabular() {
  constexpr std::size_t enough = 4096;
  Kept& known = kept();
  const std::lock_guard lock(known.mutex);
  File file(os::File::standard(os::Stream::input));
  std::string& head = known.head;
  std::size_t filled = head.size();
  head.resize(enough);
  bool ended = false;
  const auto text = [&] { return std::string_view(head).substr(0, filled); };
  const auto is_known = [&] { return begins_as_json(text()) || magic_of(text()) != Magic::none; };
  while (filled < enough && !is_known() && !ended) {
    const std::size_t got = file.read(head.data() + filled, enough - filled);
    ended = got == 0;
    filled += got;
  }
  head.resize(filled);
  return !is_known() && recognize(head, ended) == "csv";
}

std::unique_ptr<File> open_standard_input() {
  auto file = std::make_unique<File>(os::File::standard(os::Stream::input));
  Kept& known = kept();
  const std::lock_guard lock(known.mutex);
  if (!known.head.empty()) file->give_back(std::exchange(known.head, {}));
  return file;
}

}  // namespace edca::io
