#include "os/pages.hpp"

#include <sys/mman.h>

#include <new>

namespace edca::os {

Pages::Pages(std::size_t size, bool again) : size_(size) {
  void* const pages =
      ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (pages == MAP_FAILED) throw std::bad_alloc();
#ifdef MADV_HUGEPAGE
  if (again) static_cast<void>(::madvise(pages, size, MADV_HUGEPAGE));
#else
  static_cast<void>(again);
#endif
#ifdef MADV_POPULATE_WRITE
  // In place of an interruption for every page.
  static_cast<void>(::madvise(pages, size, MADV_POPULATE_WRITE));
#endif
  data_ = static_cast<char*>(pages);
}

Pages::~Pages() {
  if (data_ != nullptr) ::munmap(data_, size_);
}

}  // namespace edca::os
