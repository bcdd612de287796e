#pragma once

#include <algorithm>
#include <initializer_list>
#include <string_view>

/// What a byte of ASCII is, in every locale; bytes from 80 on are none of these.
namespace edca::base {

constexpr bool is_digit(char c) noexcept {
  return c >= '0' && c <= '9';
}

constexpr bool is_letter(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// A space, or one of \t \n \v \f \r.
constexpr bool is_white(char c) noexcept {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

/// The text without white space at either end.
constexpr std::string_view trim(std::string_view text) noexcept {
  while (!text.empty() && is_white(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_white(text.back())) text.remove_suffix(1);
  return text;
}

constexpr bool is_one_of(std::string_view text,
                         std::initializer_list<std::string_view> words) noexcept {
  return std::find(words.begin(), words.end(), text) != words.end();
}

}  // namespace edca::base
