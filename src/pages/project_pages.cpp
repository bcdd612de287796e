#include "pages/project_pages.hpp"

#include "json/nodes.hpp"
#include "pages/facts.hpp"

namespace edca::pages {
namespace {

constexpr std::size_t most_first_projects = 100;

}  // namespace

void ProjectPages::add(std::string_view project, const std::vector<Notes::Note>& notes) {
  using json::member;
  using json::text_of;
  tree_.clear();
  const json::Tree::Read read = tree_.parse(project);
  if (read.error != json::ReadError::none) return;
  const json::Node* root = &tree_.at(read.root);
  const std::string_view id = text_of(member(root, "id"));
  const std::uint64_t shard = projects_.add(id, project, notes);
  std::string row = "{";
  add_text("id", id, row);
  add_text("t", cut_title(text_of(member(root, "title"))), row);
  add_text("st", text_of(member(root, "status")), row);
  add_text("ty", text_of(member(root, "type")), row);
  add_day(day_of(member(root, "updated")), row);
  add_text("au", cut_title(text_of(member(root, "publicAuthority", "name"))), row);
  Sums budget;
  if (const auto amount = amount_of(member(root, "budget", "amount")))
    budget.emplace(amount->first, amount->second);
  add_json("a", amounts_json(budget, currencies_), row);
  add_number("p", shard, row);
  row += '}';
  list_.add(row);
  ++overview_.projects;
  if (overview_.first_projects.size() < most_first_projects)
    overview_.first_projects.push_back(std::move(row));
}

std::string ProjectPages::finish() {
  projects_.finish();
  list_.finish();
  std::string json = "{";
  add_number("count", list_.count(), json);
  add_number("listPerShard", list_.per_shard(), json);
  std::string firsts = "[";
  for (const std::uint64_t first : projects_.firsts())
    firsts.append(firsts.size() > 1 ? "," : "").append(std::to_string(first));
  add_json("shards", firsts + "]", json);
  return json += '}';
}

}  // namespace edca::pages
