#include "os/library.hpp"

#include "os/windows/windows.hpp"

namespace edca::os {

Library::Library(std::initializer_list<const char*> names) {
  for (const char* name : names) {
    // Never of the folder where the program happens to run.
    handle_ = ::LoadLibraryExW(wide(name).c_str(), nullptr,
                               LOAD_LIBRARY_SEARCH_APPLICATION_DIR | LOAD_LIBRARY_SEARCH_SYSTEM32);
    if (handle_ != nullptr) return;
  }
}

Library::Anything Library::find(const char* name) const {
  if (handle_ == nullptr) return nullptr;
  return reinterpret_cast<Anything>(::GetProcAddress(static_cast<HMODULE>(handle_), name));
}

}  // namespace edca::os
