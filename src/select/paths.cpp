#include "select/paths.hpp"

#include <algorithm>

#include "json/pointer.hpp"
#include "semantics/value.hpp"

namespace edca::select {
namespace {

constexpr std::size_t most_steps = 16;

}  // namespace

std::optional<Path> Path::read(std::string_view text) {
  if (!text.starts_with('/')) return std::nullopt;
  Path path;
  while (!text.empty()) {
    text.remove_prefix(1);
    const std::size_t end = std::min(text.find('/'), text.size());
    std::string_view name = text.substr(0, end);
    text.remove_prefix(end);
    Step step;
    step.list = name.ends_with("[]");
    if (step.list) name.remove_suffix(2);
    step.name = name;
    if (name.empty() || path.steps_.size() == most_steps) return std::nullopt;
    path.steps_.push_back(std::move(step));
  }
  const Step& first = path.steps_.front();
  if (first.list && path.steps_.size() > 1) {
    path.part_ = first.name == "awards"      ? Part::award
                 : first.name == "contracts" ? Part::contract
                                             : Part::process;
  }
  return path;
}

void Path::each(const json::Node& root, const std::string& pointer, const Visit& visit) const {
  std::string at = pointer;
  walk(root, part_ == Part::process ? 0 : 1, at, visit);
}

// Goes as deep as the path is long.
void Path::walk(const json::Node& at, std::size_t step, std::string& pointer,
                const Visit& visit) const {
  if (step == steps_.size()) return visit(at, pointer);
  const json::Node* found = json::find(at, steps_[step].name);
  if (found == nullptr) return;
  const std::size_t length = pointer.size();
  json::append_token(pointer, steps_[step].name);
  if (!steps_[step].list) {
    walk(*found, step + 1, pointer, visit);
  } else {
    const std::size_t list = pointer.size();
    std::size_t index = 0;
    for (const json::Node& element : semantics::elements(found)) {
      json::append_index(pointer, index++);
      walk(element, step + 1, pointer, visit);
      pointer.resize(list);
    }
  }
  pointer.resize(length);
}

}  // namespace edca::select
