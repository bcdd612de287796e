#include <algorithm>

#include "base/suggest.hpp"
#include "cli/commands.hpp"
#include "edca/error.hpp"
#include "schema/profile.hpp"

namespace edca::cli {
namespace {

using json::Array;
using json::Object;
using json::Value;

constexpr std::string_view kinds[] = {"release",           "release-package", "record-package",
                                      "versioned-release", "project",         "project-package"};

Value strings(const std::vector<std::string>& texts) {
  return Array(texts.begin(), texts.end());
}

Value profile_entry(const schema::Catalog& catalog, std::string_view name) {
  const schema::Profile profile(catalog, schema::profile_named(catalog, name));
  Array known;
  for (const std::string_view kind : kinds) {
    if (profile.schema(kind) != nullptr) known.emplace_back(kind);
  }
  std::vector<std::string> extensions;
  for (const schema::Extension* extension : profile.key().extensions) {
    extensions.push_back(extension->name);
  }
  std::vector<std::string> codelists;
  for (const auto& [file, list] : profile.codelists()) codelists.push_back(file);
  return Object{{"name", name},
                {"kinds", known},
                {"extensions", strings(extensions)},
                {"codelists", strings(codelists)}};
}

Value extension_entry(const schema::Extension& extension) {
  std::vector<std::string> aliases;
  for (const std::string& repository : extension.repositories) {
    aliases.push_back("https://raw.githubusercontent.com/" + repository + "/master/extension.json");
  }
  std::vector<std::string> codelists;
  for (const schema::ExtensionCodelist& list : extension.content().codelists) {
    codelists.push_back(list.file);
  }
  return Object{{"name", extension.name},
                {"status", extension.status},
                {"url", extension.url},
                {"aliases", strings(aliases)},
                {"codelists", strings(codelists)}};
}

std::string joined(const Value& list) {
  std::string out;
  for (const Value& each : list.as_array()) out += (out.empty() ? "" : ", ") + each.as_string();
  return out;
}

std::string listing(const Value& all, const Console& console) {
  std::string out = console.text("schema.list.profiles") + "\n";
  for (const Value& profile : all.find("profiles")->as_array()) {
    out += "  " + std::string(profile.text("name")) + ": " + joined(*profile.find("kinds")) + "\n";
  }
  out += "\n" + console.text("schema.list.extensions") + "\n";
  for (const Value& extension : all.find("extensions")->as_array()) {
    out += "  " + std::string(extension.text("name")) + "\n    " +
           std::string(extension.text("url")) + "\n";
    const std::string codelists = joined(*extension.find("codelists"));
    if (!codelists.empty()) {
      out += "    " + console.text("schema.list.extension-codelists", {{"codelists", codelists}}) +
             "\n";
    }
  }
  out += "\n" + console.text("schema.list.codelists") + "\n";
  for (const Value& profile : all.find("profiles")->as_array()) {
    const std::string codelists = joined(*profile.find("codelists"));
    out += "  " + std::string(profile.text("name")) + ": " + codelists + "\n";
  }
  return out;
}

/// No such schema, or none of this profile.
[[noreturn]] void refuse_kind(const std::string& kind) {
  std::string known;
  for (const std::string_view each : kinds) known.append(known.empty() ? "" : ",").append(each);
  throw Error(ErrorKind::usage, "schema.kind",
              {{"schema", kind},
               {"known", known},
               {"suggestion", std::string(base::nearest(kind, kinds))}});
}

/// What an extension changes in a schema, by default the first of the usual ones that it patches.
std::string show_extension(schema::Catalog& catalog, const SchemaShowCommand& command) {
  const schema::Extension& extension = catalog.named(command.extension);
  const std::string& kind = command.kind.empty() ? command.profile : command.kind;
  if (!kind.empty() && std::find(std::begin(kinds), std::end(kinds), kind) == std::end(kinds)) {
    refuse_kind(kind);
  }
  const Value* patch = kind.empty() ? nullptr : extension.patch(kind);
  for (const schema::PatchFile& each : schema::patch_files) {
    if (kind.empty() && patch == nullptr) patch = extension.patch(each.kind);
  }
  return json::write(patch == nullptr ? Value(Object{}) : *patch, 2) + "\n";
}

std::string show_codelist(const schema::Catalog& catalog, const SchemaShowCommand& command) {
  const schema::Profile profile(catalog, schema::profile_named(catalog, command.codelist_profile));
  std::string file = command.codelist;
  if (!file.ends_with(".csv")) file += ".csv";
  const schema::Codelist* codelist = profile.codelist(file);
  if (codelist == nullptr) {
    std::vector<std::string_view> names;
    for (const auto& [name, list] : profile.codelists())
      names.push_back(std::string_view(name).substr(0, name.rfind(".csv")));
    throw Error(ErrorKind::usage, "codelist.unknown",
                {{"name", command.codelist},
                 {"suggestion", std::string(base::nearest(command.codelist, names))}});
  }
  return codelist->csv();
}

std::string show_profile(schema::Catalog& catalog, const SchemaShowCommand& command) {
  schema::ProfileKey key = schema::profile_named(catalog, command.profile);
  if (command.no_extensions) key.extensions.clear();
  for (const std::string& word : command.with) {
    key.extensions.push_back(&catalog.named(word));
  }
  schema::order_extensions(key.extensions);
  const schema::Profile profile(catalog, std::move(key));
  const std::string kind = !command.kind.empty() ? command.kind
                           : profile.is_oc4ids() ? "project"
                                                 : "release";
  const Value* found = profile.schema(kind);
  if (found == nullptr) refuse_kind(kind);
  return json::write(*found, 2) + "\n";
}

}  // namespace

int schema_list(const SchemaListCommand& command, Console& console) {
  schema::Catalog catalog;
  catalog.add_all(extension_folder());
  Array profiles;
  for (const std::string_view name : schema::profile_names()) {
    profiles.push_back(profile_entry(catalog, name));
  }
  Array extensions;
  for (const auto& extension : catalog.extensions()) {
    extensions.push_back(extension_entry(*extension));
  }
  const Value all = Object{{"profiles", profiles}, {"extensions", extensions}};
  console.output().write(command.format == "json" ? json::write(all, 2) + "\n"
                                                  : listing(all, console));
  console.commit();
  return 0;
}

int schema_show(const SchemaShowCommand& command, Console& console) {
  schema::Catalog catalog;
  catalog.add_all(extension_folder());
  std::string out;
  if (!command.extension.empty()) {
    out = show_extension(catalog, command);
  } else if (!command.codelist.empty()) {
    out = show_codelist(catalog, command);
  } else if (!command.profile.empty()) {
    out = show_profile(catalog, command);
  } else {
    throw Error(ErrorKind::usage, "arguments.schema-show");
  }
  console.output().write(out);
  console.commit();
  return 0;
}

}  // namespace edca::cli
