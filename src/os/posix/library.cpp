#include "os/library.hpp"

#include <dlfcn.h>

namespace edca::os {

Library::Library(std::initializer_list<const char*> names) {
  for (const char* name : names) {
    handle_ = ::dlopen(name, RTLD_NOW | RTLD_LOCAL);
    if (handle_ != nullptr) return;
  }
}

Library::Anything Library::find(const char* name) const {
  return handle_ == nullptr ? nullptr : reinterpret_cast<Anything>(::dlsym(handle_, name));
}

}  // namespace edca::os
