#include "ocds/package_members.hpp"

#include "base/file_text.hpp"
#include "edca/error.hpp"

namespace edca::ocds {
namespace {

void set(json::Value& object, std::string_view key, const std::string& text) {
  if (!text.empty()) object[key] = json::Value(text);
}

}  // namespace

json::Value read_package_file(const std::string& path) {
  if (path.empty()) return json::Object{};
  const std::optional<std::string> text = base::file_text(path);
  if (!text) throw Error(ErrorKind::input, "merge.package-file", {{"path", path}});
  json::Value value = json::parse(*text, path);
  if (!value.is_object()) throw Error(ErrorKind::input, "merge.package-file", {{"path", path}});
  for (const char* list : {"releases", "records", "projects"}) value.erase(list);
  return value;
}

void apply(const PackageMembers& options, const json::Value& given, json::Value& package) {
  for (const auto& [key, value] : given.as_object()) package[key] = value;
  set(package, "uri", options.uri);
  set(package, "publishedDate", options.published_date);
  set(package, "license", options.license);
  set(package, "publicationPolicy", options.publication_policy);
  // Another name is another publisher: what the inputs say of theirs does not belong to it.
  if (!options.publisher_name.empty()) package["publisher"] = json::Value();
  json::Value& publisher = package["publisher"];
  if (!publisher.is_null() && !publisher.is_object()) return;
  set(publisher, "name", options.publisher_name);
  set(publisher, "uri", options.publisher_uri);
  set(publisher, "scheme", options.publisher_scheme);
  set(publisher, "uid", options.publisher_uid);
}

std::string text_before_items(json::Value package, std::string_view list) {
  std::erase_if(package.as_object(),
                [](const json::Member& member) { return member.second.is_null(); });
  std::string text = json::write(package);
  text.pop_back();
  if (!package.as_object().empty()) text += ',';
  json::write_string(list, text);
  return text + ":[";
}

}  // namespace edca::ocds
