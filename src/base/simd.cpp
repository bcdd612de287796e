// What simdjson does for us: the test for UTF-8 and the places of tokens.

#include <algorithm>

#include "base/text.hpp"
#include "base/token_index.hpp"

#ifndef EDCA_PLAIN_UTF8
#include <simdjson.h>
#endif

namespace edca::base {

#ifdef EDCA_PLAIN_UTF8

struct TokenIndex::Finder {};

bool is_utf8(std::string_view text) noexcept {
  return is_utf8_plain(text);
}

TokenIndex::TokenIndex() = default;

bool TokenIndex::find(std::string_view) {
  return false;
}

#else

/// The first stage of simdjson's parser. It is no part of the interface that simdjson documents;
/// nothing but this file knows of it, and everything works without.
struct TokenIndex::Finder {
  std::unique_ptr<simdjson::internal::dom_parser_implementation> stage;
};

bool is_utf8(std::string_view text) noexcept {
  return simdjson::validate_utf8(text.data(), text.size());
}

TokenIndex::TokenIndex() : finder_(std::make_unique<Finder>()) {}

bool TokenIndex::find(std::string_view text) {
  if (text.size() > longest) return false;
  auto& stage = finder_->stage;
  if (stage == nullptr || stage->capacity() < text.size()) {
    const std::size_t capacity = std::max(2 * text.size(), std::size_t{1} << 16);
    stage = nullptr;
    const auto error = simdjson::get_active_implementation()->create_dom_parser_implementation(
        std::min(capacity, longest), 1, stage);
    if (error != simdjson::SUCCESS) return false;
  }
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto error = stage->stage1(bytes, text.size(), simdjson::stage1_mode::regular);
  if (error != simdjson::SUCCESS) return false;
  begin_ = stage->structural_indexes.get();
  end_ = begin_ + stage->n_structural_indexes;
  return true;
}

#endif

TokenIndex::~TokenIndex() = default;
TokenIndex::TokenIndex(TokenIndex&&) noexcept = default;
TokenIndex& TokenIndex::operator=(TokenIndex&&) noexcept = default;

}  // namespace edca::base
