#include "messages/catalogue.hpp"

#include "base/embedded.hpp"

#include <array>
#include <cassert>

namespace edca::messages {

namespace {

constexpr std::string_view hint_suffix = "+hint";

const json::Value* find(const json::Value* value, std::string_view key) {
  return value == nullptr ? nullptr : value->find(key);
}

}  // namespace

Catalogue::Catalogue(Language language) {
  const std::string_view path =
      language == Language::spanish ? "messages/es.json" : "messages/en.json";
  root_ = json::parse(embedded_file(path), path);
  if (const json::Value* sentences = root_.find("sentences"))
    for (const json::Member& member : sentences->as_object())
      sentences_.emplace(member.first, &member.second.as_string());
  const json::Value* texts = root_.find("rules");
  for (const Rule& rule : rules()) rules_.push_back(find(texts, rule.id));
}

const Catalogue& Catalogue::of(Language language) {
  if (language == Language::spanish) {
    static const Catalogue spanish(Language::spanish);
    return spanish;
  }
  static const Catalogue english(Language::english);
  return english;
}

const std::string* Catalogue::sentence(std::string_view key) const {
  const auto found = sentences_.find(key);
  return found == sentences_.end() ? nullptr : found->second;
}

std::string_view Catalogue::rule_text(const Rule& rule, std::string_view part) const {
  const json::Value* texts = rules_[static_cast<std::size_t>(&rule - rules().data())];
  assert(texts != nullptr);
  return texts == nullptr ? std::string_view{} : texts->text(part);
}

std::string_view Catalogue::finding_text(const Rule& rule, std::string_view variant,
                                         std::string_view part) const {
  if (variant.empty()) return rule_text(rule, part);
  const json::Value* variants =
      find(rules_[static_cast<std::size_t>(&rule - rules().data())], "variants");
  const bool hint = variant.ends_with(hint_suffix);
  if (hint) variant.remove_suffix(hint_suffix.size());
  const std::string_view general = variant.substr(0, variant.find('/'));
  const std::string with_hint = std::string(variant).append(hint_suffix);
  const std::string general_with_hint = std::string(general).append(hint_suffix);
  assert(find(variants, variant) != nullptr || find(variants, with_hint) != nullptr);
  const std::array<std::string_view, 4> keys = {with_hint, general_with_hint, variant, general};
  for (std::size_t i = hint ? 0 : 2; i < keys.size(); ++i)
    if (const json::Value* found = find(find(variants, keys[i]), part)) return found->as_string();
  return rule_text(rule, part);
}

}  // namespace edca::messages
