#include <algorithm>
#include <vector>

#include "merge/python.hpp"
#include "semantics/values.hpp"

namespace edca::semantics {
namespace {

bool is_one_of(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

/// Lists that merging replaces as a whole, whose ids name something else than the element.
bool is_whole_list(std::string_view key) {
  return is_one_of(key, {"additionalIdentifiers", "additionalClassifications", "changes",
                         "exchangeRates", "components", "measures", "budgetLines",
                         "additionalContactPoints", "relatedItems", "classifications"});
}

/// Lists whose elements need an id for merging although the schema does not ask for one.
bool needs_ids(std::string_view key) {
  return is_one_of(key, {"parties", "amendments", "relatedProcesses"});
}

struct Numbered {
  std::string_view id;
  const Value* value;
  std::size_t index;
};

void check_repeated(std::vector<Numbered>& ids, Recorder& recorder) {
  std::sort(ids.begin(), ids.end(), [](const Numbered& left, const Numbered& right) {
    return std::pair(left.id, left.index) < std::pair(right.id, right.index);
  });
  for (std::size_t first = 0, at = 1; at < ids.size(); ++at) {
    if (ids[at].id != ids[first].id) {
      first = at;
      continue;
    }
    // Of elements that are equal in all, the schema speaks (uniqueItems).
    if (merge::json_equal(*ids[at].value, *ids[first].value)) continue;
    recorder.add("id.repeated", *ids[at].value,
                 {{"id", ids[at].id}, {"first", std::to_string(ids[first].index)}});
  }
}

}  // namespace

void check_list(const Visit& visit, const Process&, Recorder& recorder) {
  if (is_whole_list(visit.key)) return;
  std::vector<Numbered> ids;
  const bool several = visit.value.size > 1;
  if (several) ids.reserve(visit.value.size);
  std::size_t index = 0;
  for (const Value& element : elements(&visit.value)) {
    const std::size_t here = index++;
    if (element.kind != Kind::object) continue;
    const Value* id = at(&element, "id");
    if (id == nullptr || id->kind == Kind::null) {
      if (needs_ids(visit.key)) recorder.absent("id.missing", element, "id");
    } else if (several && !id->is_container() && !id->is_bool()) {
      ids.push_back({id->view(), &element, here});
    }
  }
  if (ids.size() > 1) check_repeated(ids, recorder);
}

}  // namespace edca::semantics
