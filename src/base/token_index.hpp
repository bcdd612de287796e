#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

namespace edca::base {

/// Where the tokens of a JSON text begin, found 64 bytes at a time. Not thread-safe; keeps its
/// memory from one text to the next.
class TokenIndex {
 public:
  /// Texts of more bytes are left to the parser: the index takes four bytes for each.
  static constexpr std::size_t longest = std::size_t{1} << 20;

  TokenIndex();
  ~TokenIndex();
  TokenIndex(TokenIndex&&) noexcept;
  TokenIndex& operator=(TokenIndex&&) noexcept;

  /// False when the text is too long, no UTF-8, has a control character in a string or a string
  /// without end, or when this build has no index.
  bool find(std::string_view text);

  /// Offsets of `{}[]:,`, of opening quotes and of the first bytes of what else is no white space,
  /// in ascending order; behind them stands the size of the text.
  const std::uint32_t* begin() const { return begin_; }
  const std::uint32_t* end() const { return end_; }

 private:
  struct Finder;
  std::unique_ptr<Finder> finder_;
  const std::uint32_t* begin_ = nullptr;
  const std::uint32_t* end_ = nullptr;
};

}  // namespace edca::base
