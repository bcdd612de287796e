#include "semantics/compiled.hpp"

#include <unordered_map>
#include <vector>

#include "json/equal.hpp"
#include "json/pointer.hpp"
#include "json/scan.hpp"

namespace edca::semantics {
namespace {

/// What differs between two releases, down to the members of members; of their own id, date, OCID
/// and tag other rules speak.
class Difference {
 public:
  void compare(const Value& left, const Value& right) { members_of(left, right, {}, 0); }

  std::size_t count() const { return count_; }
  const std::string& first() const { return first_; }

 private:
  /// Merging drops what is null or empty.
  static const Value* something(const Value* value) {
    return filled(value) || (value != nullptr && value->kind == Kind::string) ? value : nullptr;
  }

  void members_of(const Value& left, const Value& right, const std::string& pointer, int level) {
    std::unordered_map<std::string_view, const Value*> others;
    for (auto at = members(&right).begin(); at != members(&right).end(); ++at)
      others[at.key()] = &*at;
    for (auto at = members(&left).begin(); at != members(&left).end(); ++at) {
      const auto other = others.find(at.key());
      member(at.key(), &*at, other == others.end() ? nullptr : other->second, pointer, level);
      if (other != others.end()) others.erase(other);
    }
    // In the order of the text, so that the first one is always the same.
    for (auto at = members(&right).begin(); at != members(&right).end(); ++at) {
      if (others.count(at.key()) != 0) member(at.key(), nullptr, &*at, pointer, level);
    }
  }

  void member(std::string_view key, const Value* left, const Value* right,
              const std::string& pointer, int level) {
    if (level == 0 && (key == "id" || key == "ocid" || key == "date" || key == "tag")) return;
    left = something(left);
    right = something(right);
    if (left == nullptr && right == nullptr) return;
    std::string here = pointer;
    json::append_token(here, key);
    if (left != nullptr && right != nullptr) {
      if (level == 0 && left->kind == Kind::object && right->kind == Kind::object)
        return members_of(*left, *right, here, 1);
      if (same(*left, *right)) return;
    }
    if (count_++ == 0) first_ = here;
  }

  /// The order of objects in a list does not count where they have ids.
  static bool same(const Value& left, const Value& right) {
    if (json::equal(left, right)) return true;
    if (left.kind != Kind::array || right.kind != Kind::array || left.size != right.size)
      return false;
    std::unordered_map<std::string_view, const Value*> by_id;
    for (const Value& element : elements(&left)) {
      const std::string_view id = identifier(&element, "id");
      if (id.empty() || !by_id.try_emplace(id, &element).second) return false;
    }
    for (const Value& element : elements(&right)) {
      const auto found = by_id.find(identifier(&element, "id"));
      if (found == by_id.end() || !json::equal(element, *found->second)) return false;
    }
    return true;
  }

  std::size_t count_ = 0;
  std::string first_;
};

}  // namespace

void CompiledCheck::check(const Value& record, const json::Tree& tree, std::string_view text,
                          const schema::Profile& profile, Recorder& recorder) {
  const Value* compiled = at(&record, "compiledRelease");
  if (compiled == nullptr || compiled->kind != Kind::object) return;
  std::vector<std::string_view> releases;
  for (const Value& release : list(&record, "releases")) {
    if (semantics::text(&release, "ocid").empty()) return;
    const char* begin = text.data() + tree.offset_of(release);
    const char* end = json::skip_value(begin, text.data() + text.size());
    if (end == nullptr) return;
    releases.emplace_back(begin, static_cast<std::size_t>(end - begin));
  }
  const json::Value* schema = profile.schema("release");
  if (releases.empty() || schema == nullptr) return;
  std::unique_ptr<Engine>& engine = engines_[&profile];
  if (!engine) engine = std::make_unique<Engine>(*schema);
  out_.clear();
  if (!engine->merger.merge(releases, merge::Form::compiled, out_).ok()) return;
  merged_.clear();
  const json::Tree::Read read = merged_.parse(out_);
  if (read.error != json::ReadError::none) return;
  Difference difference;
  difference.compare(merged_.at(read.root), *compiled);
  if (difference.count() == 0) return;
  recorder.add("history.compiled-differs", *compiled,
               {{"count", std::to_string(difference.count())}, {"first", difference.first()}});
}

}  // namespace edca::semantics
