#include "os/pages.hpp"

#include <new>

#include "os/windows/windows.hpp"

namespace edca::os {

Pages::Pages(std::size_t size, bool) : size_(size) {
  // Large pages need a right that nobody has.
  void* const pages = ::VirtualAlloc(nullptr, size, MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE);
  if (pages == nullptr) throw std::bad_alloc();
  data_ = static_cast<char*>(pages);
}

Pages::~Pages() {
  if (data_ != nullptr) ::VirtualFree(data_, 0, MEM_RELEASE);
}

}  // namespace edca::os
