#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace edca::pages {

/// Words that a search passes over, folded.
std::span<const std::string_view> passed_over() noexcept;

/// Calls `use` for each word of a text that can be searched for: folded as base::fold() does, cut
/// at what is neither letter nor digit, 2 to 40 bytes long, none of passed_over(). Letters are a to
/// z and what stands from U+00C0 on, but for the signs of U+2000 to U+2BFF, U+3000 to U+303F and
/// U+FE00 to U+FE0F, × and ÷.
void each_word(std::string_view text, const std::function<void(std::string_view word)>& use);

}  // namespace edca::pages
