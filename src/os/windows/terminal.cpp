#include "os/terminal.hpp"

#include <conio.h>

#include <algorithm>
#include <mutex>
#include <utility>
#include <vector>

#include "os/process.hpp"
#include "os/windows/windows.hpp"

namespace edca::os {
namespace {

HANDLE handle_of_stream(Stream stream) {
  return handle_of(File::standard(stream).native());
}

/// What is left of texts between UTF-8 and UTF-16: a character may come in two pieces.
struct Halves {
  std::mutex mutex;
  std::string written;    ///< the first bytes of a character
  std::string read;       ///< in UTF-8, not asked for yet
  wchar_t surrogate = 0;  ///< the first half of a character that was read
  bool ended = false;
};

Halves& halves() {
  static auto* const one = new Halves;
  return *one;
}

/// Bytes at the end of a text that begin a character and do not end it.
std::size_t unfinished(std::string_view text) {
  for (std::size_t back = 1; back <= std::min<std::size_t>(3, text.size()); ++back) {
    const auto byte = static_cast<unsigned char>(text[text.size() - back]);
    if ((byte & 0xC0) == 0x80) continue;
    const std::size_t whole = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1;
    return whole > back ? back : 0;
  }
  return 0;
}

}  // namespace

bool is_console(HANDLE handle) noexcept {
  DWORD mode = 0;
  return ::GetFileType(handle) == FILE_TYPE_CHAR && ::GetConsoleMode(handle, &mode) != 0;
}

bool write_to_console(HANDLE console, std::string_view text, std::error_code& error) {
  if (!is_console(console)) return false;
  constexpr std::size_t most = 8192;  // older consoles take 64 kB at a time
  error.clear();
  Halves& kept = halves();
  const std::lock_guard lock(kept.mutex);
  std::string bytes = std::move(kept.written) + std::string(text);
  kept.written = bytes.substr(bytes.size() - unfinished(bytes));
  bytes.resize(bytes.size() - kept.written.size());
  const std::wstring all = wide(bytes);
  for (std::size_t at = 0; at < all.size() && !error;) {
    std::size_t size = std::min(most, all.size() - at);
    const bool splits = size < all.size() - at && (all[at + size - 1] & 0xFC00) == 0xD800;
    if (splits) --size;
    DWORD done = 0;
    error = outcome(
        ::WriteConsoleW(console, all.data() + at, static_cast<DWORD>(size), &done, nullptr) != 0 &&
        done > 0);
    at += done;
  }
  return true;
}

bool read_from_console(HANDLE console, char* data, std::size_t size, std::size_t& got,
                       std::error_code& error) {
  if (!is_console(console)) return false;
  error.clear();
  got = 0;
  Halves& kept = halves();
  while (kept.read.empty() && !kept.ended && size > 0) {
    wchar_t line[2048];
    DWORD count = 0;
    error = outcome(
        ::ReadConsoleW(console, line, static_cast<DWORD>(std::size(line)), &count, nullptr) != 0);
    if (error || count == 0 || line[0] == L'\x1a') {
      kept.ended = true;
      break;
    }
    std::wstring text(line, count);
    if (kept.surrogate != 0) text.insert(text.begin(), std::exchange(kept.surrogate, L'\0'));
    if ((text.back() & 0xFC00) == 0xD800) {
      kept.surrogate = text.back();
      text.pop_back();
    }
    kept.read = narrow(text);
  }
  got = kept.read.copy(data, size);
  kept.read.erase(0, got);
  return true;
}

bool is_terminal(Stream stream) noexcept {
  return is_console(handle_of_stream(stream));
}

bool takes_escapes(Stream stream) {
  HANDLE const console = handle_of_stream(stream);
  DWORD mode = 0;
  if (variable("TERM") == "dumb" || ::GetConsoleMode(console, &mode) == 0) return false;
  return ::SetConsoleMode(console,
                          mode | ENABLE_PROCESSED_OUTPUT | ENABLE_VIRTUAL_TERMINAL_PROCESSING) != 0;
}

unsigned terminal_width(Stream stream) noexcept {
  CONSOLE_SCREEN_BUFFER_INFO info{};
  if (::GetConsoleScreenBufferInfo(handle_of_stream(stream), &info) == 0) return 0;
  return static_cast<unsigned>(std::max(0, info.srWindow.Right - info.srWindow.Left + 1));
}

bool has_own_terminal() noexcept {
  DWORD processes[2];
  return ::GetConsoleProcessList(processes, 2) == 1 && is_terminal(Stream::input) &&
         is_terminal(Stream::output);
}

void wait_for_key() {
  ::FlushConsoleInputBuffer(handle_of_stream(Stream::input));
  static_cast<void>(::_getwch());
}

}  // namespace edca::os
