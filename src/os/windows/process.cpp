#include "os/process.hpp"

#include <atomic>

#include "os/windows/windows.hpp"

namespace edca::os {
namespace {

/// The event of the console that was noted, plus one; written by a thread of the system.
std::atomic<DWORD> noted = 0;

/// Runs on a thread of its own.
BOOL WINAPI note(DWORD event) {
  if (noted.exchange(event + 1) != 0) return FALSE;  // which ends the program
  // Once this returns, a window that is closed takes the program with it.
  constexpr DWORD longest = 10'000;
  if (event != CTRL_C_EVENT && event != CTRL_BREAK_EVENT) ::Sleep(longest);
  return TRUE;
}

}  // namespace

struct Interruptions::Before {};

Interruptions::Interruptions() {
  ::SetConsoleCtrlHandler(note, TRUE);
}

Interruptions::~Interruptions() {
  ::SetConsoleCtrlHandler(note, FALSE);
}

bool interrupted() noexcept {
  return noted != 0;
}

void end_interrupted() {
  ::TerminateProcess(::GetCurrentProcess(), static_cast<UINT>(STATUS_CONTROL_C_EXIT));
}

void ignore_broken_pipes() noexcept {}

void leave_no_core() noexcept {
  ::SetErrorMode(::GetErrorMode() | SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX);
}

std::string variable(const std::string& name) {
  const std::wstring wanted = wide(name);
  std::wstring value(256, L'\0');
  for (;;) {
    const DWORD size =
        ::GetEnvironmentVariableW(wanted.c_str(), value.data(), static_cast<DWORD>(value.size()));
    if (size < value.size()) {
      value.resize(size);
      return narrow(value);
    }
    value.resize(size);
  }
}

std::string take_variable(const std::string& name) {
  std::string value = variable(name);
  ::SetEnvironmentVariableW(wide(name).c_str(), nullptr);
  return value;
}

std::vector<std::string> arguments(int, const char* const*) {
  std::vector<std::string> words;
  int count = 0;
  wchar_t** const given = ::CommandLineToArgvW(::GetCommandLineW(), &count);
  for (int at = 0; given != nullptr && at < count; ++at) words.push_back(narrow(given[at]));
  ::LocalFree(given);
  if (words.empty()) words.emplace_back("edca");
  return words;
}

}  // namespace edca::os
