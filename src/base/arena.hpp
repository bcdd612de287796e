#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <new>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace edca::base {

/// Memory that is given back all at once and used again. What is made here is never destroyed.
class Arena {
 public:
  /// Bytes behind every text that may be read (and copied) with it.
  static constexpr std::size_t slack = 64;

  /// Memory for `size` bytes at an address divisible by 16.
  void* allocate(std::size_t size) {
    size = (size + 15) & ~std::size_t{15};
    if (size > static_cast<std::size_t>(end_ - at_)) grow(size);
    char* const result = at_;
    at_ += size;
    return result;
  }

  template <class T>
  T* make() {
    static_assert(std::is_trivially_destructible_v<T>);
    return new (allocate(sizeof(T))) T();
  }

  template <class T>
  T* make_array(std::size_t count) {
    static_assert(std::is_trivially_destructible_v<T>);
    T* const first = static_cast<T*>(allocate(sizeof(T) * count));
    std::uninitialized_value_construct_n(first, count);
    return first;
  }

  /// A copy with `slack` zero bytes behind it.
  char* copy(std::string_view text) {
    char* const result = static_cast<char*>(allocate(text.size() + slack));
    if (!text.empty()) std::memcpy(result, text.data(), text.size());
    std::memset(result + text.size(), 0, slack);
    return result;
  }

  /// Forgets everything and keeps the memory, but for what goes beyond `keep` bytes.
  void clear() {
    std::size_t kept = 0;
    const auto beyond = [&](const Block& block) { return (kept += block.size) > keep; };
    blocks_.erase(std::remove_if(blocks_.begin(), blocks_.end(), beyond), blocks_.end());
    used_ = 0;
    at_ = end_ = nullptr;
  }

 private:
  static constexpr std::size_t keep = std::size_t{64} << 20;
  static constexpr std::size_t smallest = std::size_t{256} << 10;
  static constexpr std::size_t largest = std::size_t{8} << 20;

  struct Block {
    std::unique_ptr<char[]> bytes;
    std::size_t size = 0;
  };

  void grow(std::size_t size) {
    while (used_ < blocks_.size() && blocks_[used_].size < size) ++used_;
    if (used_ == blocks_.size()) {
      const std::size_t last =
          blocks_.empty() ? smallest : std::min(blocks_.back().size * 2, largest);
      const std::size_t next = std::max(last, size);
      blocks_.push_back({std::make_unique_for_overwrite<char[]>(next), next});
    }
    at_ = blocks_[used_].bytes.get();
    end_ = at_ + blocks_[used_].size;
    ++used_;
  }

  std::vector<Block> blocks_;
  std::size_t used_ = 0;  ///< blocks before this one are in use
  char* at_ = nullptr;
  char* end_ = nullptr;
};

}  // namespace edca::base
