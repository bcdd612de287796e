#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace edca::legacy {

/// What was made of a text before, for texts that come again and again. Of many different ones, it
/// forgets.
template <class Value>
class Memo {
 public:
  /// What `make` makes of the text, or made of it. Lasts until the next call.
  template <class Make>
  const Value& get(std::string_view text, Make make) {
    const auto found = values_.find(text);
    if (found != values_.end()) return found->second;
    if (values_.size() >= most) values_.clear();
    return values_.emplace(std::string(text), make()).first->second;
  }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>()(text);
    }
  };
  struct Equal {
    using is_transparent = void;
    bool operator()(std::string_view left, std::string_view right) const { return left == right; }
  };

  static constexpr std::size_t most = 2000;
  std::unordered_map<std::string, Value, Hash, Equal> values_;
};

}  // namespace edca::legacy
