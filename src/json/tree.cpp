#include "json/tree.hpp"

#include "json/escapes.hpp"
#include "json/tree_builder.hpp"

#include <charconv>
#include <cstring>
#include <unordered_map>

namespace edca::json {
namespace {

/// Half a surrogate pair, written as an escape at the offset, becomes the three bytes that its code
/// point would have: the parser takes these.
std::string with_raw_surrogates(std::string_view text, const std::vector<std::size_t>& offsets) {
  std::string mended;
  std::size_t start = 0;
  for (const std::size_t offset : offsets) {
    mended += text.substr(start, offset - start);
    unsigned code = 0;
    const char* const digits = text.data() + offset + 2;
    std::from_chars(digits, digits + 4, code, 16);
    mended += '\xED';
    mended += static_cast<char>(0x80 | (code >> 6 & 0x3F));
    mended += static_cast<char>(0x80 | (code & 0x3F));
    start = offset + 6;
  }
  return mended += text.substr(start);
}

/// Copies values, of duplicate keys the last value only. At most depth_limit levels.
class Copier {
 public:
  explicit Copier(std::vector<Node>& to) : to_(to) {}

  void copy(const Node& value) {
    const std::size_t index = to_.size();
    to_.push_back(value);
    if (value.kind == NodeKind::array) {
      const Node* element = &value + 1;
      for (std::uint32_t at = 0; at < value.size; ++at, element = element->next()) copy(*element);
    } else if (value.kind == NodeKind::object) {
      members(value, index);
    }
    if (value.is_container())
      to_[index].block.extent = static_cast<std::uint32_t>(to_.size() - index);
  }

 private:
  void members(const Node& object, std::size_t index) {
    std::vector<std::pair<const Node*, const Node*>> kept;
    std::unordered_map<std::string_view, std::size_t> places;
    const Node* key = &object + 1;
    for (std::uint32_t at = 0; at < object.size; ++at, key = (key + 1)->next()) {
      const auto [place, inserted] = places.emplace(key->view(), kept.size());
      if (inserted) kept.emplace_back(key, nullptr);
      kept[place->second].second = key + 1;
    }
    to_[index].size = static_cast<std::uint32_t>(kept.size());
    for (const auto& [name, value] : kept) {
      to_.push_back(*name);
      copy(*value);
    }
  }

  std::vector<Node>& to_;
};

/// The first two and the last two bytes of a text, or all there are.
std::uint32_t ends_of(const char* text, std::size_t size) {
  if (size < 2) return size == 0 ? 0 : static_cast<unsigned char>(*text);
  std::uint16_t first = 0;
  std::uint16_t last = 0;
  std::memcpy(&first, text, sizeof first);
  std::memcpy(&last, text + size - sizeof last, sizeof last);
  return static_cast<std::uint32_t>(first) << 16 | last;
}

}  // namespace

const Node* find(const Node& value, std::string_view key) {
  if (value.kind != NodeKind::object) return nullptr;
  const std::uint32_t ends = ends_of(key.data(), key.size());
  const Node* member = &value + 1;
  for (std::uint32_t at = 0; at < value.size; ++at) {
    if (member->size == key.size() && ends_of(member->text, member->size) == ends &&
        (key.size() <= sizeof ends || std::memcmp(member->text, key.data(), key.size()) == 0)) {
      return member + 1;
    }
    member = (member + 1)->next();
  }
  return nullptr;
}

Node string_value(std::string_view text, base::Arena& arena) {
  Node value;
  value.kind = NodeKind::string;
  value.flags = Node::escaped;
  value.size = static_cast<std::uint32_t>(text.size());
  value.text = arena.copy(text);
  return value;
}

Tree::Read Tree::parse(std::string_view text) {
  const std::size_t root = values_.size();
  const ParseResult result = run(text, false);
  if (!result.ok()) {
    values_.resize(root);
    const bool depth = result.stopped() && too_deep_;
    return {depth ? ReadError::depth : ReadError::syntax, result.offset, root};
  }
  const bool halves = text.find("\\u") != text.npos && !scan_escapes(text).surrogates.empty();
  if (duplicates_) remove_duplicates(root);
  return {ReadError::none, 0, root, duplicates_ || halves};
}

ParseResult Tree::run(std::string_view text, bool raw_surrogates) {
  const std::size_t root = values_.size();
  ParseResult result = parse_copy(text, nullptr, raw_surrogates);
  if (result.code == rapidjson::kParseErrorNumberTooBig) {
    // The parser refuses numbers beyond double; it gets small ones, the values the original text.
    values_.resize(root);
    result = parse_copy(with_small_numbers(text), texts_.copy(text), raw_surrogates);
  }
  if (result.code == rapidjson::kParseErrorStringUnicodeSurrogateInvalid && !raw_surrogates) {
    values_.resize(root);
    const std::vector<std::size_t> halves = scan_escapes(text).surrogates;
    return run(with_raw_surrogates(text, halves), true);
  }
  return result;
}

ParseResult Tree::parse_copy(std::string_view text, const char* numbers, bool raw_surrogates) {
  char* const copy = texts_.copy(text);
  copy_ = copy;
  numbers_ = numbers == nullptr ? copy : numbers;
  const std::size_t root = values_.size();
  const std::size_t backslash = std::min(text.find('\\'), text.size());
  if (numbers == nullptr && tokens_.find(text)) {
    TreeBuilder builder(values_, text, copy, numbers_, backslash, raw_surrogates);
    TokenWalk walk(tokens_, copy, text.size(), backslash, builder);
    if (const auto result = walk.run()) return end(builder, *result);
    values_.resize(root);
    std::memcpy(copy, text.data(), text.size());
  }
  TreeBuilder builder(values_, text, copy, numbers_, backslash, raw_surrogates);
  ParseResult result =
      parse_in_place({copy, text.size(), base::find_control(text)}, reader_, builder);
  if (result.ok() && !builder.complete())
    result = {rapidjson::kParseErrorUnspecificSyntaxError, text.size()};
  return end(builder, result);
}

ParseResult Tree::end(const TreeBuilder& builder, const ParseResult& result) {
  duplicates_ = builder.duplicates();
  too_deep_ = builder.too_deep();
  return result;
}

TreeBuilder Tree::builder(std::string_view text, const char* copy, std::size_t backslash) {
  clear();
  copy_ = copy;
  numbers_ = text.data();
  return {values_, text, copy_, numbers_, backslash, false};
}

std::size_t Tree::offset_of(const Node& value) const {
  if (value.is_container()) return value.block.offset;
  const bool number = value.kind == NodeKind::number;
  return static_cast<std::size_t>(value.text - (number ? numbers_ : copy_)) - (number ? 0 : 1);
}

void Tree::remove_duplicates(std::size_t root) {
  std::vector<Node> kept;
  Copier(kept).copy(values_[root]);
  values_.resize(root);
  values_.insert(values_.end(), kept.begin(), kept.end());
}

void Tree::clear() {
  constexpr std::size_t keep = (std::size_t{64} << 20) / sizeof(Node);
  if (values_.capacity() > keep) values_ = {};
  values_.clear();
  texts_.clear();
}

}  // namespace edca::json
