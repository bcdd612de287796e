#include "check/name_survey.hpp"

#include <algorithm>
#include <array>

#include "check/structure.hpp"
#include "json/tokens.hpp"

namespace edca::check {

/// The events of the parser. Of combinations all branches are in force.
class NameSurvey::Walk {
 public:
  explicit Walk(NameSurvey& survey) : survey_(survey) {}

  void attach(const json::Stream&) {}
  bool Null() {
    return value(schema::type_null, [](const schema::EnumPlan& plan) { return plan.allows_null; });
  }
  bool Bool(bool value) {
    return this->value(schema::type_boolean, [value](const schema::EnumPlan& plan) {
      return value ? plan.allows_true : plan.allows_false;
    });
  }
  bool Int(int) { return false; }
  bool Uint(unsigned) { return false; }
  bool Int64(std::int64_t) { return false; }
  bool Uint64(std::uint64_t) { return false; }
  bool Double(double) { return false; }
  bool RawNumber(const char*, rapidjson::SizeType, bool) {
    return value(schema::type_integer | schema::type_fraction,
                 [](const schema::EnumPlan&) { return false; });
  }
  bool String(const char* text, rapidjson::SizeType length, bool) {
    return value(schema::type_string, [&](const schema::EnumPlan& plan) {
      return plan.strings.find(text, length) != schema::NameTable::none;
    });
  }
  bool Key(const char* text, rapidjson::SizeType length, bool);
  bool StartObject() { return open(false); }
  bool StartArray() { return open(true); }
  bool EndObject(rapidjson::SizeType) { return close(); }
  bool EndArray(rapidjson::SizeType) { return close(); }

 private:
  /// An open object or array.
  struct Frame {
    std::uint32_t actives;
    bool is_array;
  };

  template <class Allows>
  bool value(unsigned types, const Allows& allows) {
    if (!tells_version_) return true;
    tells_version_ = false;
    for (const Active& want : survey_.wants_) {
      std::uint64_t& misfits = survey_.answers_[want.plan].misfits;
      misfits += (want.node->types & types) == 0 ? 1 : 0;
      misfits += want.node->choices != nullptr && !allows(*want.node->choices) ? 1 : 0;
    }
    return true;
  }

  bool open(bool is_array);
  bool close() {
    survey_.actives_.cut(frames_[--depth_].actives);
    return true;
  }
  void enter(const Active& want);

  NameSurvey& survey_;
  std::array<Frame, Structure::max_depth> frames_;
  std::size_t depth_ = 0;
  bool tells_version_ = false;  ///< the value of the member that comes next does
};

void NameSurvey::Walk::enter(const Active& want) {
  survey_.actives_.push(want);
  for (const schema::Node* node : want.node->all_of) enter({node, want.plan});
  for (const schema::Combination& combination : want.node->combinations) {
    for (const schema::Node* node : combination.branches) enter({node, want.plan});
  }
}

bool NameSurvey::Walk::open(bool is_array) {
  if (depth_ == frames_.size()) return false;
  const std::uint32_t from = depth_ == 0 ? 0 : frames_[depth_ - 1].actives;
  const auto first = static_cast<std::uint32_t>(survey_.actives_.size());
  if (depth_ != 0 && frames_[depth_ - 1].is_array) {
    for (std::uint32_t at = from; at < first; ++at) {
      const Active active = survey_.actives_[at];
      const schema::ArrayPlan* plan = active.node->array;
      if (plan != nullptr && plan->items != nullptr) enter({plan->items, active.plan});
    }
  } else {
    value(is_array ? schema::type_array : schema::type_object,
          [](const schema::EnumPlan&) { return true; });
    for (const Active& want : survey_.wants_) enter(want);
  }
  frames_[depth_++] = {first, is_array};
  return true;
}

bool NameSurvey::Walk::Key(const char* text, rapidjson::SizeType length, bool) {
  const std::string_view name(text, length);
  tells_version_ = name == "tag" || (depth_ == 1 && name == "status");
  survey_.wants_.clear();
  std::uint32_t known = 0;
  std::uint32_t declares = 0;
  for (std::uint32_t at = frames_[depth_ - 1].actives; at < survey_.actives_.size(); ++at) {
    const Active active = survey_.actives_[at];
    const schema::ObjectPlan* plan = active.node->object;
    if (plan == nullptr) continue;
    const std::uint32_t bit = std::uint32_t{1} << active.plan;
    const auto want = [&](const schema::Node* node) {
      known |= bit;
      if (node != nullptr) survey_.wants_.push({node, active.plan});
    };
    const std::uint32_t index = plan->names.find(text, length);
    if (index != schema::NameTable::none) {
      const schema::Property& property = plan->properties[index];
      std::string& hint = survey_.answers_[active.plan].hint;
      if (property.hint && hint.empty()) hint = name;
      if (property.declared) {
        want(property.node);
        continue;
      }
    }
    if (plan->declares_properties) declares |= bit;
    for (const schema::PatternProperty& pattern : plan->patterns) {
      if (pattern.pattern->matches(name)) want(pattern.node);
    }
    if (plan->additional != nullptr) want(plan->additional);
    if (plan->additional_forbidden) known |= bit;
  }
  for (std::uint32_t unknown = declares & ~known, at = 0; unknown != 0; unknown >>= 1, ++at)
    survey_.answers_[at].misfits += unknown & 1;
  return true;
}

std::span<const Suitability> NameSurvey::look(std::string_view text,
                                              std::span<const schema::Node* const> plans) {
  if (!tokens_.find(text)) return {};
  answers_.assign(plans.size(), {});
  actives_.clear();
  wants_.clear();
  for (std::uint32_t at = 0; at < plans.size(); ++at) wants_.push({plans[at], at});
  Walk walk(*this);
  char* const copy = scratch_.copy(text);
  const std::size_t escape = std::min(text.find('\\'), text.size());
  const auto result = json::TokenWalk<Walk>(tokens_, copy, text.size(), escape, walk).run();
  return result && result->ok() ? std::span<const Suitability>(answers_)
                                : std::span<const Suitability>();
}

}  // namespace edca::check
