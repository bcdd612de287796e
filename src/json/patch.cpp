#include "json/patch.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace edca::json {
namespace {

constexpr std::size_t absent = static_cast<std::size_t>(-1);

struct Step {
  Value* target;
  const Value* patch;
};

// Finds members by key in logarithmic time, so that large objects do not cost quadratic time.
class MemberIndex {
 public:
  explicit MemberIndex(const Object& object) {
    for (std::size_t i = 0; i < object.size(); ++i) entries_.emplace_back(object[i].first, i);
    std::sort(entries_.begin(), entries_.end());
  }

  std::size_t find(std::string_view key) const {
    const auto found = std::lower_bound(entries_.begin(), entries_.end(), Entry(key, 0));
    return found == entries_.end() || found->first != key ? absent : found->second;
  }

 private:
  using Entry = std::pair<std::string_view, std::size_t>;
  std::vector<Entry> entries_;
};

void remove_marked(Object& object, const std::vector<bool>& marked) {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < object.size(); ++i) {
    if (i < marked.size() && marked[i]) continue;
    if (kept != i) object[kept] = std::move(object[i]);
    ++kept;
  }
  object.resize(kept);
}

// Applies the shape of one object of the patch. The members to descend into are put on `steps` only
// when the object has its final members, for those that come and go move the others.
void merge_object(Object& target, const Object& patch, std::vector<Step>& steps) {
  std::vector<std::size_t> places(patch.size(), absent);
  std::vector<bool> removed(target.size(), false);
  bool any_removed = false;
  {
    const MemberIndex index(target);
    for (std::size_t i = 0; i < patch.size(); ++i) {
      places[i] = index.find(patch[i].first);
      if (!patch[i].second.is_null() || places[i] == absent) continue;
      removed[places[i]] = any_removed = true;
    }
  }
  std::vector<std::size_t> shifts(target.size(), 0);
  if (any_removed) {
    for (std::size_t i = 0, shift = 0; i < shifts.size(); ++i) {
      shifts[i] = shift;
      shift += removed[i] ? 1 : 0;
    }
    remove_marked(target, removed);
  }
  for (std::size_t i = 0; i < patch.size(); ++i) {
    if (patch[i].second.is_null()) continue;
    if (places[i] == absent) {
      places[i] = target.size();
      target.emplace_back(patch[i].first, Value());
    } else {
      places[i] -= shifts[places[i]];
    }
  }
  for (std::size_t i = 0; i < patch.size(); ++i) {
    if (patch[i].second.is_null()) continue;
    steps.push_back({&target[places[i]].second, &patch[i].second});
  }
}

}  // namespace

void merge_patch(Value& target, const Value& patch) {
  std::vector<Step> steps{{&target, &patch}};
  while (!steps.empty()) {
    const Step step = steps.back();
    steps.pop_back();
    if (!step.patch->is_object()) {
      *step.target = *step.patch;
      continue;
    }
    if (!step.target->is_object()) *step.target = Object{};
    merge_object(step.target->as_object(), step.patch->as_object(), steps);
  }
}

void strip_nulls(Value& value, std::string_view kept) {
  std::vector<Value*> open{&value};
  while (!open.empty()) {
    Value& next = *open.back();
    open.pop_back();
    if (next.is_object()) {
      Object& object = next.as_object();
      std::erase_if(object, [&](const Member& member) {
        return member.second.is_null() && member.first != kept;
      });
      for (Member& member : object) open.push_back(&member.second);
    } else if (next.is_array()) {
      for (Value& element : next.as_array()) open.push_back(&element);
    }
  }
}

}  // namespace edca::json
