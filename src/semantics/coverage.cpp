#include "semantics/coverage.hpp"

#include <algorithm>

namespace edca::semantics {
namespace {

constexpr std::string_view element = "[]";

bool is_blank(const Value& value) {
  return value.kind == Kind::string &&
         value.view().find_first_not_of(" \t\r\n") == std::string_view::npos;
}

}  // namespace

std::uint32_t Coverage::below(std::uint32_t node, std::string_view name) {
  // Data made to exhaust the memory get no more names than this.
  constexpr std::size_t most = 200'000;
  const auto found = nodes_[node].members.find(name);
  if (found != nodes_[node].members.end()) return found->second;
  if (nodes_.size() >= most) return 0;
  const auto index = static_cast<std::uint32_t>(nodes_.size());
  nodes_[node].members.emplace(name, index);
  nodes_.emplace_back();
  return index;
}

void Coverage::add(const Value& root) {
  struct Level {
    const Value* end;
    std::uint32_t node;
    bool object;
  };
  std::vector<Level> open = {{root.next(), 0, true}};
  ++nodes_[0].objects;
  const Value* at = &root + 1;
  while (!open.empty()) {
    const Level level = open.back();
    if (at == level.end) {
      open.pop_back();
      continue;
    }
    std::uint32_t node = 0;
    if (level.object) {
      node = below(level.node, at->view());
      ++at;
    } else {
      node = below(level.node, element);
    }
    const Value& value = *at;
    if (!filled(&value) || is_blank(value) || node == 0) {
      at = value.next();
      continue;
    }
    ++nodes_[node].filled;
    ++at;
    if (!value.is_container()) continue;
    if (value.kind == Kind::object) ++nodes_[node].objects;
    open.push_back({value.next(), node, value.kind == Kind::object});
  }
}

void Coverage::add(const Coverage& other) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> open = {{0, 0}};
  while (!open.empty()) {
    const auto [from, to] = open.back();
    open.pop_back();
    nodes_[to].filled += other.nodes_[from].filled;
    nodes_[to].objects += other.nodes_[from].objects;
    for (const auto& [name, index] : other.nodes_[from].members) {
      const std::uint32_t mine = below(to, name);
      if (mine != 0) open.emplace_back(index, mine);
    }
  }
}

void Coverage::complete(const schema::Node& schema) {
  std::vector<std::pair<std::uint32_t, const schema::Node*>> open = {{0, &schema}};
  while (!open.empty()) {
    const auto [index, plan] = open.back();
    open.pop_back();
    if (plan->array != nullptr && plan->array->items != nullptr) {
      const auto found = nodes_[index].members.find(element);
      if (found != nodes_[index].members.end())
        open.emplace_back(found->second, plan->array->items);
    }
    if (plan->object == nullptr || nodes_[index].objects == 0) continue;
    for (std::size_t at = 0; at < plan->object->properties.size(); ++at) {
      const schema::Property& property = plan->object->properties[at];
      const std::string& name = plan->object->names.names()[at];
      if (!property.declared) continue;
      const bool there = nodes_[index].members.count(name) != 0;
      if (property.deprecated && !there) continue;
      const std::uint32_t node = below(index, name);
      if (there && property.node != nullptr) open.emplace_back(node, property.node);
    }
  }
}

std::vector<FieldCoverage> Coverage::list() const {
  struct Entry {
    std::uint32_t node;
    std::string path;
    std::uint64_t of;
  };
  std::vector<FieldCoverage> fields;
  std::vector<Entry> open = {{0, {}, 0}};
  while (!open.empty()) {
    const Entry entry = std::move(open.back());
    open.pop_back();
    const Node& node = nodes_[entry.node];
    if (entry.node != 0) fields.push_back({entry.path, node.filled, entry.of});
    for (const auto& [name, index] : node.members) {
      if (name != element) {
        open.push_back({index, entry.path + "/" + name, node.objects});
        continue;
      }
      // Elements are no field of their own: what counts is what stands in them.
      for (const auto& [inner, below] : nodes_[index].members) {
        if (inner != element)
          open.push_back({below, entry.path + "[]/" + inner, nodes_[index].objects});
      }
    }
  }
  std::sort(
      fields.begin(), fields.end(),
      [](const FieldCoverage& left, const FieldCoverage& right) { return left.path < right.path; });
  return fields;
}

const std::vector<std::string>& obligatory_fields() {
  static const std::vector<std::string> fields = {"/awards[]/id",
                                                  "/awards[]/value/amount",
                                                  "/awards[]/value/currency",
                                                  "/contracts[]/awardID",
                                                  "/contracts[]/id",
                                                  "/contracts[]/value/amount",
                                                  "/contracts[]/value/currency",
                                                  "/contracts[]/value/netAmount",
                                                  "/parties[]/id",
                                                  "/parties[]/identifier/id",
                                                  "/parties[]/name",
                                                  "/tender/additionalProcurementCategories",
                                                  "/tender/documents[]/documentType",
                                                  "/tender/documents[]/id",
                                                  "/tender/documents[]/title",
                                                  "/tender/documents[]/url",
                                                  "/tender/hasEnquiries",
                                                  "/tender/id",
                                                  "/tender/mainProcurementCategory",
                                                  "/tender/procurementMethod",
                                                  "/tender/procurementMethodDetails",
                                                  "/tender/status",
                                                  "/tender/submissionMethod",
                                                  "/tender/title",
                                                  "/tender/value/amount",
                                                  "/tender/value/currency"};
  return fields;
}

namespace {

/// The fields that each object of one kind is asked for.
struct Asked {
  std::vector<std::string> way;  ///< names that lead to the object, or to the list of them
  bool list = false;
  std::vector<std::vector<std::string>> fields;
};

std::vector<std::string> names_of(std::string_view path) {
  std::vector<std::string> names;
  while (!path.empty()) {
    path.remove_prefix(1);
    const std::size_t end = std::min(path.find('/'), path.size());
    names.emplace_back(path.substr(0, end));
    path.remove_prefix(end);
  }
  return names;
}

/// Of "/tender/documents[]/url" the way is /tender/documents, of "/tender/value/amount" /tender.
std::vector<Asked> read_obligatory() {
  std::map<std::string, Asked> by_way;
  for (const std::string& path : obligatory_fields()) {
    const std::size_t brackets = path.rfind(element);
    const bool list = brackets != std::string::npos;
    const std::size_t end = list ? brackets + element.size() : path.find('/', 1);
    Asked& asked = by_way[path.substr(0, end)];
    asked.way = names_of(path.substr(0, list ? brackets : end));
    asked.list = list;
    asked.fields.push_back(names_of(path.substr(end)));
  }
  std::vector<Asked> all;
  for (auto& [way, asked] : by_way) all.push_back(std::move(asked));
  return all;
}

const Value* follow(const Value* value, const std::vector<std::string>& names) {
  for (const std::string& name : names) {
    if (value == nullptr || value->kind != Kind::object) return nullptr;
    value = json::find(*value, name);
  }
  return value;
}

void ask(const Asked& asked, const Value& object, Share& share) {
  for (const std::vector<std::string>& names : asked.fields) {
    const Value* value = follow(&object, names);
    ++share.of;
    if (filled(value) && !is_blank(*value)) ++share.count;
  }
}

}  // namespace

Share obligatory(const Value& release) {
  static const std::vector<Asked> all = read_obligatory();
  Share share;
  for (const Asked& asked : all) {
    const Value* found = follow(&release, asked.way);
    if (!asked.list) {
      if (found != nullptr && found->kind == Kind::object) ask(asked, *found, share);
      continue;
    }
    for (const Value& object : Children(found, Kind::array))
      if (object.kind == Kind::object) ask(asked, object, share);
  }
  return share;
}

}  // namespace edca::semantics
