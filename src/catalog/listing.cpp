#include "catalog/listing.hpp"

#include "json/value.hpp"
#include "messages/messages.hpp"

namespace edca::catalog {
namespace {

json::Value strings(const std::vector<std::string>& texts) {
  return json::Array(texts.begin(), texts.end());
}

std::vector<std::string> names(const std::vector<SchemaKind>& kinds) {
  std::vector<std::string> texts;
  for (const SchemaKind kind : kinds) texts.emplace_back(name(kind));
  return texts;
}

std::string joined(const std::vector<std::string>& list) {
  std::string out;
  for (const std::string& each : list) out += (out.empty() ? "" : ", ") + each;
  return out;
}

}  // namespace

std::string describe(const std::vector<ProfileEntry>& profiles,
                     const std::vector<ExtensionEntry>& extensions, Language language) {
  const auto heading = [language](std::string_view key) {
    return messages::text(key, language) + "\n";
  };
  std::string out = heading("schema.list.profiles");
  for (const ProfileEntry& profile : profiles) {
    out += "  " + profile.name + ": " +
           joined(profile.tables.empty() ? names(profile.kinds) : profile.tables) + "\n";
  }
  out += "\n" + heading("schema.list.extensions");
  for (const ExtensionEntry& extension : extensions) {
    out += "  " + extension.name + "\n    " + extension.url + "\n";
    if (extension.codelists.empty()) continue;
    out += "    " +
           messages::text("schema.list.extension-codelists", language,
                          {{"codelists", joined(extension.codelists)}}) +
           "\n";
  }
  out += "\n" + heading("schema.list.codelists");
  for (const ProfileEntry& profile : profiles) {
    out += "  " + profile.name + ": " + joined(profile.codelists) + "\n";
  }
  return out;
}

std::string to_json(const std::vector<ProfileEntry>& profiles,
                    const std::vector<ExtensionEntry>& extensions) {
  json::Array profile_list;
  for (const ProfileEntry& profile : profiles) {
    json::Object entry = {{"name", profile.name},
                          {"kinds", strings(names(profile.kinds))},
                          {"extensions", strings(profile.extensions)},
                          {"codelists", strings(profile.codelists)}};
    if (!profile.tables.empty()) entry.emplace_back("tables", strings(profile.tables));
    profile_list.emplace_back(std::move(entry));
  }
  json::Array extension_list;
  for (const ExtensionEntry& extension : extensions) {
    extension_list.emplace_back(json::Object{{"name", extension.name},
                                             {"status", extension.bundled ? "bundled" : "added"},
                                             {"url", extension.url},
                                             {"aliases", strings(extension.aliases)},
                                             {"codelists", strings(extension.codelists)}});
  }
  return json::write(json::Object{{"profiles", profile_list}, {"extensions", extension_list}}, 2) +
         "\n";
}

}  // namespace edca::catalog
