#include "json/value.hpp"

#include <algorithm>
#include <numeric>

#include "base/number.hpp"
#include "base/text.hpp"
#include "edca/error.hpp"
#include "json/rapidjson.hpp"

namespace edca::json {
namespace {

// Below this many members a look at every pair is cheaper than sorting.
constexpr std::size_t few_members = 12;

// The positions of the members, ordered by key; equal keys in the order of the members.
std::vector<std::size_t> order_by_key(const Object& object) {
  std::vector<std::size_t> order(object.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t left, std::size_t right) {
    const int difference = object[left].first.compare(object[right].first);
    return difference != 0 ? difference < 0 : left < right;
  });
  return order;
}

bool may_have_duplicates(const Object& object) {
  if (object.size() > few_members) return true;
  for (std::size_t i = 1; i < object.size(); ++i) {
    for (std::size_t k = 0; k < i; ++k) {
      if (object[i].first == object[k].first) return true;
    }
  }
  return false;
}

void keep_last_of_duplicates(Object& object) {
  if (!may_have_duplicates(object)) return;
  const std::vector<std::size_t> order = order_by_key(object);
  std::vector<bool> superfluous(object.size(), false);
  bool any = false;
  std::size_t first = 0;
  for (std::size_t i = 1; i < order.size(); ++i) {
    if (object[order[i]].first != object[order[first]].first) {
      first = i;
      continue;
    }
    object[order[first]].second = std::move(object[order[i]].second);
    superfluous[order[i]] = any = true;
  }
  if (!any) return;
  std::size_t kept = 0;
  for (std::size_t i = 0; i < object.size(); ++i) {
    if (superfluous[i]) continue;
    if (kept != i) object[kept] = std::move(object[i]);
    ++kept;
  }
  object.resize(kept);
}

// SAX handler that builds the tree on a stack of its own.
class Builder {
 public:
  bool Null() { return add(Value()); }
  bool Bool(bool value) { return add(value); }
  bool Int(int value) { return add(Value::integer(value)); }
  bool Uint(unsigned value) { return add(Value::integer(value)); }
  bool Int64(std::int64_t value) { return add(Value::integer(value)); }
  bool Uint64(std::uint64_t value) { return add(Number{std::to_string(value)}); }
  bool Double(double) { return false; }
  bool RawNumber(const char* text, rapidjson::SizeType size, bool) {
    return add(Number{std::string(text, size)});
  }
  bool String(const char* text, rapidjson::SizeType size, bool) {
    const std::string_view view(text, size);
    return is_text(view) && add(view);
  }
  bool StartObject() { return push(Object{}); }
  bool Key(const char* text, rapidjson::SizeType size, bool) {
    open_.back().key.assign(text, size);
    return is_text(open_.back().key);
  }
  bool EndObject(rapidjson::SizeType) {
    keep_last_of_duplicates(open_.back().value.as_object());
    return pop();
  }
  bool StartArray() { return push(Array{}); }
  bool EndArray(rapidjson::SizeType) { return pop(); }

  void clear() { open_.clear(); }
  Value take() { return std::move(root_); }
  bool too_deep() const { return open_.size() == depth_limit; }

 private:
  struct Level {
    Value value;
    std::string key;
  };

  // The reader lets an escaped low surrogate through, which has no form in UTF-8.
  static bool is_text(std::string_view text) { return base::is_utf8(text); }

  bool push(Value value) {
    if (open_.size() == depth_limit) return false;
    open_.push_back({std::move(value), {}});
    return true;
  }

  bool pop() {
    Value value = std::move(open_.back().value);
    open_.pop_back();
    return add(std::move(value));
  }

  bool add(Value value) {
    if (open_.empty()) {
      root_ = std::move(value);
    } else if (Level& level = open_.back(); level.value.is_array()) {
      level.value.as_array().push_back(std::move(value));
    } else {
      level.value.as_object().emplace_back(std::move(level.key), std::move(value));
    }
    return true;
  }

  std::vector<Level> open_;
  Value root_;
};

// Writes a tree with a stack of its own.
class Printer {
 public:
  explicit Printer(int indent) : indent_(indent > 0 ? static_cast<std::size_t>(indent) : 0) {}

  std::string run(const Value& root) {
    begin(root);
    while (!open_.empty()) step();
    return std::move(out_);
  }

 private:
  struct Level {
    const Value* value;
    std::size_t next;
  };

  void begin(const Value& value) {
    if (value.is_array() || value.is_object()) {
      out_ += value.is_array() ? '[' : '{';
      open_.push_back({&value, 0});
    } else if (value.is_string()) {
      write_string(value.as_string(), out_);
    } else if (value.is_number()) {
      out_ += value.number_text();
    } else {
      out_ += value.is_null() ? "null" : value.as_bool() ? "true" : "false";
    }
  }

  void step() {
    const Value& value = *open_.back().value;
    const bool array = value.is_array();
    const std::size_t size = array ? value.as_array().size() : value.as_object().size();
    const std::size_t next = open_.back().next++;
    if (next == size) {
      open_.pop_back();
      if (size > 0) new_line();
      out_ += array ? ']' : '}';
      return;
    }
    if (next > 0) out_ += ',';
    new_line();
    if (array) return begin(value.as_array()[next]);
    const auto& [key, member] = value.as_object()[next];
    write_string(key, out_);
    out_ += indent_ > 0 ? ": " : ":";
    begin(member);
  }

  void new_line() {
    if (indent_ == 0) return;
    out_ += '\n';
    out_.append(indent_ * open_.size(), ' ');
  }

  std::size_t indent_;
  std::string out_;
  std::vector<Level> open_;
};

using Pair = std::pair<const Value*, const Value*>;

bool push_elements(const Array& left, const Array& right, std::vector<Pair>& pairs) {
  if (left.size() != right.size()) return false;
  for (std::size_t i = 0; i < left.size(); ++i) pairs.emplace_back(&left[i], &right[i]);
  return true;
}

bool push_members(const Object& left, const Object& right, std::vector<Pair>& pairs) {
  if (left.size() != right.size()) return false;
  const std::vector<std::size_t> left_order = order_by_key(left);
  const std::vector<std::size_t> right_order = order_by_key(right);
  for (std::size_t i = 0; i < left.size(); ++i) {
    const Member& one = left[left_order[i]];
    const Member& other = right[right_order[i]];
    if (one.first != other.first) return false;
    pairs.emplace_back(&one.second, &other.second);
  }
  return true;
}

bool same_scalar(const Value& left, const Value& right) {
  if (left.is_bool()) return right.is_bool() && left.as_bool() == right.as_bool();
  if (left.is_number())
    return right.is_number() && base::compare(left.number_text(), right.number_text()) == 0;
  if (left.is_string()) return right.is_string() && left.as_string() == right.as_string();
  return left.is_null() && right.is_null();
}

/// What is wrong with a text that is JSON by its grammar, or with its grammar.
const char* reason_of(const ReadResult& result, const Builder& builder, bool utf8) {
  const bool refused = result.code == rapidjson::kParseErrorTermination;
  if (refused && builder.too_deep()) return "json.depth";
  if (result.code == rapidjson::kParseErrorStringInvalidEncoding || (refused && !utf8))
    return "json.encoding";
  if (refused || result.code == rapidjson::kParseErrorStringUnicodeSurrogateInvalid)
    return "json.surrogate";
  return "json.syntax";
}

[[noreturn]] void fail(std::string_view text, std::size_t offset, std::string_view name,
                       const char* reason) {
  base::Place place;
  place.advance(text.substr(0, std::min(offset, text.size())));
  throw Error(ErrorKind::schema, reason,
              {{"name", std::string(name)},
               {"line", std::to_string(place.line)},
               {"column", std::to_string(place.column)},
               {"limit", std::to_string(depth_limit)}});
}

void write_escaped(char c, std::string& out) {
  static constexpr char digits[] = "0123456789abcdef";
  const auto code = static_cast<unsigned char>(c);
  out += '\\';
  switch (c) {
    case '"':
    case '\\':
      out += c;
      break;
    case '\b':
      out += 'b';
      break;
    case '\f':
      out += 'f';
      break;
    case '\n':
      out += 'n';
      break;
    case '\r':
      out += 'r';
      break;
    case '\t':
      out += 't';
      break;
    default:
      out += "u00";
      out += digits[code >> 4];
      out += digits[code & 15];
  }
}

void write_valid(std::string_view text, std::string& out) {
  std::size_t start = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (static_cast<unsigned char>(text[i]) >= 0x20 && text[i] != '"' && text[i] != '\\') continue;
    out.append(text, start, i - start);
    write_escaped(text[i], out);
    start = i + 1;
  }
  out.append(text, start);
}

}  // namespace

const Value* Value::find(std::string_view key) const {
  if (!is_object()) return nullptr;
  const Object& object = as_object();
  const auto found = std::find_if(object.begin(), object.end(),
                                  [&](const Member& member) { return member.first == key; });
  return found == object.end() ? nullptr : &found->second;
}

Value* Value::find(std::string_view key) {
  return const_cast<Value*>(std::as_const(*this).find(key));
}

Value& Value::operator[](std::string_view key) {
  if (is_null()) data_ = Object{};
  if (Value* found = find(key)) return *found;
  return as_object().emplace_back(std::string(key), Value()).second;
}

void Value::erase(std::string_view key) {
  if (!is_object()) return;
  std::erase_if(as_object(), [&](const Member& member) { return member.first == key; });
}

std::string_view Value::text(std::string_view key, std::string_view fallback) const {
  const Value* member = find(key);
  return member != nullptr && member->is_string() ? std::string_view(member->as_string())
                                                  : fallback;
}

bool Value::flag(std::string_view key) const {
  const Value* member = find(key);
  return member != nullptr && member->is_bool() && member->as_bool();
}

bool Value::operator==(const Value& other) const {
  std::vector<Pair> pairs{{this, &other}};
  while (!pairs.empty()) {
    const auto [left, right] = pairs.back();
    pairs.pop_back();
    bool same = false;
    if (left->is_array()) {
      same = right->is_array() && push_elements(left->as_array(), right->as_array(), pairs);
    } else if (left->is_object()) {
      same = right->is_object() && push_members(left->as_object(), right->as_object(), pairs);
    } else {
      same = same_scalar(*left, *right);
    }
    if (!same) return false;
  }
  return true;
}

Value parse(std::string_view text, std::string_view name) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  Builder builder;
  // The parser knows what comes first that is wrong, but looks at each byte for it.
  const bool utf8 = base::is_utf8(text);
  const ReadResult result =
      utf8 ? read_events<exact_flags>(text, builder)
           : read_events<exact_flags | rapidjson::kParseValidateEncodingFlag>(text, builder);
  if (!result.ok()) fail(text, result.offset, name, reason_of(result, builder, utf8));
  return builder.take();
}

std::string write(const Value& value, int indent) {
  return Printer(indent).run(value);
}

void write_string(std::string_view text, std::string& out) {
  out += '"';
  for (;;) {
    const std::size_t valid = base::invalid_utf8(text);
    write_valid(text.substr(0, valid), out);
    if (valid == text.size()) break;
    out += "\xEF\xBF\xBD";
    text.remove_prefix(valid + 1);
  }
  out += '"';
}

}  // namespace edca::json
