#pragma once

#include <cstddef>
#include <cstring>
#include <memory>
#include <type_traits>

namespace edca::check {

/// A growing array of plain values for the hottest loop: pushing and cutting back compile to a few
/// instructions, and its memory stays from one text to the next.
template <class T>
class Stack {
  static_assert(std::is_trivially_copyable_v<T>);

 public:
  T* begin() { return data_.get(); }
  T* end() { return data_.get() + size_; }
  const T* begin() const { return data_.get(); }
  const T* end() const { return data_.get() + size_; }
  T& operator[](std::size_t at) { return data_[at]; }
  const T& operator[](std::size_t at) const { return data_[at]; }
  T& back() { return data_[size_ - 1]; }
  const T& back() const { return data_[size_ - 1]; }
  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  void clear() { size_ = 0; }
  void pop() { --size_; }
  /// Drops all and puts in one. Room for it must have been made.
  void set_one(const T& value) {
    data_[0] = value;
    size_ = 1;
  }
  /// Drops what lies at `size` and above.
  void cut(std::size_t size) { size_ = size; }
  /// Makes room, so that push_unchecked may be called until the size is `count`.
  void reserve(std::size_t count) {
    if (count > capacity_) grow(count - size_);
  }
  T& push_unchecked() { return data_[size_++]; }
  void push(const T& value) {
    if (size_ == capacity_) grow(1);
    data_[size_++] = value;
  }
  /// Appends `count` values of all zero bits.
  void push_zeros(std::size_t count) {
    if (size_ + count > capacity_) grow(count);
    // Mostly one: a call of memset costs more.
    for (; count > 0; --count) data_[size_++] = T{};
  }

 private:
  void grow(std::size_t count) {
    const std::size_t capacity = (size_ + count) * 2 + 16;
    std::unique_ptr<T[]> data(new T[capacity]);
    if (size_ != 0) std::memcpy(static_cast<void*>(data.get()), data_.get(), size_ * sizeof(T));
    data_ = std::move(data);
    capacity_ = capacity;
  }

  std::unique_ptr<T[]> data_;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
};

}  // namespace edca::check
