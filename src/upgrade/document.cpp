#include "upgrade/document.hpp"

#include "edca/error.hpp"
#include "json/pointer.hpp"
#include "json/scan.hpp"
#include "json/value.hpp"
namespace edca::upgrade {
namespace {

constexpr std::size_t padding = 64;

Document::Kind kind_of(char first) {
  switch (first) {
    case '{':
      return Document::Kind::object;
    case '[':
      return Document::Kind::array;
    case '"':
      return Document::Kind::string;
    case 't':
    case 'f':
      return Document::Kind::boolean;
    case 'n':
      return Document::Kind::null;
    default:
      return Document::Kind::number;
  }
}

/// The part of a gap between two values that stands behind its comma, or all of it.
std::string_view behind_comma(std::string_view gap) {
  const std::size_t comma = gap.find(',');
  return comma == std::string_view::npos ? gap : gap.substr(comma + 1);
}

bool is_container(Document::Kind kind) {
  return kind >= Document::Kind::array;
}

/// The text between the quotes of a JSON string; nothing when it holds half a surrogate pair.
std::optional<std::string> decode(std::string_view literal) {
  const std::string_view inside = literal.substr(1, literal.size() - 2);
  if (inside.find('\\') == std::string_view::npos) return std::string(inside);
  try {
    return json::parse(literal, "").as_string();
  } catch (const Error&) {
    return std::nullopt;
  }
}

}  // namespace

std::string json_string(std::string_view text) {
  std::string out;
  json::write_string(text, out);
  return out;
}

Document::Document(std::string_view text) : source_(text), size_(text.size()) {
  source_.append(padding, '\0');
  read();
}

Document::Id Document::open(Id parent, std::uint32_t gap, std::uint32_t key, std::uint32_t key_end,
                            std::uint32_t at) {
  const Id id = static_cast<Id>(nodes_.size());
  Node& node = nodes_.emplace_back();
  node.kind = kind_of(source_[at]);
  node.gap = gap;
  node.key = key;
  node.key_end = key_end;
  node.begin = at;
  const std::string_view name = source(key, key_end);
  if (name.find('\\') != std::string_view::npos) {
    if (const auto plain = decode(name)) names_[id] = *plain + std::string(8, '\0');
  }
  if (parent == none) return id;
  const Id before = nodes_[parent].last;
  if (before != none) node.index = nodes_[before].index + 1;
  link(id, parent, before);
  return id;
}

/// Puts a node into a list of children, behind `behind` (none: at the front).
void Document::link(Id id, Id container, Id behind) {
  Node& node = nodes_[id];
  node.parent = container;
  node.previous = behind;
  node.next = behind == none ? nodes_[container].first : nodes_[behind].next;
  (behind == none ? nodes_[container].first : nodes_[behind].next) = id;
  (node.next == none ? nodes_[container].last : nodes_[node.next].previous) = id;
}

/// Walks the text once. That it is valid is known, so a byte tells what comes.
void Document::read() {
  const char* const base = source_.data();
  const char* const end = base + size_;
  const auto at = [&](const char* where) { return static_cast<std::uint32_t>(where - base); };
  const char* cursor = json::skip_space(base, end);
  const char* gap = base;
  std::uint32_t key = 0;
  std::uint32_t key_end = 0;
  Id parent = none;
  while (cursor < end) {
    const char c = *cursor;
    if (c == '}' || c == ']') {
      nodes_[parent].end = at(++cursor);
      parent = nodes_[parent].parent;
      gap = cursor;
    } else if (c == ',') {
      ++cursor;
    } else if (c == '"' && key_end == 0 && parent != none && is(parent, Kind::object)) {
      key = at(cursor);
      cursor = json::skip_value(cursor, end);
      key_end = at(cursor);
      cursor = json::skip_space(cursor, end) + 1;
    } else {
      const Id id = open(parent, at(gap), key, key_end, at(cursor));
      key = key_end = 0;
      if (is_container(nodes_[id].kind)) {
        parent = id;
        ++cursor;
      } else {
        const char* stop = json::skip_value(cursor, end);
        cursor = stop == nullptr ? end : stop;
        nodes_[id].end = at(cursor);
      }
      gap = cursor;
    }
    cursor = json::skip_space(cursor, end);
  }
}

const Document::Texts* Document::texts_of(Id id) const {
  const auto found = texts_.find(id);
  return found == texts_.end() ? nullptr : &found->second;
}

std::string_view Document::key(Id id) const {
  if (const Texts* texts = texts_of(id); texts != nullptr && !texts->key.empty()) {
    return std::string_view(texts->key).substr(0, texts->key.size() - 8);
  }
  if (!names_.empty()) {
    const auto name = names_.find(id);
    if (name != names_.end()) {
      return std::string_view(name->second).substr(0, name->second.size() - 8);
    }
  }
  const Node& node = nodes_[id];
  return node.key == node.key_end ? std::string_view() : source(node.key + 1, node.key_end - 1);
}

std::string Document::key_text(Id id) const {
  const Texts* texts = texts_of(id);
  if (texts != nullptr && !texts->key.empty()) return json_string(key(id));
  return std::string(source(nodes_[id].key, nodes_[id].key_end));
}

Document::Id Document::find(Id object, std::string_view wanted) const {
  if (object == none || !is(object, Kind::object)) return none;
  for (Id id = nodes_[object].last; id != none; id = nodes_[id].previous) {
    if (key(id) == wanted) return id;
  }
  return none;
}

Document::Id Document::find(Id object, std::string_view wanted, Kind kind) const {
  const Id id = find(object, wanted);
  return id != none && is(id, kind) ? id : none;
}

std::optional<std::string> Document::string(Id id) const {
  const Node& node = nodes_[id];
  if (node.kind != Kind::string) return std::nullopt;
  return decode(node.replaced ? std::string_view(texts_of(id)->value)
                              : source(node.begin, node.end));
}

std::string Document::text(Id id) const {
  std::string out;
  write(id, out);
  return out;
}

std::string Document::pointer(Id id) const {
  std::vector<Id> path;
  for (; id != 0; id = nodes_[id].parent) {
    if (!nodes_[id].added) path.push_back(id);
  }
  std::string out;
  for (; !path.empty(); path.pop_back()) {
    const Node& node = nodes_[path.back()];
    if (node.key != node.key_end) {
      const std::string_view name = source(node.key, node.key_end);
      json::append_token(out, decode(name).value_or(std::string(name.substr(1, name.size() - 2))));
      continue;
    }
    json::append_index(out, node.index);
  }
  return out;
}

bool Document::is_wrapped(Id id) const {
  const Texts* texts = texts_of(id);
  return texts != nullptr && !texts->before.empty();
}

void Document::touch(Id id) {
  for (; id != none && !nodes_[id].changed; id = nodes_[id].parent) nodes_[id].changed = true;
}

void Document::replace(Id id, std::string_view text) {
  texts_[id].value = text;
  Node& node = nodes_[id];
  node.kind = kind_of(text.front());
  node.replaced = true;
  node.first = node.last = none;
  touch(id);
}

void Document::rename(Id member, std::string_view key) {
  texts_[member].key = std::string(key) + std::string(8, '\0');
  touch(member);
}

void Document::wrap(Id id, std::string_view before, std::string_view behind) {
  Texts& around = texts_[id];
  around.before.insert(0, before);
  around.behind += behind;
  touch(id);
}

void Document::append_behind(Id wrapped, std::string_view text) {
  texts_[wrapped].behind.insert(0, ", " + std::string(text));
}

void Document::restore(Id id) {
  Node& node = nodes_[id];
  node.kind = kind_of(source_[node.begin]);
  node.replaced = false;
  const auto found = texts_.find(id);
  if (found != texts_.end()) found->second = {std::move(found->second.key), {}, {}, {}};
}

void Document::remove(Id id) {
  const Node& node = nodes_[id];
  (node.previous == none ? nodes_[node.parent].first : nodes_[node.previous].next) = node.next;
  (node.next == none ? nodes_[node.parent].last : nodes_[node.next].previous) = node.previous;
  touch(node.parent);
}

void Document::insert(Id container, std::string_view key, std::string_view text, Id behind) {
  const Id id = static_cast<Id>(nodes_.size());
  Node& node = nodes_.emplace_back();
  node.added = node.replaced = true;
  node.kind = kind_of(text.front());
  node.begin = nodes_[container].begin;
  link(id, container, behind);
  texts_[id].value = text;
  if (!key.empty()) texts_[id].key = std::string(key) + std::string(8, '\0');
  touch(id);
}

/// The white space before the children of a container as they were written.
std::string_view Document::indent(Id container) const {
  for (Id id = nodes_[container].first; id != none; id = nodes_[id].next) {
    const Node& node = nodes_[id];
    if (node.added) continue;
    const std::uint32_t start = node.key == node.key_end ? node.begin : node.key;
    return behind_comma(source(node.gap, start));
  }
  return {};
}

/// What stands before a value: white space and comma, key and colon.
void Document::lead(Id id, std::string& out) const {
  const Node& node = nodes_[id];
  const bool is_first = node.previous == none;
  const bool has_key = node.key != node.key_end;
  std::string_view gap =
      node.added ? indent(node.parent) : source(node.gap, has_key ? node.key : node.begin);
  const bool has_comma = gap.find(',') != std::string_view::npos;
  if (is_first) {
    gap = behind_comma(gap);
  } else if (!has_comma) {
    out += ',';
  }
  out += gap;
  out += key_text(id);
  if (node.added && !key(id).empty()) out += ": ";
  if (has_key) out += source(node.key_end, node.begin);
}

/// Writes a value as a whole, or opens one whose children have to be written one by one: true.
bool Document::value(Id id, std::string& out) const {
  const Node& node = nodes_[id];
  const Texts* texts = texts_of(id);
  if (texts != nullptr) out += texts->before;
  if (node.replaced && node.first == none) {
    out += texts->value;
  } else if (!node.changed || !is_container(node.kind)) {
    out += source(node.begin, node.end);
  } else if (node.first != none) {
    out += source_[node.begin];
    return true;
  } else {
    // What is left of a container that lost everything.
    out.append({source_[node.begin], source_[node.end - 1]});
  }
  if (texts != nullptr) out += texts->behind;
  return false;
}

/// Closes a value whose children were written one by one.
void Document::close(Id id, std::string& out) const {
  const Node& node = nodes_[id];
  const std::size_t last = source_.find_last_not_of(" \t\r\n", node.end - 2);
  out += source(static_cast<std::uint32_t>(last + 1), node.end);
  if (const Texts* texts = texts_of(id)) out += texts->behind;
}

void Document::write(Id root, std::string& out) const {
  if (root == 0) out += source(0, nodes_[0].begin);
  Id id = root;
  for (;;) {
    if (id != root) lead(id, out);
    if (value(id, out)) {
      id = nodes_[id].first;
      continue;
    }
    while (id != root && nodes_[id].next == none) {
      id = nodes_[id].parent;
      close(id, out);
    }
    if (id == root) break;
    id = nodes_[id].next;
  }
  if (root == 0) out += source(nodes_[0].end, static_cast<std::uint32_t>(size_));
}

}  // namespace edca::upgrade
