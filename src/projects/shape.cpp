#include "projects/shape.hpp"

#include <algorithm>

#include "base/number.hpp"
#include "projects/values.hpp"
#include "rows/values.hpp"
#include "schema/formats.hpp"

namespace edca::projects {

/// What is allowed in one place.
struct Shape::Rules {
  bool string = false;
  bool number = false;
  bool integer = false;
  bool boolean = false;
  bool object = false;
  bool array = false;
  bool unique = false;
  bool (*format)(std::string_view) noexcept = nullptr;
  std::vector<std::string> codes;  ///< empty: any
  std::vector<std::string> required;
  std::map<std::string, const Rules*, std::less<>> members;
  const Rules* items = nullptr;

  bool fit(json::Value& value, const std::string& place, const Dropped& dropped) const;

 private:
  bool fit_text(json::Value& value) const;
  bool fit_number(json::Value& value) const;
  bool fit_array(json::Value& value, const std::string& place, const Dropped& dropped) const;
  bool fit_object(json::Value& value, const std::string& place, const Dropped& dropped) const;
};

class Shape::Builder {
 public:
  Builder(const json::Value& schema, Shape& shape) : schema_(schema), shape_(shape) {}

  const Rules* rules_of(const json::Value& schema) {
    constexpr std::string_view prefix = "#/definitions/";
    const std::string_view reference = schema.text("$ref");
    if (!reference.starts_with(prefix))
      return fill(*shape_.inner_.emplace_back(new Rules()), schema);
    const std::string name(reference.substr(prefix.size()));
    auto& known = shape_.definitions_[name];
    if (known) return known.get();
    known.reset(new Rules());
    Rules& rules = *known;
    return fill(rules, *schema_.find("definitions")->find(name));
  }

 private:
  const Rules* fill(Rules& rules, const json::Value& schema) {
    if (const json::Value* type = schema.find("type")) {
      if (type->is_string()) allow(rules, type->as_string());
      if (type->is_array())
        for (const json::Value& each : type->as_array()) allow(rules, each.as_string());
    }
    const std::string_view format = schema.text("format");
    if (format == "date-time") rules.format = schema::is_date_time;
    if (format == "uri") rules.format = schema::is_uri;
    if (format == "email") rules.format = schema::is_email;
    rules.unique = schema.flag("uniqueItems");
    texts(schema.find("enum"), rules.codes);
    texts(schema.find("required"), rules.required);
    if (const json::Value* items = schema.find("items"); items != nullptr && items->is_object())
      rules.items = rules_of(*items);
    if (const json::Value* members = schema.find("properties"))
      for (const auto& [name, each] : members->as_object()) rules.members[name] = rules_of(each);
    return &rules;
  }

  static void allow(Rules& rules, const std::string& type) {
    rules.string = rules.string || type == "string";
    rules.number = rules.number || type == "number" || type == "integer";
    rules.integer = rules.integer || type == "integer";
    rules.boolean = rules.boolean || type == "boolean";
    rules.object = rules.object || type == "object";
    rules.array = rules.array || type == "array";
  }

  static void texts(const json::Value* list, std::vector<std::string>& into) {
    if (list == nullptr) return;
    for (const json::Value& each : list->as_array())
      if (each.is_string()) into.push_back(each.as_string());
  }

  const json::Value& schema_;
  Shape& shape_;
};

namespace {

std::string escaped(std::string_view name) {
  std::string text;
  for (const char c : name) text += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
  return text;
}

json::Array words_of(const std::string& text) {
  json::Array words;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find(',', at), text.size());
    const std::string_view word = rows::without_spaces(std::string_view(text).substr(at, end - at));
    if (!word.empty()) words.emplace_back(word);
    at = end + 1;
  }
  return words;
}

void drop_repeated(json::Array& array) {
  Once known;
  json::Array kept;
  for (json::Value& each : array)
    if (known.add(each)) kept.push_back(std::move(each));
  array = std::move(kept);
}

}  // namespace

bool Shape::Rules::fit(json::Value& value, const std::string& place, const Dropped& dropped) const {
  if (value.is_null()) return false;
  if (value.is_string() && array && !string) value = words_of(std::string(value.as_string()));
  bool fits = boolean;
  if (value.is_string()) {
    if (value.as_string().empty()) return false;
    fits = fit_text(value);
  } else if (value.is_number()) {
    fits = fit_number(value);
  } else if (value.is_array()) {
    if (value.as_array().empty()) return false;
    if (array) return fit_array(value, place, dropped);
    fits = false;
  } else if (value.is_object()) {
    if (value.as_object().empty()) return false;
    if (object) return fit_object(value, place, dropped);
    fits = false;
  }
  if (!fits) dropped(place, value);
  return fits;
}

bool Shape::Rules::fit_text(json::Value& value) const {
  const std::string& text = value.as_string();
  if (!string) {
    if (!number || !rows::is_json_number(text) || (integer && !base::is_integer(text)))
      return false;
    value = json::Number{std::string(text)};
    return true;
  }
  if (format != nullptr && !format(text)) return false;
  return codes.empty() || std::find(codes.begin(), codes.end(), text) != codes.end();
}

bool Shape::Rules::fit_number(json::Value& value) const {
  if (number) return !integer || base::is_integer(value.number_text());
  if (!string || format != nullptr || !codes.empty()) return false;
  value = std::string(value.number_text());
  return true;
}

bool Shape::Rules::fit_array(json::Value& value, const std::string& place,
                             const Dropped& dropped) const {
  json::Array kept;
  std::size_t at = 0;
  for (json::Value& each : value.as_array()) {
    if (items == nullptr || items->fit(each, place + "/" + std::to_string(at), dropped))
      kept.push_back(std::move(each));
    ++at;
  }
  if (unique && kept.size() > 1) drop_repeated(kept);
  value = std::move(kept);
  return !value.as_array().empty();
}

bool Shape::Rules::fit_object(json::Value& value, const std::string& place,
                              const Dropped& dropped) const {
  json::Object kept;
  for (auto& [name, each] : value.as_object()) {
    const auto known = members.find(name);
    if (known == members.end() || known->second->fit(each, place + "/" + escaped(name), dropped))
      kept.emplace_back(std::move(name), std::move(each));
  }
  value = std::move(kept);
  for (const std::string& name : required) {
    if (value.find(name) != nullptr) continue;
    dropped(place, value);
    return false;
  }
  return !value.as_object().empty();
}

bool Shape::fit(json::Value& value, const Dropped& dropped) const {
  return root_->fit(value, {}, dropped);
}

Shape::Shape() = default;
Shape::~Shape() = default;

std::unique_ptr<const Shape> Shape::of(const json::Value& schema) {
  std::unique_ptr<Shape> shape(new Shape());
  shape->root_ = Builder(schema, *shape).rules_of(schema);
  return shape;
}

}  // namespace edca::projects
