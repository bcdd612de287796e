#pragma once

#include <initializer_list>

namespace edca::os {

/// A dynamic library, found when the program runs. It stays loaded.
class Library {
 public:
  /// The first of these names that is there, or none.
  explicit Library(std::initializer_list<const char*> names);

  explicit operator bool() const noexcept { return handle_ != nullptr; }
  /// A function of it; null where there is none of that name.
  template <class Function>
  Function function(const char* name) const {
    return reinterpret_cast<Function>(find(name));
  }

 private:
  using Anything = void (*)();
  Anything find(const char* name) const;

  void* handle_ = nullptr;
};

}  // namespace edca::os
