#include "schema/references.hpp"

#include <algorithm>

#include "base/url.hpp"
#include "edca/error.hpp"
#include "json/pointer.hpp"
#include "schema/keywords.hpp"

namespace edca::schema {
namespace {

using base::absolute_url;

[[noreturn]] void leads_nowhere(std::string_view reference, std::string missing) {
  throw Error(ErrorKind::schema, "schema.reference",
              {{"reference", std::string(reference)}, {"missing", std::move(missing)}});
}

/// The name that a schema gives itself and the base of the references in it; beside `$ref` it is
/// none.
std::string_view id_of(const json::Value& schema) {
  return schema.text("$ref").empty() ? schema.text("id") : std::string_view();
}

}  // namespace

void References::add(const std::string& url, const json::Value& schema) {
  const std::string document = url.substr(0, url.find('#'));
  documents_[document] = &schema;
  add_ids(document, document, schema);
}

/// Notes the subschemas that have a name of their own, and which base is in force around a schema
/// where it is not the document's.
void References::add_ids(const std::string& document, const std::string& base,
                         const json::Value& schema) {
  if (schema.is_array()) {
    for (const json::Value& element : schema.as_array()) add_ids(document, base, element);
  }
  if (!schema.is_object()) return;
  if (base != document) bases_[&schema] = base;
  std::string here = base;
  if (const std::string_view id = id_of(schema); !id.empty()) {
    std::string known = absolute_url(base, id);
    if (known.ends_with('#')) known.pop_back();
    here = known.substr(0, known.find('#'));
    documents_.try_emplace(std::move(known), &schema);
    bases_[&schema] = base;
  }
  for (const auto& [key, value] : schema.as_object()) {
    if (key != "enum" && key != "default") add_ids(document, here, value);
  }
}

References::Target References::resolve(const std::string& base, std::string_view reference) const {
  const std::string url = absolute_url(base, reference);
  const std::size_t hash = std::min(url.find('#'), url.size());
  const std::string document = url.substr(0, hash);
  const json::Value* target = nullptr;
  bool known = true;
  if (const auto whole = documents_.find(url); whole != documents_.end()) {
    target = whole->second;
  } else if (const auto found = documents_.find(document); found != documents_.end()) {
    const std::string_view fragment = std::string_view(url).substr(std::min(hash + 1, url.size()));
    target = json::resolve(*found->second, base::percent_decoded(fragment));
  } else {
    known = false;
  }
  if (target == nullptr && allow_missing_) {
    static const json::Value anything{json::Object{}};
    target = &anything;
  }
  if (target == nullptr) leads_nowhere(reference, known ? "" : document);
  const auto around = bases_.find(target);
  return {target, around != bases_.end() ? around->second : document};
}

References::Target References::follow(const json::Value& schema, const std::string& base) const {
  constexpr int longest = 64;
  Target target{&schema, base};
  for (int hops = 0;; ++hops) {
    if (!target.schema->is_object()) bad_keyword("$ref");
    const json::Value* reference = target.schema->find("$ref");
    if (reference == nullptr || !reference->is_string()) break;
    if (hops == longest) {
      throw Error(ErrorKind::schema, "schema.reference-chain",
                  {{"reference", reference->as_string()}, {"limit", std::to_string(longest)}});
    }
    target = resolve(target.base, reference->as_string());
  }
  const std::string_view id = id_of(*target.schema);
  if (!id.empty()) target.base = absolute_url(target.base, id);
  return target;
}

}  // namespace edca::schema
