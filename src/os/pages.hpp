#pragma once

#include <cstddef>
#include <utility>

namespace edca::os {

/// Memory straight from the system, all zeros, so that it goes back there.
class Pages {
 public:
  /// What is used `again` and again comes in large pages: dearer to get, cheaper to have. Throws
  /// std::bad_alloc.
  Pages(std::size_t size, bool again);
  ~Pages();
  Pages(Pages&& other) noexcept : data_(std::exchange(other.data_, nullptr)), size_(other.size_) {}
  Pages& operator=(Pages&& other) noexcept {
    std::swap(data_, other.data_);
    std::swap(size_, other.size_);
    return *this;
  }

  char* data() const { return data_; }
  std::size_t size() const { return size_; }

 private:
  char* data_;
  std::size_t size_;
};

}  // namespace edca::os
